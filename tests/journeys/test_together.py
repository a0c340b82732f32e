"""Two people at once: one is taken out of the organisation, one is faster than the other."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import link_mailed_to, second_browser, sign_in
from tests.platform.live import LiveServer

CENTRE = "centre@demo.skills4all.example"
EMPLOYER = "employer@demo.skills4all.example"
INVITED = "institution@demo.skills4all.example"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_who_is_taken_out_loses_it_at_the_next_page(
    page: Page, live_server: LiveServer, language: str
) -> None:
    sign_in(page, language, CENTRE)
    page.goto(f"/{language}/centre/")
    page.locator("h2 a[href*='/my/organisations/']").click()
    organisation = page.url
    page.goto(f"{organisation}/members")
    page.fill("input[name=email]", INVITED)
    page.locator("input[type=radio][name=role][value=editor]").check()
    page.locator("form[action$='/invitations'] button[type=submit]").click()
    expect(page.locator("form[action$='/withdraw']")).to_have_count(1)

    colleague = second_browser(page)
    sign_in(colleague, language, INVITED)
    link = link_mailed_to(live_server, INVITED, r"https?://\S+/invitations/\S+")
    colleague.goto(link)
    colleague.locator("#main form button[type=submit]").click()
    expect(colleague).to_have_url(re.compile("/my/organisations/"))
    colleague.goto(f"/{language}/centre/")
    colleague.locator("tbody a[href*='/centre/programmes/']").first.click()
    programme = colleague.url

    page.reload()
    removing = page.locator("form[action$='/remove']")
    page.locator("details.confirm", has=removing).locator("summary").click()
    removing.locator("button").click()
    expect(page.locator("form[action$='/remove']")).to_have_count(0)
    colleague.goto(programme)
    expect(colleague).to_have_url(re.compile("/sign-in"))
    sign_in(colleague, language, INVITED)
    answer = colleague.goto(programme)
    assert answer is not None
    assert answer.status == 404
    colleague.context.close()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_second_to_save_is_told_and_overwrites_nothing_unseen(
    page: Page, language: str
) -> None:
    sign_in(page, language, EMPLOYER)
    page.goto(f"/{language}/employer/")
    page.locator("a[href*='/openings/new']").first.click()
    page.fill("input[name=title]", "Administratrice de réseaux")
    page.select_option("select[name=place]", "fes")
    page.locator("button[name=do][value=save]").last.click()
    page.locator("#main a[href$='/edit']").first.click()
    form = page.url

    colleague = second_browser(page)
    sign_in(colleague, language, EMPLOYER)
    colleague.goto(form)
    page.fill("input[name=title]", "Administratrice de réseaux, Fès")
    page.locator("button[name=do][value=save]").last.click()
    expect(page.locator("#problems")).to_have_count(0)

    colleague.fill("input[name=title]", "Administrateur réseau")
    colleague.fill("textarea[name=description]", "Vous tenez les réseaux de trois sites.")
    colleague.locator("button[name=do][value=save]").last.click()
    expect(colleague.locator(".notice-warn")).to_contain_text("Administratrice de réseaux, Fès")
    expect(colleague.locator("input[name=title]")).to_have_value("Administrateur réseau")
    page.goto(form)
    expect(page.locator("input[name=title]")).to_have_value("Administratrice de réseaux, Fès")
    expect(page.locator("textarea[name=description]")).to_have_value("")

    colleague.locator("button[name=do][value=save]").last.click()
    expect(colleague.locator("#problems")).to_have_count(0)
    page.goto(form)
    expect(page.locator("input[name=title]")).to_have_value("Administrateur réseau")
    colleague.context.close()
