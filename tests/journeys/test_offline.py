"""The line drops: kept pathways are read, nothing typed is lost, private pages are nowhere kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.steps import sign_in

WHO = "institution@demo.skills4all.example"
"""Other journeys sign in with the other accounts, and attempts are counted."""
FORM = "/fr/my/organisations/new"
PATHWAY = "/fr/roles/data-analyst?field=smp&level=licence&place=taza"
KEPT = (
    "() => caches.open('pathways').then((cache) => cache.keys())"
    ".then((all) => all.map((each) => each.url))"
)
READY = (
    "() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"
)
DRAFT = "() => Object.keys(localStorage).some((name) => name.startsWith('draft:'))"


@pytest.fixture
def phone(page: Page) -> Iterator[Page]:
    """A phone on which the worker is in charge."""
    page.goto("/fr/")
    page.wait_for_function(READY)
    yield page
    page.context.set_offline(False)


def offline(page: Page) -> BrowserContext:
    page.context.set_offline(True)
    return page.context


def test_a_pathway_is_read_without_a_connection(phone: Page) -> None:
    phone.goto(PATHWAY)
    share = phone.locator(".band-score").first.inner_text()
    expect(phone.locator("[data-kept]")).to_be_visible()
    offline(phone)
    phone.goto(PATHWAY)
    expect(phone.locator("[data-offline]")).to_be_visible()
    assert phone.locator(".band-score").first.inner_text() == share
    assert phone.locator("input[name=csrf_token]").count() == 0
    phone.goto("/ar/programmes")
    expect(phone.locator("html")).to_have_attribute("lang", "ar")
    expect(phone.locator("[data-saved] a")).to_have_count(1)
    phone.locator("[data-saved] a").click()
    assert phone.url.endswith(PATHWAY)


def test_private_pages_are_kept_nowhere_and_signing_out_forgets(phone: Page) -> None:
    sign_in(phone, "fr", WHO)
    phone.goto("/fr/institution/")
    phone.goto(PATHWAY)
    expect(phone.locator("[data-kept]")).to_be_visible()
    names = phone.evaluate(
        "caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name)"
        ".then((cache) => cache.keys())))).then((all) => all.flat().map((r) => r.url))"
    )
    assert names
    assert [url for url in names if "/institution" in url or "/my" in url] == []
    phone.goto("/fr/institution/")
    phone.locator(".menu summary").click()
    phone.locator(".menu form[action*='/sign-out'] button").click()
    phone.wait_for_url("**/signed-out")
    phone.wait_for_function(f"{KEPT}.then((all) => all.length === 0)")


def test_what_was_typed_is_offered_again_and_only_to_its_writer(phone: Page) -> None:
    sign_in(phone, "fr", WHO)
    phone.goto(FORM)
    phone.select_option("#place", "fes")
    phone.check("input[name=kind][value=centre]")
    phone.fill("#name", "Maison de la mesure")
    phone.fill("#description", "Un texte long, écrit dans le train.")
    phone.wait_for_function(DRAFT)
    offline(phone)
    phone.locator("#main form button[type=submit]").last.click()
    expect(phone.locator("[data-saved]")).to_be_attached()
    phone.context.set_offline(False)
    phone.goto(FORM)
    expect(phone.locator("[data-draft-offer]")).to_be_visible()
    expect(phone.locator("#name")).to_have_value("")
    phone.locator("[data-draft-take]").click()
    expect(phone.locator("#name")).to_have_value("Maison de la mesure")
    phone.locator("#main form button[type=submit]").last.click()
    expect(phone.locator("h1")).to_contain_text("Maison de la mesure")
    phone.goto(FORM)
    expect(phone.locator("[data-draft-offer]")).to_be_hidden()
    phone.fill("#name", "Un secret de cette personne")
    phone.wait_for_function(DRAFT)
    # Now for somebody else, under a resume code.
    phone.goto("/fr/profile/start")
    phone.check("#agree")
    phone.locator("#main form button[type=submit]").first.click()
    phone.goto(FORM)
    expect(phone.locator("[data-draft-offer]")).to_be_hidden()
    phone.wait_for_function(f"() => !({DRAFT})()")
