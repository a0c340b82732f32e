"""Uploaded bytes stay in memory.

Werkzeug writes a part of more than 500 kB to a temporary file; a CV must never reach a disk. The
whole request is limited to a few megabytes by `MAX_CONTENT_LENGTH`, so memory is bounded.
"""

from __future__ import annotations

from io import BytesIO
from typing import IO

from flask import Flask, Request


class InMemoryRequest(Request):
    """A request whose files are kept in memory, whatever their size."""

    def _get_file_stream(
        self,
        total_content_length: int | None,  # noqa: ARG002
        content_type: str | None,  # noqa: ARG002
        filename: str | None = None,  # noqa: ARG002
        content_length: int | None = None,  # noqa: ARG002
    ) -> IO[bytes]:
        return BytesIO()


def init_app(app: Flask) -> None:
    """Use it for every request of the application."""
    app.request_class = InMemoryRequest
