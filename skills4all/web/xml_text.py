"""Text that XML can hold: a few control signs exist in no XML document, even escaped."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def readable(text: str) -> str:
    """`text` without the signs that would make a whole document unreadable."""
    return _FORBIDDEN.sub("", text)
