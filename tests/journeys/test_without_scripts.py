"""The main journeys with JavaScript off: every step is a link or a form."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.steps import OWN_PASSWORD, answer_three_questions, link_mailed_to, sign_in
from tests.platform.live import PHONE, LiveServer


@pytest.fixture
def bare(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A phone that runs no script."""
    context = browser.new_context(
        java_script_enabled=False, base_url=live_server.url, viewport=PHONE
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_three_answers_lead_to_a_plan_and_what_if_is_a_button(bare: Page, language: str) -> None:
    answer_three_questions(bare, language)
    bare.locator("article.role .card-title a").first.click()
    expect(bare.locator("section.plan li.timeline-step").first).to_be_visible()
    before = bare.locator(".band-score").first.inner_text()
    form = bare.locator("form[data-live*='learn-others']")
    form.locator("input[type=checkbox]").first.check()
    form.locator("button[type=submit]").click()
    bare.wait_for_url(re.compile("learn="))
    assert bare.locator(".band-score").first.inner_text() != before
    bare.locator("section.plan form[action$='/my/pathways'] button").first.click()
    expect(bare.locator("input[name=password]")).to_be_visible()


def test_openings_are_searched_and_read(bare: Page) -> None:
    bare.goto("/fr/openings")
    bare.fill("#q", "python")
    bare.locator("form", has=bare.locator("#q")).locator("button[type=submit]").first.click()
    bare.wait_for_url(re.compile("q=python"))
    expect(bare.locator("#q")).to_have_value("python")
    bare.locator("#results article .card-title a").first.click()
    expect(bare.locator("h1")).to_be_visible()
    assert "/openings/" in bare.url


def test_an_account_a_step_of_the_profile_and_a_seat(bare: Page, live_server: LiveServer) -> None:
    address = "sans.script@example.org"
    bare.goto("/fr/sign-up")
    bare.check("input[name=kind][value=learner]")
    bare.fill("input[name=email]", address)
    bare.fill("input[name=password]", OWN_PASSWORD)
    bare.check("input[name=agree]")
    bare.click("#main form button[type=submit]")
    bare.goto(link_mailed_to(live_server, address, r"http\S+/confirm/\S+"))
    sign_in(bare, "fr", address, OWN_PASSWORD)
    _begin_a_profile(bare)
    bare.goto("/fr/profile/place")
    bare.select_option("#main select", "fes")
    bare.locator("#main form button[type=submit]").first.click()
    bare.goto("/fr/profile/place")
    expect(bare.locator("#main select").first).to_have_value("fes")
    _take_a_seat(bare)


def _begin_a_profile(page: Page) -> None:
    page.goto("/fr/profile/start")
    if page.locator("#field").count():
        page.select_option("#field", "smp")
        page.select_option("#level", "licence")
        page.select_option("#place", "taza")
        page.locator("#main form button[type=submit]").first.click()


def _take_a_seat(page: Page) -> None:
    """In the first session of the catalogue that says so."""
    page.goto("/fr/programmes")
    page.locator("article .card-title a").first.click()
    page.locator("#main a[href*='/sessions/']").first.click()
    page.locator("a[href*='/my/enrolments/new/']").click()
    page.fill("input[name=name]", "Salma El Idrissi")
    page.click("#main form button.btn-primary")
    expect(page.locator("#main .tag").first).to_be_visible()
    assert re.search(r"/my/enrolments/[\w-]{22}$", page.url)
