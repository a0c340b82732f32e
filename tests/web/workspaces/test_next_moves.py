"""Each home begins with what to do next, and every line leads to a page where it is done."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from skills4all.models import Account, OrganisationKind
from tests.services.market import Market

Visitor = Callable[..., FlaskClient]


def todo(browser: FlaskClient, address: str) -> list[str]:
    """Where the lines of the first block lead."""
    page = browser.get(address).text
    assert page.count('class="todo"') == 1
    block = page.split('class="todo"')[1].split("</section>")[0]
    return [href.replace("&amp;", "&") for href in re.findall(r'<a href="([^"]+)"', block)]


@pytest.mark.parametrize(
    ("kind", "home", "prepare"),
    [
        (OrganisationKind.CENTRE, "/fr/centre/", "programme"),
        (OrganisationKind.EMPLOYER, "/ar/employer/", "opening"),
        (OrganisationKind.EMPLOYER, "/en/employer/", "pledge"),
        (OrganisationKind.INSTITUTION, "/fr/institution/", None),
    ],
)
def test_every_line_leads_to_its_page(
    visitor: Visitor, market: Market, kind: OrganisationKind, home: str, prepare: str | None
) -> None:
    browser = visitor("owner@example.org")
    owner = market.database.query(Account).filter_by(email="owner@example.org").one()
    organisation = market.organisation(owner, kind)
    if prepare:
        getattr(market, prepare)(owner, organisation)
    market.database.commit()
    lines = todo(browser, home)
    assert lines
    for href in lines:
        assert browser.get(href).status_code == 200, href


def test_a_moderator_with_nothing_to_do_is_told_so(visitor: Visitor) -> None:
    browser = visitor("moderator@example.org", "moderator")
    assert todo(browser, "/fr/moderation/") == []
    assert "Rien ne vous attend" in browser.get("/fr/moderation/").text


def test_a_new_learner_is_led_through_the_profile(visitor: Visitor) -> None:
    browser = visitor("learner@example.org")
    browser.post("/fr/profile/start", data={"agree": "yes"})
    for href in todo(browser, "/ar/profile"):
        assert browser.get(href).status_code == 200, href
