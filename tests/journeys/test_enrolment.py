"""A learner finds a session, signs in on the way and has a seat; the centre certifies."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from skills4all.services.calendar import today
from tests.journeys.steps import PASSWORD, link_mailed_to, sign_in, sign_out
from tests.platform.live import LiveServer

LEARNER = "learner@demo.skills4all.example"
CENTRE = "centre@demo.skills4all.example"


def expect_accessible(page: Page) -> None:
    """Axe finds nothing, and nothing is wider than the phone."""
    found = Axe().run(page).response["violations"]
    assert [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found] == []
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide <= 0


def sessions_shown(page: Page) -> set[str]:
    """Public ids on the page of a programme."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    links = page.locator("a[href*='/centre/sessions/'][href$='/enrolments']").all()
    return {(link.get_attribute("href") or "").split("/")[-2] for link in links}


def session_of_today(page: Page, language: str) -> str:
    """The centre dates a run of a published programme; its public id."""
    sign_in(page, language, CENTRE)
    page.goto(f"/{language}/centre/")
    published = page.locator("tbody tr", has=page.locator(".tag-good"))
    published.first.get_by_role("link").first.click()
    before = sessions_shown(page)
    page.locator("a[href$='/sessions/new']").click()
    page.fill("input[name=starts_on]", today().isoformat())
    page.fill("input[name=ends_on]", (today() + timedelta(days=2)).isoformat())
    page.fill("input[name=seats]", "1")
    page.fill("input[name=hours_per_week]", "20")
    page.select_option("select[name=mode]", "online")
    page.locator("button[name=do][value=save]").last.click()
    expect(page.locator("a[href$='/sessions/new']")).to_be_visible()
    (made,) = sessions_shown(page) - before
    sign_out(page)
    return made


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_from_the_public_page_to_a_certificate_anyone_can_check(
    page: Page, live_server: LiveServer, language: str
) -> None:
    session = session_of_today(page, language)
    page.goto(f"/{language}/sessions/x-{session}")
    page.locator(f"a[href$='/my/enrolments/new/{session}']").click()
    page.fill("input[name=email]", LEARNER)
    page.fill("input[name=password]", PASSWORD)
    page.click("#main button[type=submit]")
    expect_accessible(page)
    page.fill("input[name=name]", "سلمى الإدريسي")
    page.fill("textarea[name=message]", "Bonjour")
    page.click("#main form button.btn-primary")
    expect(page.locator(".tag-good").first).to_be_visible()
    expect_accessible(page)
    enrolment = page.url.rsplit("/", 1)[1]
    link_mailed_to(live_server, LEARNER, rf"https?://\S+/my/enrolments/{enrolment}")
    sign_out(page)

    sign_in(page, language, CENTRE)
    page.goto(f"/{language}/centre/sessions/{session}/enrolments")
    expect_accessible(page)
    page.get_by_role("link", name="سلمى الإدريسي").click()
    expect_accessible(page)
    page.locator("form[action$='/attended'] button").click()
    page.locator("details.confirm", has=page.locator("form[action$='/certify']")).locator(
        "summary"
    ).click()
    page.locator("form[action$='/certify'] button").click()
    expect(page.locator("a[href$='/certificate.pdf']")).to_be_visible()
    sign_out(page)

    sign_in(page, language, LEARNER)
    page.goto(f"/{language}/my/enrolments")
    page.locator(f"a[href$='/my/enrolments/{enrolment}']").click()
    with page.expect_download() as download:
        page.locator(f"a[href*='/{language}/'][href$='/certificate.pdf']").first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    code = page.locator("a[href*='/certificates/'] code").inner_text()
    page.goto(f"/{language}/profile")
    certified = {"fr": "certifié", "ar": "مصادَق عليها"}[language]
    expect(page.get_by_text(f"({certified})").first).to_be_visible()
    sign_out(page)

    page.goto(f"/{language}/certificates")
    page.fill("input[name=code]", code.replace("-", " ").lower())
    page.click("#main form button[type=submit]")
    expect(page.locator(".notice-good")).to_be_visible()
    expect(page.get_by_text("سلمى الإدريسي")).to_be_visible()
    expect_accessible(page)
