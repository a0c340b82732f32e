"""The moderators' desk from end to end, and the home of an institution."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import second_browser, sign_in
from tests.journeys.test_enrolment import expect_accessible

MODERATOR = "moderator@demo.skills4all.example"
INSTITUTION = "institution@demo.skills4all.example"


def send(page: Page, verb: str) -> None:
    page.locator(f"form[action$='/{verb}'] button[type=submit]").click()


def with_reason(page: Page, verb: str, reason: str) -> None:
    form = page.locator(f"form[action$='/{verb}']")
    page.locator("details.confirm", has=form).locator("summary").click()
    form.locator("textarea[name=reason]").fill(reason)
    send(page, verb)


def status(page: Page, address: str) -> int:
    answer = page.goto(address)
    assert answer is not None
    return answer.status


@pytest.mark.parametrize(
    ("language", "name", "kind"),
    [("fr", "Noria Formation Continue", "programme"), ("ar", "Tisserands de Données", "opening")],
)
def test_verified_approved_reported_suspended_and_back(
    page: Page, language: str, name: str, kind: str
) -> None:
    sign_in(page, language, MODERATOR)
    page.goto(f"/{language}/moderation/?kind=organisation")
    expect_accessible(page)
    page.fill("input[name=q]", name)
    page.locator("form[role=search] button").click()
    page.locator("tbody a").first.click()
    organisation = page.url
    send(page, "approve")
    expect(page.locator("#problems")).to_be_visible()
    page.locator("input[name=looked_at][value=register]").check()
    send(page, "approve")
    page.goto(organisation)
    expect(page.locator(".tag-good").first).to_be_visible()

    page.goto(f"/{language}/moderation/?kind={kind}&q={name}")
    page.locator("tbody a").first.click()
    thing = page.url
    send(page, "approve")
    page.goto(thing)
    expect(page.locator("form[action$='/take-down']")).to_be_attached()

    anybody = second_browser(page)
    public = f"/{language}/organisations/x-{organisation.rpartition('/')[2]}"
    assert status(anybody, public) == 200
    anybody.locator("a[href*='/report/organisation/']").click()
    anybody.locator("input[name=reason][value=wrong]").check()
    anybody.fill("textarea[name=details]", "L’adresse n’existe pas.")
    anybody.locator("#main form button[type=submit]").click()

    page.goto(f"/{language}/moderation/reports?q={name}")
    page.locator("tbody a").first.click()
    expect(page.get_by_text("L’adresse n’existe pas.")).to_be_visible()
    page.fill("textarea[name=reason]", "Adresse à corriger.")
    page.locator("button[value=uphold]").click()
    page.goto(organisation)
    with_reason(page, "suspend", "Adresse à corriger.")
    assert status(anybody, public) in (404, 410)
    page.goto(organisation)
    send(page, "lift")
    expect(page.locator("form[action$='/suspend']")).to_be_attached()
    assert status(anybody, public) == 200
    anybody.context.close()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_an_institution_says_who_it_is(page: Page, language: str) -> None:
    sign_in(page, language, INSTITUTION)
    page.goto(f"/{language}/institution/")
    expect_accessible(page)
    page.locator("#main a[href$='/edit']").click()
    words = {
        "fr": "Nous relions les facultés et les entreprises.",
        "ar": "نربط الكليات بالمقاولات.",
    }
    page.fill("textarea[name=description]", words[language])
    page.locator("#main form button.btn-primary").last.click()
    expect(page.locator("#problems")).to_have_count(0)
    page.goto(f"/{language}/institution/")
    page.locator(f"#main a[href*='/{language}/organisations/']").first.click()
    expect(page.get_by_text(words[language])).to_be_visible()
