"""A session that ended while someone was writing costs them nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from skills4all.extensions import db
from skills4all.models import HeldForm, Organisation, OrganisationKind, utc_now
from tests.services.market import Market, add_vocabulary
from tests.web.people import PASSWORD, add_account, load_vocabulary
from tests.web.workspaces.conftest import Visitor
from tests.web.workspaces.filled import ORGANISATION

AppOn = Callable[..., Flask]
PATH = "/fr/my/organisations/new"
TYPED = {**ORGANISATION, "name": "École « Zaytoune »"}


def session_ends(client: FlaskClient) -> None:
    client.delete_cookie("session")


def rows(market: Market) -> list[HeldForm]:
    market.database.rollback()
    return list(market.database.scalars(select(HeldForm)))


def signs_in_again(client: FlaskClient, location: str) -> str:
    done = client.post(location, data={"email": "o@example.org", "password": PASSWORD})
    assert done.status_code == 302
    return client.get(done.headers["Location"]).get_data(as_text=True)


def test_what_was_typed_comes_back_and_is_sent_by_its_writer_only(
    site: Flask, visitor: Visitor, market: Market
) -> None:
    client = visitor("o@example.org")
    session_ends(client)
    sent = client.post(PATH, data=TYPED)
    assert sent.status_code == 302
    assert "/sign-in" in sent.headers["Location"]
    (row,) = rows(market)
    assert row.path == PATH
    assert "est gardé" in client.get(sent.headers["Location"]).get_data(as_text=True)
    page = signs_in_again(client, sent.headers["Location"])
    assert "École « Zaytoune »" in page
    assert "rien n’est parti" in page
    market.database.rollback()
    assert market.database.scalars(select(Organisation)).all() == []
    assert client.post(PATH, data=TYPED).status_code == 302
    assert rows(market) == []
    assert market.only(Organisation).name == "École « Zaytoune »"
    assert "Zaytoune »" not in client.get(PATH).get_data(as_text=True).split("<form")[-1]


def test_nobody_else_gets_it(site: Flask, visitor: Visitor, market: Market) -> None:
    client = visitor("o@example.org")
    session_ends(client)
    client.post(PATH, data=TYPED)
    other = visitor("p@example.org")
    assert "Zaytoune" not in other.get(PATH).get_data(as_text=True)
    other.set_cookie("held-form", "guessed")
    assert "Zaytoune" not in other.get(PATH).get_data(as_text=True)
    (row,) = rows(market)
    other.set_cookie("held-form", row.key_hash)
    assert "Zaytoune" not in other.get(PATH).get_data(as_text=True)


def test_no_secret_and_no_flood_is_kept(site: Flask, visitor: Visitor, market: Market) -> None:
    client = visitor("o@example.org")
    session_ends(client)
    client.post(PATH, data={**TYPED, "csrf_token": "t0ken", "password": "s3cret"})
    (row,) = rows(market)
    assert not {"csrf_token", "password"} & set(row.values)
    client.post(PATH, data={"description": "x" * 70_000})
    assert len(rows(market)) == 1


def test_it_is_gone_after_a_day(site: Flask, visitor: Visitor, market: Market) -> None:
    client = visitor("o@example.org")
    session_ends(client)
    sent = client.post(PATH, data=TYPED)
    market.database.execute(update(HeldForm).values(expires_at=utc_now() - timedelta(minutes=1)))
    market.database.commit()
    assert "Zaytoune" not in signs_in_again(client, sent.headers["Location"])


def test_a_token_that_died_with_the_session_keeps_it_too(app_on: AppOn) -> None:
    app = app_on(WTF_CSRF_ENABLED=True, S4A_SHOW_ERROR_PAGES=True)
    with app.app_context():
        add_vocabulary(db.session())
        db.session.commit()
    add_account(app, "o@example.org")
    client = app.test_client()
    refused = client.post(PATH, data={**TYPED, "csrf_token": "of another time"})
    assert refused.status_code == 302
    page = client.get(refused.headers["Location"]).get_data(as_text=True)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token
    data = {"email": "o@example.org", "password": PASSWORD, "csrf_token": token.group(1)}
    done = client.post(refused.headers["Location"], data=data)
    assert "Zaytoune" in client.get(done.headers["Location"]).get_data(as_text=True)
    # Someone signed in with a bad token is attacked, not late.
    assert client.post(PATH, data=TYPED).status_code == 400


def test_a_learner_with_a_code_comes_back_to_the_step_as_it_was(app_on: AppOn) -> None:
    app = app_on(WTF_CSRF_ENABLED=True, S4A_SHOW_ERROR_PAGES=True)
    load_vocabulary(app)
    client = app.test_client()
    page = client.get("/fr/profile/start").get_data(as_text=True)
    data = {"agree": "y", "csrf_token": token_in(page)}
    code = client.post("/fr/profile/start", data=data).get_data(as_text=True)
    found = re.search(r"[0-9A-Z]{4}(?:[- ][0-9A-Z]{4})+", code)
    assert found
    session_ends(client)
    step = "/fr/profile/possibilities"
    sent = client.post(step, data={"hours": "11", "budget": "2500", "csrf_token": "old"})
    assert sent.status_code == 302
    page = client.get(sent.headers["Location"]).get_data(as_text=True)
    link = re.search(r'href="(/fr/profile/resume[^"]*)"', page)
    assert link
    resume = unescape(link.group(1))
    token = token_in(client.get(resume).get_data(as_text=True))
    done = client.post(resume, data={"code": found.group(), "csrf_token": token})
    assert done.headers["Location"] == step
    again = client.get(step).get_data(as_text=True)
    assert 'value="11"' in again
    assert 'value="2500"' in again
    sent = client.post(step, data={"hours": "11", "csrf_token": token_in(again)})
    assert sent.status_code == 302
    with app.app_context():
        assert db.session.scalars(select(HeldForm)).all() == []


def test_a_public_form_stands_there_again(app_on: AppOn) -> None:
    app = app_on(WTF_CSRF_ENABLED=True, S4A_SHOW_ERROR_PAGES=True)
    with app.app_context():
        add_vocabulary(db.session())
        market = Market(db.session())
        centre = market.verified(market.account("o@example.org"), OrganisationKind.CENTRE)
        path = f"/fr/report/organisation/{centre.public_id}"
        db.session.commit()
    client = app.test_client()
    sent = client.post(path, data={"reason": "fraud", "details": "Écrit à l’instant."})
    assert sent.headers["Location"] == path
    assert "Écrit à l’instant." in client.get(path).get_data(as_text=True)
    # With a session a wrong token is no accident.
    assert client.post(path, data={"details": "x", "csrf_token": "y"}).status_code == 400


def token_in(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found
    return found.group(1)
