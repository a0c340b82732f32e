"""CSV that people open in a spreadsheet: one table, UTF-8 with its mark, no formula.

A cell that a spreadsheet would run (it begins with = + - @ or a tab) gets an apostrophe before it,
as OWASP advises; plain numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

BYTE_ORDER_MARK = "\ufeff"
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?\Z")


def safe_cell(value: object) -> str:
    """The text of a cell that no spreadsheet runs."""
    text = "" if value is None else str(value)
    if text.lstrip(" ").startswith(_RUNS) and not _NUMBER.match(text):
        return f"'{text}"
    return text


def plain_cell(text: str) -> str:
    """What `safe_cell` was given: files of ours come back as they left."""
    bare = text.removeprefix("'")
    return bare if bare != text and safe_cell(bare) == text else text


def lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The file, line by line: long lists need no memory."""
    yield BYTE_ORDER_MARK + _line(header)
    for row in rows:
        yield _line(row)


def _line(cells: Sequence[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow([safe_cell(cell) for cell in cells])
    return buffer.getvalue()
