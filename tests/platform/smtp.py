"""Fixture: a real SMTP server on this machine that can be told to fail in known ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller


@dataclass
class Letterbox:
    """What the server received and how it behaves.

    `mode`: accept; busy (451 to each recipient); refuse (550); drop (takes the message, then
    cuts the connection before saying so).
    """

    mode: str = "accept"
    messages: list[EmailMessage] = field(default_factory=list)
    host: str = "127.0.0.1"
    port: int = 0

    async def handle_RCPT(  # noqa: N802 (the library's name)
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.mode == "busy":
            return "451 try again later"
        if self.mode == "refuse":
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        if self.mode == "drop":
            server.transport.abort()
        return "250 taken"


@pytest.fixture
def smtp_server() -> Iterator[Letterbox]:
    """A server that takes every message until its `mode` is changed."""
    letterbox = Letterbox()
    controller = Controller(letterbox, hostname=letterbox.host, port=free_port())
    controller.start()
    letterbox.port = controller.port
    yield letterbox
    controller.stop()


def free_port() -> int:
    """A port nobody uses now."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
