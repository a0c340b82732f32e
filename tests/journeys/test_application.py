"""A learner applies, both sides talk, the employer decides, the learner reads it; one browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import link_mailed_to, sign_in, sign_out
from tests.journeys.test_enrolment import expect_accessible
from tests.platform.live import LiveServer

LEARNER = "learner@demo.skills4all.example"
EMPLOYER = "employer@demo.skills4all.example"


def own_opening(page: Page, language: str, place: int) -> str:
    """The public page of one of the employer's published openings that nobody applied to."""
    sign_in(page, language, EMPLOYER)
    page.goto(f"/{language}/employer/?sort=applications")
    untouched = page.locator("tbody tr", has_not=page.locator("a[href$='/applicants']"))
    own = untouched.locator("a[href*='/employer/openings/']")
    addresses = dict.fromkeys(
        re.sub(r"/(applicants|edit).*$", "", str(link.get_attribute("href"))) for link in own.all()
    )
    public = []
    for address in addresses:
        page.goto(address)
        shown = page.locator(f"#main a[href*='/{language}/openings/']").first
        if shown.count():
            public.append(str(shown.get_attribute("href")))
    sign_out(page)
    return public[place]


@pytest.mark.parametrize(("language", "place"), [("fr", 0), ("ar", 1)])
def test_from_the_opening_to_the_job(
    page: Page, live_server: LiveServer, language: str, place: int
) -> None:
    opening = own_opening(page, language, place)
    sign_in(page, language, LEARNER)
    page.goto(opening)
    page.locator("a[href$='/apply']").first.click()
    expect(page.locator("input[name=name]")).to_be_visible()
    page.fill("input[name=name]", "سلمى الإدريسي" if language == "ar" else "Salma Idrissi")
    expect_accessible(page)
    page.locator("#main form button[type=submit]").first.click()
    expect(page.locator(".timeline-step").first).to_be_visible()
    mine = page.url
    expect_accessible(page)
    sign_out(page)

    sign_in(page, language, EMPLOYER)
    opening_id = opening.rpartition("-")[2]
    page.goto(f"/{language}/employer/openings/{opening_id}/applicants")
    page.locator("a[href*='/employer/applications/']").first.click()
    expect(page.locator("input[name=to]").first).to_be_visible()
    expect_accessible(page)
    applicant = page.url
    page.check("input[name=to][value=interview]")
    page.locator("form[action$='/step'] button[type=submit]").click()
    expect(page.locator("#problems")).to_have_count(0)
    page.goto(applicant)
    page.locator("a[href*='/my/messages/application/']").click()
    page.fill("textarea[name=text]", "Lundi à 10 h ?")
    page.locator("#main form button[type=submit]").first.click()
    expect(page.locator(".message-mine")).to_have_count(1)
    sign_out(page)

    about = mine.rpartition("/")[2]
    link = link_mailed_to(live_server, LEARNER, rf"https?://\S+/my/messages/application/{about}")
    sign_in(page, language, LEARNER)
    page.goto(f"/{language}/my/steps")
    expect(page.locator(f"a[href*='{about}']").first).to_be_visible()
    expect_accessible(page)
    page.goto(link)
    expect(page.get_by_text("Lundi à 10 h ?")).to_be_visible()
    page.goto(mine)
    expect(page.locator(".timeline-step")).to_have_count(3)
    sign_out(page)

    sign_in(page, language, EMPLOYER)
    page.goto(applicant)
    page.check("input[name=to][value=hired]")
    page.locator("form[action$='/step'] button[type=submit]").click()
    sign_out(page)
    sign_in(page, language, LEARNER)
    page.goto(mine)
    expect(page.locator(".tag-good").first).to_be_visible()
    expect(page.locator(".timeline-step")).to_have_count(4)
