"""An adviser fills in with someone and hands over: one code at a time, and never in the queue."""

from __future__ import annotations

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from skills4all.background.letter_delivery import word
from skills4all.extensions import db
from skills4all.models import Learner, Outbox
from skills4all.services import limits
from tests.web.people import AppOn, add_account, load_vocabulary, sign_in

CODE = re.compile(r"\b(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}\b")


@pytest.fixture
def site(app_on: AppOn) -> Flask:
    app = app_on()
    load_vocabulary(app)
    return app


@pytest.fixture
def adviser(site: Flask) -> tuple[FlaskClient, str]:
    """A centre's member with the profile of somebody open, and its first code."""
    client = site.test_client()
    add_account(site, "adviser@example.org", "centre")
    sign_in(client, "adviser@example.org")
    answer = client.post("/fr/profile/start", data={"agree": "yes", "answers": "have=sql"})
    return client, CODE.findall(answer.text)[0]


def opens(site: Flask, code: str) -> bool:
    answer = site.test_client().post("/fr/profile/resume", data={"code": code})
    return answer.status_code == 302


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_by_mail_the_person_gets_the_only_code_that_opens(
    site: Flask, adviser: tuple[FlaskClient, str], language: str
) -> None:
    client, first = adviser
    answer = client.post(
        f"/{language}/profile/hand-over", data={"do": "mail", "email": " Salma@Example.org "}
    )
    assert answer.status_code == 302
    assert client.get("/fr/profile").headers["Location"] == "/fr/profile/start"
    with site.app_context():
        promised = db.session.scalars(select(Outbox)).one().payload
        facts = promised["facts"]
        letter = word(promised["email"], promised["language"], promised["template"], facts)
    assert (letter.to, letter.language) == ("Salma@example.org", language)
    code = CODE.findall(letter.text)[0]
    assert code not in json.dumps(promised)
    assert opens(site, code)
    assert not opens(site, first)


def test_a_new_code_is_shown_once_and_the_old_one_ends(
    site: Flask, adviser: tuple[FlaskClient, str]
) -> None:
    client, first = adviser
    answer = client.post("/fr/profile/hand-over", data={"do": "code"})
    code = CODE.findall(answer.text)[0]
    assert "no-store" in answer.headers["Cache-Control"]
    assert code != first
    assert opens(site, code)
    assert not opens(site, first)
    assert client.post("/fr/profile/hand-over", data={"do": "code"}).status_code == 302


def test_a_bad_address_changes_nothing(site: Flask, adviser: tuple[FlaskClient, str]) -> None:
    client, first = adviser
    answer = client.post("/fr/profile/hand-over", data={"do": "mail", "email": "salma"})
    assert answer.status_code == 422
    assert 'id="email-errors"' in answer.text
    with site.app_context():
        assert db.session.scalars(select(Outbox)).all() == []
    assert opens(site, first)


def test_nobody_is_flooded(
    adviser: tuple[FlaskClient, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, _first = adviser
    monkeypatch.setattr(limits, "E_MAIL_RECIPIENT", limits.Limit("e-mail-recipient", 0, 3600))
    data = {"do": "mail", "email": "salma@example.org"}
    assert client.post("/fr/profile/hand-over", data=data).status_code == 429


def test_a_profile_with_an_account_is_not_handed_over(site: Flask) -> None:
    client = site.test_client()
    add_account(site, "learner@example.org")
    sign_in(client, "learner@example.org")
    client.post("/fr/profile/start", data={"agree": "yes"})
    assert client.post("/fr/profile/hand-over", data={"do": "code"}).status_code == 302
    with site.app_context():
        assert db.session.scalars(select(Learner)).one().resume_code_hash is None
