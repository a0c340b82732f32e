"""What a file is, by its content: names and declared types are not believed."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from io import BytesIO

from skills4all.services.cv.problems import OLD_WORD, TOO_HEAVY, UNKNOWN_TYPE, Unreadable

MOST_UNPACKED = 60 * 1024 * 1024
MOST_MEMBERS = 2_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BINARY = frozenset(range(9)) | frozenset(range(14, 27)) | frozenset(range(28, 32))


class Kind(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    XML = "xml"
    TEXT = "text"


def kind_of(data: bytes) -> Kind:
    """Raises `Unreadable` for what we do not read."""
    head = data[:1024]
    if b"%PDF-" in head:
        return Kind.PDF
    if head.startswith(b"PK\x03\x04"):
        return _packed(data)
    if head.startswith(OLE):
        raise Unreadable(OLD_WORD)
    text = decoded(data)
    if text is None:
        raise Unreadable(UNKNOWN_TYPE)
    start = text.lstrip("\ufeff \t\r\n")[:200].lower()
    if start.startswith(("{\\rtf", "<!doctype html", "<html")):
        raise Unreadable(UNKNOWN_TYPE)
    return Kind.XML if start.startswith("<") else Kind.TEXT


def _packed(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Unreadable(UNKNOWN_TYPE) from None
    if "word/document.xml" not in {member.filename for member in members}:
        raise Unreadable(UNKNOWN_TYPE)
    # What the archive says of itself may be a lie: the memory limit is the real guard.
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > MOST_UNPACKED:
        raise Unreadable(TOO_HEAVY)
    return Kind.DOCX


def decoded(data: bytes) -> str | None:
    """The text, by its byte order mark, as UTF-8, else as Windows writes Arabic or French."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return _as(data, encoding)
    if BINARY & set(data[:4096]):
        return None
    return _as(data, "utf-8") or _eight_bits(data)


def _eight_bits(data: bytes) -> str | None:
    arabic = _as(data, "cp1256")
    western = _as(data, "cp1252")
    if arabic is None or western is None:
        return arabic or western
    letters = sum("\u0621" <= letter <= "\u064a" for letter in arabic)
    # French accents are a few per cent of a text; Arabic letters are most of theirs.
    return arabic if letters > len(arabic) * 0.3 else western


def _as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
