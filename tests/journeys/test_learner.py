"""Three answers → roles → pathway → sign up → the pathway is kept; on a phone, in two languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import (
    OWN_PASSWORD,
    answer_three_questions,
    link_mailed_to,
    sign_in,
)
from tests.platform.live import LiveServer


@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("ar", "rtl")])
def test_from_three_answers_to_a_kept_pathway(
    page: Page, live_server: LiveServer, language: str, direction: str
) -> None:
    address = f"salma.{language}@example.org"
    answer_three_questions(page, language)
    assert page.get_attribute("html", "dir") == direction
    assert page.locator("article.role").count() >= 5

    page.locator("article.role .card-title a").first.click()
    role = page.locator("h1").inner_text()
    expect(page.locator("section.gap-list").first).to_be_visible()
    expect(page.locator("section.plan").first).to_be_visible()
    assert page.locator("section.plan li.timeline-step a").count() >= 1
    assert _no_sideways_scroll(page)

    page.locator("section.plan form[action$='/my/pathways'] button").first.click()
    assert "/sign-up" in page.url
    page.check("input[name=kind][value=learner]")
    page.fill("input[name=email]", address)
    page.fill("input[name=password]", OWN_PASSWORD)
    page.check("input[name=agree]")
    page.click("#main form button[type=submit]")

    page.goto(link_mailed_to(live_server, address, r"http\S+/confirm/\S+"))
    sign_in(page, language, address, OWN_PASSWORD)
    page.goto(f"/{language}/my/pathways")
    expect(page.get_by_role("link", name=role)).to_be_visible()
    page.get_by_role("link", name=role).click()
    assert page.locator("h1").inner_text() == role
    assert "field=smp" in page.url


def test_what_is_answered_changes_the_result(page: Page) -> None:
    answer_three_questions(page, "fr")
    page.fill("#text", "Je maîtrise SQL, Power BI et Excel avancé. Aucune expérience en Java.")
    page.click("form[action*='/roles/read'] button[type=submit]")
    expect(page.locator("input[name=have][value^='sql']")).to_be_checked()
    expect(page.locator("input[name=lack][value='java']")).to_be_checked()
    page.click("#main form button[type=submit]")
    assert "Power" not in page.url.replace("power-bi", "")
    expect(page.locator("a.tag", has_text="SQL").first).to_be_visible()


def test_it_works_without_javascript(browser, live_server: LiveServer) -> None:
    context = browser.new_context(
        java_script_enabled=False, base_url=live_server.url, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    answer_three_questions(page, "fr")
    page.locator("article.role .card-title a").first.click()
    expect(page.locator("section.plan").first).to_be_visible()
    page.locator("details.more summary").last.click()
    context.close()


def _no_sideways_scroll(page: Page) -> bool:
    return bool(
        page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
    )
