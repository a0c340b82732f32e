"""Queue messages as JSON. Huey's own default would run code found in the queue; this cannot.

A message is an array in the order of Huey's `Message`; only plain values go through, which also
keeps domain objects out of the queue: tasks receive ids and read the database.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from huey.registry import Message
from huey.serializer import Serializer

INSTANT = "instant"
MESSAGE = "message"


class JsonSerializer(Serializer):
    """Raises `TypeError` for a value that JSON cannot hold."""

    def _serialize(self, data: Any) -> bytes:
        return json.dumps(_plain(data), separators=(",", ":")).encode()

    def _deserialize(self, data: bytes) -> Any:
        return _rich(json.loads(bytes(data)))


def _plain(value: Any) -> Any:
    if isinstance(value, Message):
        return {MESSAGE: [_plain(part) for part in value]}
    if isinstance(value, datetime):
        return {INSTANT: value.isoformat()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    raise TypeError(f"a queue message cannot hold {type(value).__name__}")


def _rich(value: Any) -> Any:
    if isinstance(value, list):
        return [_rich(part) for part in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {MESSAGE}:
        return Message(*(_rich(part) for part in value[MESSAGE]))
    if set(value) == {INSTANT}:
        return datetime.fromisoformat(value[INSTANT])
    return {key: _rich(part) for key, part in value.items()}
