"""Text of each kind of file. Runs only in the limited child process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from skills4all.services.cv.kinds import Kind, decoded, kind_of
from skills4all.services.cv.problems import DAMAGED, ENCRYPTED, NO_TEXT, Unreadable

MOST_PAGES = 60
MOST_TEXT = 100_000
MOST_ATTACHED = 2 * 1024 * 1024
UNTOLD = frozenset({"attachment", "photo", "data", "filedata", "binarydata", "embeddeddata"})
"""Europass elements that hold files, not words."""


def text_of(data: bytes) -> str:
    """At most `MOST_TEXT` characters. Raises `Unreadable`."""
    text = PARSERS[kind_of(data)](data)[:MOST_TEXT]
    if not any(letter.isalpha() for letter in text):
        raise Unreadable(NO_TEXT)
    return text


def _pdf(data: bytes) -> str:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise Unreadable(ENCRYPTED if locked else DAMAGED) from None
    pages = [_page(document, number) for number in range(min(len(document), MOST_PAGES))]
    return "\n".join([*pages, *_attached(document)])


def _page(document: Any, number: int) -> str:
    return str(document[number].get_textpage().get_text_bounded())


def _attached(document: Any) -> Iterator[str]:
    """Europass writes the CV as XML inside its own PDF."""
    for number in range(min(document.count_attachments(), 5)):
        attachment = document.get_attachment(number)
        if not attachment.get_name().lower().endswith(".xml"):
            continue
        data = bytes(attachment.get_data())
        if len(data) <= MOST_ATTACHED:
            yield _xml(data)


def _docx(data: bytes) -> str:
    import docx
    from docx.table import Table

    try:
        document = docx.Document(BytesIO(data))
    except (KeyError, ValueError, OSError):
        raise Unreadable(DAMAGED) from None
    lines: list[str] = []
    for block in document.iter_inner_content():
        lines.extend(_cells(block) if isinstance(block, Table) else [block.text])
    return "\n".join(lines)


def _cells(table: Any) -> Iterator[str]:
    seen: set[int] = set()
    for row in table.rows:
        for cell in row.cells:
            # A merged cell comes once for each place it covers.
            if id(cell._tc) not in seen:
                seen.add(id(cell._tc))
                yield from (paragraph.text for paragraph in cell.paragraphs)
                for inner in cell.tables:
                    yield from _cells(inner)


def _xml(data: bytes) -> str:
    from defusedxml import ElementTree
    from defusedxml.common import DefusedXmlException

    try:
        root = ElementTree.fromstring(data, forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError):
        raise Unreadable(DAMAGED) from None
    return "\n".join(_words(root))


def _words(root: Any) -> Iterator[str]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        name = str(element.tag).rpartition("}")[2].lower()
        if name not in UNTOLD:
            if element.text and element.text.strip():
                yield element.text.strip()
            waiting.extend(reversed(element))
        if element.tail and element.tail.strip():
            yield element.tail.strip()


def _text(data: bytes) -> str:
    return decoded(data) or ""


PARSERS: dict[Kind, Callable[[bytes], str]] = {
    Kind.PDF: _pdf,
    Kind.DOCX: _docx,
    Kind.XML: _xml,
    Kind.TEXT: _text,
}
