"""From the first page to a plan by keyboard alone: where one is can always be seen."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.platform.live import LiveServer

SEEN = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return "nowhere";
  const style = getComputedStyle(at), box = at.getBoundingClientRect();
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const marked = ring || at.closest("svg") !== null;
  const shown = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  return marked && shown ? "" : `${at.outerHTML.slice(0, 160)} ${marked} ${shown}`;
}"""
"""Nothing when the element that has the focus stands on the screen and is ringed."""
MOST = 80
"""Steps from the top of a page to anything that a journey needs."""


def tab_to(page: Page, selector: str) -> None:
    """Tab until there; the focus is seen at each step and no element keeps it."""
    for _step in range(MOST):
        page.keyboard.press("Tab")
        hidden = page.evaluate(SEEN)
        assert hidden == "", hidden
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} is not reached in {MOST} steps on {page.url}")


def test_a_plan_is_found_by_keyboard_alone(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 1280, "height": 800}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto("/fr/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    for field, typed in (("field", "physique (SMP)"), ("level", "licence"), ("place", "Taza")):
        tab_to(page, f"#{field}")
        page.keyboard.type(typed)
    expect(page.locator("#field")).to_have_value("smp")
    expect(page.locator("#place")).to_have_value("taza")
    tab_to(page, "form[action$='/roles'] button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/roles"))
    _say_a_skill(page)
    tab_to(page, "article.role .card-title a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/roles/[\w-]+\?"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    _go_on_to_what_if(page)
    context.close()


def _say_a_skill(page: Page) -> None:
    """In the box that completes names: arrows choose, Enter takes, Enter sends."""
    tab_to(page, "#have")
    page.keyboard.type("postgrsq")
    expect(page.locator(".suggest-list [role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#have")).to_have_value("PostgreSQL")
    assert page.evaluate(SEEN) == ""
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("have=PostgreSQL"))


def _go_on_to_what_if(page: Page) -> None:
    """A box is ticked by the space bar; the answer comes and the focus stays."""
    tab_to(page, "#learn-1")
    page.keyboard.press("Space")
    expect(page.locator("[data-said]")).to_contain_text("%")
    assert "learn=" in page.url
    expect(page.locator("#learn-1")).to_be_focused()
    assert page.evaluate(SEEN) == ""


def test_a_focus_that_is_not_seen_is_noticed(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<style>a{outline:0}</style><a href='#'>Ici</a>")
    page.keyboard.press("Tab")
    assert "Ici" in page.evaluate(SEEN)
    page.set_content("<a href='#' style='position:absolute;top:-9000px'>Loin</a>")
    page.keyboard.press("Tab")
    assert "Loin" in page.evaluate(SEEN)
    page.close()
