"""Ten pages at 400 % (320 × 256), with letters twice as large, without motion: nothing is cut."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.test_accessibility import QUESTION
from tests.platform.live import LiveServer

PAGES = (
    "/",
    f"/roles?{QUESTION}",
    f"/roles/data-analyst?{QUESTION}",
    "/occupations",
    "/occupations/data-analyst",
    "/programmes",
    "/openings",
    "/sign-up",
    "/privacy",
    "/design",
)
CUT = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const found = wide > 0 ? [`the page is ${wide} px too wide`] : [];
  for (const each of document.querySelectorAll("body *")) {
    const style = getComputedStyle(each), hides = ["hidden", "clip"];
    if (each.closest("svg, .visually-hidden, .skip") || style.visibility === "hidden") continue;
    if (!each.textContent.trim() || each.clientWidth <= 1) continue;
    const across = hides.includes(style.overflowX) && each.scrollWidth > each.clientWidth + 1;
    const down = hides.includes(style.overflowY) && each.scrollHeight > each.clientHeight + 1;
    if (across || down) found.push(each.outerHTML.slice(0, 160));
  }
  return found;
}"""
"""What hides a part of its text, and how much too wide the page is."""
MOVES = """() => [...document.querySelectorAll("*")].filter(each => {
  const style = getComputedStyle(each);
  return style.animationName !== "none" || /[1-9]/.test(style.transitionDuration)
    || style.scrollBehavior === "smooth";
}).map(each => each.outerHTML.slice(0, 120))"""


def cut(page: Page, language: str) -> list[str]:
    """What is wrong on all pages, at 400 % and with letters of 200 %."""
    found = []
    for path in PAGES:
        page.set_viewport_size({"width": 320, "height": 256})
        page.goto(f"/{language}{path}")
        found += [f"{path} at 400 %: {each}" for each in page.evaluate(CUT)]
        page.set_viewport_size({"width": 640, "height": 512})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        found += [f"{path}, large letters: {each}" for each in page.evaluate(CUT)]
    return found


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_nothing_is_cut_when_enlarged(
    browser: Browser, live_server: LiveServer, language: str
) -> None:
    page = browser.new_page(base_url=live_server.url)
    assert cut(page, language) == []
    page.close()


def test_nothing_moves_for_who_asked_for_it(browser: Browser, live_server: LiveServer) -> None:
    for motion, moves in (("reduce", False), ("no-preference", True)):
        page = browser.new_page(base_url=live_server.url, reduced_motion=motion)
        page.goto("/fr/design")
        assert bool(page.evaluate(MOVES)) is moves
        page.close()


def test_what_is_cut_is_seen(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 256})
    page.set_content("<p style='width:50px;overflow:hidden;white-space:nowrap'>Une longue phrase")
    assert len(page.evaluate(CUT)) == 1
    page.set_content("<p style='width:900px'>Une longue phrase")
    assert "too wide" in page.evaluate(CUT)[0]
    page.close()
