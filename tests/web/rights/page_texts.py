"""What a page says to its reader: texts, and what a screen reader is told; not what people wrote.

Whatever stands under another `lang` than the page's is a quotation and left out.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

TOLD = ("alt", "aria-label", "aria-description", "placeholder", "title", "data-busy")
UNREAD = ("script", "style", "textarea")
VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
_SPACES = re.compile(r"\s+")


def texts(page: str, language: str) -> set[str]:
    """Every text of the page, spaces put in order."""
    reader = _Reader(language)
    reader.feed(page)
    reader.close()
    plain = {_SPACES.sub(" ", each).strip() for each in reader.found}
    return {each for each in plain if each}


class _Reader(HTMLParser):
    def __init__(self, language: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._language = language
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        read = self._reads and given.get("lang", self._language) == self._language
        read = read and tag not in UNREAD
        if tag not in VOID:
            self._open.append((tag, read))
        if read:
            self.found += [given[name] or "" for name in TOLD if name in given]
            self.found += [given.get("content") or ""] if given.get("name") == "description" else []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        # Elements whose end HTML lets out are closed with the one around them.
        if any(name == tag for name, _read in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._reads:
            self.found.append(data)

    @property
    def _reads(self) -> bool:
        return not self._open or self._open[-1][1]
