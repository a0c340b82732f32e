"""Bytes of unknown encoding to text: byte order marks, UTF-8, UTF-16, then Windows code pages."""

import codecs
import re

from charset_normalizer import from_bytes

from skills4all.services.importing.problems import BadFile

MOST_BYTES = 20 * 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PAGES = ("cp1252", "cp1256", "mac_roman", "iso8859_6", "cp850")
MOSTLY = 0.7
"""Share of Arabic letters that stand in words of their own, for a text to be Arabic."""
_ARABIC_WORD = re.compile("(?<![A-Za-zÀ-ÿ])[\u0621-\u064a]{2,}(?![A-Za-zÀ-ÿ])")
_ARABIC = re.compile("[\u0621-\u064a]")
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def decode(data: bytes) -> tuple[str, str]:
    """Text and the name of its encoding. Raises `BadFile`."""
    if not data.strip():
        raise BadFile("file_empty")
    if len(data) > MOST_BYTES:
        raise BadFile("file_large", most=MOST_BYTES // 1024 // 1024)
    if data.startswith(_SPREADSHEETS):
        raise BadFile("file_spreadsheet")
    encoding = _by_mark(data) or _by_zeros(data) or _by_form(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise BadFile("file_binary") from None
    if "\0" in text:
        raise BadFile("file_binary")
    return text, encoding


def _by_mark(data: bytes) -> str | None:
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def _by_zeros(data: bytes) -> str | None:
    """UTF-16 without a mark: ASCII separators and line ends leave zeros on one side only."""
    even, odd = data[0:4000:2].count(0), data[1:4000:2].count(0)
    if max(even, odd) < 4 or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _by_form(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _code_page(data)
    return "utf-8"


def _code_page(data: bytes) -> str:
    """Arabic words decide for the Arabic page: both Windows pages share é, è, à and ç, so a
    guess from the look of accented letters alone is no better than a coin.
    """
    arabic = data.decode("cp1256", errors="replace")
    letters = sum(map(len, _ARABIC_WORD.findall(arabic)))
    if letters > len(_ARABIC.findall(arabic)) * MOSTLY:
        return "cp1256"
    best = from_bytes(data, cp_isolation=list(_PAGES)).best()
    guess = best.encoding if best else "cp1252"
    # What is neither Arabic nor from an old Mac or DOS comes from Windows.
    return guess if guess in ("mac_roman", "cp850") and not _fits_windows(data) else "cp1252"


def _fits_windows(data: bytes) -> bool:
    """Read as Windows, the letters outside ASCII are those of French words."""
    text = data.decode("cp1252", errors="replace")
    odd = re.sub(r"[\x00-\x7fÀÂÇÈÉÊËÎÏÔŒÙÛÜàâçèéêëîïôœùûü’‘“”«»–—…°€\xa0•²]", "", text)
    return len(odd) * 4 <= len(re.findall(r"[^\x00-\x7f]", text))
