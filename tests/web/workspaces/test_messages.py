"""A conversation and the page of one's steps, through the pages of both sides."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from skills4all.models import Opening, OrganisationKind
from skills4all.services import accounts
from skills4all.services.openings.submit_opening import submit_opening
from tests.services.market import TODAY, Market, add_learner, send_application
from tests.web.workspaces.conftest import Visitor


@pytest.fixture
def bid(site: Flask, visitor: Visitor, market: Market) -> Any:
    """An application of l@example.org to an opening of o@example.org."""
    visitor("o@example.org")
    visitor("l@example.org", "learner")
    owner = accounts.find(market.database, "o@example.org")
    learner = accounts.find(market.database, "l@example.org")
    assert owner is not None
    assert learner is not None
    moderator = market.account("mod@example.org", "moderator")
    employer = market.organisation(owner, OrganisationKind.EMPLOYER, name="Rif Digital")
    market.approve(moderator, "organisation", employer)
    opening: Opening = market.opening(owner, employer)
    submit_opening(market.database, owner, opening.public_id, opening.revision, TODAY)
    market.approve(moderator, "opening", opening)
    add_learner(market.database, learner)
    made = send_application(market.database, learner, opening)
    market.database.commit()
    return made


def test_both_sides_talk(site: Flask, visitor: Visitor, market: Market, bid: Any) -> None:
    employer = visitor.again("o@example.org")  # type: ignore[attr-defined]
    learner = visitor.again("l@example.org")  # type: ignore[attr-defined]
    path = f"/my/messages/application/{bid.public_id}"
    assert f"/fr{path}" in learner.get(f"/fr/my/applications/{bid.public_id}").get_data(
        as_text=True
    )
    assert employer.post(f"/fr{path}", data={"text": ""}).status_code == 422
    assert employer.post(f"/fr{path}", data={"text": "Lundi <b>10 h</b> ?"}).status_code == 302
    steps = learner.get("/fr/my/steps").get_data(as_text=True)
    assert "1 message à lire" in steps
    assert "Développeur web débutant" in steps
    page = learner.get(f"/ar{path}").get_data(as_text=True)
    assert "Lundi &lt;b&gt;10 h&lt;/b&gt; ?" in page
    assert "message à lire" not in learner.get("/fr/my/steps").get_data(as_text=True)
    stranger = visitor("x@example.org")
    assert stranger.get(f"/fr{path}").status_code == 404
    assert stranger.post(f"/fr{path}", data={"text": "?"}).status_code == 404


def test_who_set_nothing_going_is_told_what_to_do(
    site: Flask, visitor: Visitor, market: Market, bid: Any
) -> None:
    nobody = visitor("n@example.org", "learner")
    assert nobody.get("/fr/my/steps").status_code == 302
    account = accounts.find(market.database, "n@example.org")
    assert account is not None
    add_learner(market.database, account)
    market.database.commit()
    for language in ("fr", "ar", "en"):
        page = nobody.get(f"/{language}/my/steps").get_data(as_text=True)
        assert f"/{language}/programmes" in page
