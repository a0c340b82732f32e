"""Who may open what: everything that is not one's own does not exist."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from skills4all.models import Membership, OrganisationKind, utc_now
from skills4all.services import accounts
from tests.services.market import Market
from tests.web.people import PASSWORD, add_account
from tests.web.workspaces.filled import OPENING, PROGRAMME, pledge_form, session_form

READ = (
    "/fr/my/organisations/{centre}",
    "/fr/my/organisations/{centre}/edit",
    "/fr/centre/{centre}/programmes/new",
    "/fr/centre/programmes/{programme}",
    "/fr/centre/programmes/{programme}/edit",
    "/fr/centre/programmes/{programme}/sessions/new",
    "/fr/centre/sessions/{session}/edit",
    "/fr/employer/{employer}/openings/new",
    "/fr/employer/openings/{opening}",
    "/fr/employer/openings/{opening}/edit",
    "/fr/employer/{employer}/pledges/new",
    "/fr/employer/pledges/{pledge}",
    "/fr/employer/pledges/{pledge}/edit",
)
WRITE: tuple[tuple[str, dict[str, str]], ...] = (
    ("/fr/centre/{centre}/programmes/new", PROGRAMME),
    ("/fr/centre/programmes/{programme}/edit", PROGRAMME),
    ("/fr/centre/programmes/{programme}/submit", {}),
    ("/fr/centre/programmes/{programme}/archive", {}),
    ("/fr/centre/programmes/{programme}/sessions/new", session_form()),
    ("/fr/centre/sessions/{session}/edit", session_form()),
    ("/fr/centre/sessions/{session}/close", {}),
    ("/fr/centre/sessions/{session}/cancel", {"reason": "x"}),
    ("/fr/employer/{employer}/openings/new", OPENING),
    ("/fr/employer/openings/{opening}/edit", OPENING),
    ("/fr/employer/openings/{opening}/submit", {}),
    ("/fr/employer/openings/{opening}/close", {}),
    ("/fr/employer/openings/{opening}/confirm", {}),
    ("/fr/employer/openings/{opening}/reopen", {}),
    ("/fr/employer/openings/{opening}/duplicate", {}),
    ("/fr/employer/{employer}/pledges/new", pledge_form()),
    ("/fr/employer/pledges/{pledge}/edit", pledge_form()),
    ("/fr/employer/pledges/{pledge}/submit", {}),
    ("/fr/employer/pledges/{pledge}/withdraw", {}),
)
MODERATION = (
    "/fr/moderation/",
    "/fr/moderation/organisation/{centre}",
    "/fr/moderation/programme/{programme}",
)


@pytest.fixture
def addresses(visitor: Any, market: Market) -> dict[str, str]:
    """Public ids of one row of each kind, owned by o@example.org."""
    visitor("o@example.org")
    owner = accounts.find(market.database, "o@example.org")
    assert owner is not None
    centre = market.organisation(owner)
    employer = market.organisation(owner, OrganisationKind.EMPLOYER, name="Rif Digital")
    programme = market.programme(owner, centre)
    found = {
        "centre": centre,
        "employer": employer,
        "programme": programme,
        "session": market.session(owner, programme),
        "opening": market.opening(owner, employer),
        "pledge": market.pledge(owner, employer),
    }
    market.database.commit()
    return {name: row.public_id for name, row in found.items()}


def test_the_owner_opens_all_of_it(visitor: Any, addresses: dict[str, str]) -> None:
    """The control: these addresses do answer."""
    client = visitor.again("o@example.org")
    for path in READ:
        assert client.get(path.format(**addresses)).status_code == 200, path


@pytest.mark.parametrize("roles", [(), ("centre", "employer"), ("moderator",)])
def test_for_anyone_else_it_does_not_exist(
    visitor: Any, addresses: dict[str, str], roles: tuple[str, ...]
) -> None:
    client = visitor("x@example.org", *roles)
    for path in READ:
        assert client.get(path.format(**addresses)).status_code == 404, path
    for path, data in WRITE:
        sent = client.post(path.format(**addresses), data={**data, "revision": "1"})
        assert sent.status_code == 404, path


def test_a_centre_is_no_employer(visitor: Any, addresses: dict[str, str]) -> None:
    client = visitor.again("o@example.org")
    swapped = {"centre": addresses["employer"], "employer": addresses["centre"]}
    for path in ("/fr/centre/{centre}/programmes/new", "/fr/employer/{employer}/openings/new"):
        assert client.get(path.format(**swapped)).status_code == 404


def test_a_removed_member_loses_it_at_the_next_request(
    visitor: Any, addresses: dict[str, str], market: Market
) -> None:
    client = visitor.again("o@example.org")
    path = "/fr/centre/programmes/{programme}".format(**addresses)
    assert client.get(path).status_code == 200
    owner = accounts.find(market.database, "o@example.org")
    assert owner is not None
    for row in market.database.scalars(select(Membership).filter_by(account_id=owner.id)):
        row.removed_at = utc_now()
    market.database.commit()
    assert client.get(path).status_code == 404


def test_the_desk_is_for_moderators(visitor: Any, addresses: dict[str, str]) -> None:
    owner, moderator = visitor.again("o@example.org"), visitor("m@example.org", "moderator")
    for path in MODERATION:
        assert owner.get(path.format(**addresses)).status_code == 404
        assert moderator.get(path.format(**addresses)).status_code == 200
    for verb in ("approve", "reject"):
        path = "/fr/moderation/organisation/{centre}/".format(**addresses) + verb
        assert owner.post(path, data={"revision": "1", "reason": "x"}).status_code == 404
    assert moderator.get("/fr/moderation/session/x").status_code == 404


def test_visitors_are_sent_to_sign_in(site: Flask, addresses: dict[str, str]) -> None:
    client = site.test_client()
    for path in (*READ, *MODERATION, "/fr/centre/", "/fr/employer/", "/fr/my/organisations/new"):
        answer = client.get(path.format(**addresses))
        assert answer.status_code == 302, path
        assert "/fr/sign-in" in answer.headers["Location"]


def test_forms_need_their_token(app_on: Any) -> None:
    app = app_on(WTF_CSRF_ENABLED=True, S4A_SHOW_ERROR_PAGES=True)
    add_account(app, "m@example.org", "moderator")
    client = app.test_client()
    paths = (
        "/fr/moderation/organisation/x/approve",
        "/fr/centre/x/programmes/new",
        "/fr/my/organisations/new",
    )
    for path in paths:
        answer = client.post(path, data={"revision": "1"})
        assert answer.status_code == 302
        assert "/fr/sign-in" in answer.headers["Location"]
    page = client.get("/fr/sign-in").get_data(as_text=True)
    token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    data = {"email": "m@example.org", "password": PASSWORD, "csrf_token": token}
    assert client.post("/fr/sign-in", data=data).status_code == 302
    for path in paths:
        assert client.post(path, data={"revision": "1"}).status_code == 400
