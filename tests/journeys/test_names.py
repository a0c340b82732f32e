"""What a screen reader meets on every public page: names for all, one h1, no level left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.test_accessibility import SAMPLE
from tests.platform.live import LiveServer

NAMED = "button|link|textbox|searchbox|combobox|checkbox|radio|spinbutton|img|group|table|listbox"
_ENTRY = re.compile(rf"^\s*- '?({NAMED})\b(?! \"[^\"])(.*)$")
_HEADING = re.compile(r"^\s*- '?heading\b.*\[level=(\d)\]")
LISTED = ("/openings", "/programmes", "/occupations")
"""Whose first card leads to a page of another kind."""


def wrong(tree: str) -> list[str]:
    """Entries of an accessibility tree without a name, and headings out of order."""
    lines = list(_outside_pictures(tree.splitlines()))
    found = [line.strip() for line in lines if _nameless(line)]
    levels = [int(level) for level in _levels(lines)]
    if levels.count(1) != 1:
        found.append(f"{levels.count(1)} headings of level 1")
    steps = zip([0, *levels], levels, strict=False)
    return found + [
        f"heading {after} after {before}" for before, after in steps if after > before + 1
    ]


def _outside_pictures(lines: list[str]) -> Iterator[str]:
    """A picture with a name is read as one thing: what it is drawn of is not met."""
    inside: int | None = None
    for line in lines:
        depth = len(line) - len(line.lstrip())
        if inside is None or depth <= inside:
            inside = depth if re.match(r"\s*- '?img \"", line) else None
            yield line


def _nameless(line: str) -> bool:
    entry = _ENTRY.match(line)
    # A group of disclosed text takes its name from what it holds.
    return entry is not None and not (
        entry.group(1) in ("group", "table") and ":" in entry.group(2)
    )


def _levels(lines: list[str]) -> list[str]:
    return [found.group(1) for found in map(_HEADING.match, lines) if found]


def tree(page: Page, path: str) -> str:
    page.goto(path)
    return page.locator("body").aria_snapshot()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_everything_has_a_name(browser: Browser, live_server: LiveServer, language: str) -> None:
    page = browser.new_page(base_url=live_server.url)
    # The page of components shows the same sample, with its heading, more than once.
    paths = {f"/{language}{path}" for _language, path, *_rest in SAMPLE if path != "/design"}
    for listing in LISTED:
        page.goto(f"/{language}{listing}")
        link = page.locator("#main article a, #main li a").first.get_attribute("href")
        assert link
        paths.add(link)
    found = {path: wrong(tree(page, path)) for path in sorted(paths)}
    page.close()
    assert {path: each for path, each in found.items() if each} == {}


def test_what_has_no_name_is_seen(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<h1>Un</h1><h3>Trois</h3><button></button><a href='#'></a><input><img src=x>")
    assert len(wrong(page.locator("body").aria_snapshot())) >= 4
    page.close()
