"""How a file can refuse to be read: codes shared by the parent and its child process."""

from __future__ import annotations

TOO_LARGE = "too_large"
ENCRYPTED = "encrypted"
NO_TEXT = "no_text"
UNKNOWN_TYPE = "unknown_type"
OLD_WORD = "old_word"
DAMAGED = "damaged"
TOO_LONG = "too_long"
TOO_HEAVY = "too_heavy"
BUSY = "busy"

FROM_CHILD = frozenset({ENCRYPTED, NO_TEXT, UNKNOWN_TYPE, OLD_WORD, DAMAGED, TOO_LONG, TOO_HEAVY})


class Unreadable(Exception):
    """Raised by a parser with one of the codes above."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
