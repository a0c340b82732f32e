"""What scripts add: names while one types, answers at once. By keyboard, with what is read out."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

QUESTION = "field=smp&level=licence&place=taza"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_skill_is_chosen_by_keyboard(page: Page, language: str) -> None:
    page.goto(f"/{language}/roles?{QUESTION}")
    box = page.locator("#have")
    expect(box).to_have_attribute("role", "combobox")
    box.press_sequentially("postgrsq")
    options = page.locator(".suggest-list [role=option]")
    expect(options.first).to_be_visible()
    expect(page.locator(".suggest [role=status]")).not_to_be_empty()
    assert box.get_attribute("aria-activedescendant") is None
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    expect(options.first).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("ArrowDown")
    expect(options.first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("PostgreSQL")
    expect(box).to_be_focused()
    box.press("Enter")
    page.wait_for_url(re.compile(r"have=PostgreSQL"))
    expect(page.locator("a.tag", has_text="PostgreSQL").first).to_be_visible()


def test_what_if_answers_at_once_and_says_so(page: Page) -> None:
    page.goto("/fr/")
    page.goto(f"/fr/roles/data-analyst?{QUESTION}")
    before = page.locator(".band-score").first.inner_text()
    said = page.locator("[data-said]")
    page.locator("#learn-1").check()
    expect(said).to_contain_text("%")
    expect(page.locator("#learn-1")).to_be_focused()
    assert before not in said.inner_text()
    assert "learn=" in page.url
    page.locator("#learn-name").press_sequentially("dockr")
    page.locator(".suggest-list [role=option]").first.click()
    expect(page.locator("#learn-others")).to_contain_text("Docker")
    expect(page.locator("#learn-name")).to_have_value("")
    page.go_back()
    assert page.url.endswith("/fr/")


def test_a_search_answers_while_one_types(page: Page) -> None:
    page.goto("/fr/")
    page.goto("/fr/openings")
    first = page.locator("#results p").first.inner_text()
    page.locator("#q").press_sequentially("python")
    expect(page.locator("#results p").first).not_to_have_text(first)
    expect(page.locator("[data-said]")).to_have_text(page.locator("#results p").first.inner_text())
    expect(page.locator("#q")).to_be_focused()
    assert page.url.endswith("q=python")
    page.locator("#results article a").first.click()
    page.go_back()
    expect(page.locator("#q")).to_have_value("python")
    page.go_back()
    assert page.url.endswith("/fr/")
