"""One's own data on the site: a copy after proving who one is, and the end."""

from __future__ import annotations

import json

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from skills4all.extensions import db
from skills4all.models import Account, Learner
from tests.web.people import LAW_09_08, PASSWORD, AppOn, add_account, load_vocabulary, sign_in

EMAIL = "salma@example.org"
SOON, LATER = "2026-12-01T10:00:00Z", "2026-12-01T10:11:00Z"


@pytest.fixture
def site(app_on: AppOn) -> Flask:
    app = app_on()
    load_vocabulary(app)
    add_account(app, EMAIL, "learner")
    return app


@pytest.fixture
def salma(site: Flask) -> FlaskClient:
    client = site.test_client()
    with time_machine.travel(SOON, tick=False):
        sign_in(client, EMAIL)
        client.post("/fr/profile/start", data={"agree": "yes", "answers": "have=python:3"})
    return client


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_anyone_reads_what_is_kept_and_why(site: Flask, language: str) -> None:
    page = site.test_client().get(f"/{language}/privacy")
    assert page.status_code == 200
    assert LAW_09_08[language] in page.text
    assert "CNDP" in page.text


def test_the_receipt_of_the_commission_is_shown(app_on: AppOn) -> None:
    app = app_on()
    app.config["S4A_CNDP_RECEIPT"] = "A-GP-123/2026"
    assert "A-GP-123/2026" in app.test_client().get("/fr/privacy").text
    assert "A-GP-123/2026" in app.test_client().get("/fr/sign-up").text


def test_nobody_else_enters(site: Flask) -> None:
    for path in ("data", "data/copy", "data/erase"):
        answer = site.test_client().get(f"/fr/my/{path}")
        assert answer.headers["Location"].startswith("/fr/sign-in")


@pytest.mark.parametrize("name", ["copy", "erase"])
def test_the_password_is_asked_again_after_ten_minutes(salma: FlaskClient, name: str) -> None:
    with time_machine.travel(SOON, tick=False):
        assert salma.get(f"/fr/my/data/{name}").status_code == 200
    with time_machine.travel(LATER):
        for method in ("GET", "POST"):
            asked = salma.open(f"/fr/my/data/{name}", method=method, data={"sure": "yes"})
            assert asked.headers["Location"] == f"/fr/verify?next=/fr/my/data/{name}"
        wrong = salma.post(asked.headers["Location"], data={"password": "wrong password"})
        assert wrong.status_code == 422
        target = asked.headers["Location"]
        right = salma.post(target, data={"password": PASSWORD, "next": f"/fr/my/data/{name}"})
        assert right.headers["Location"] == f"/fr/my/data/{name}"
        assert salma.get(f"/fr/my/data/{name}").status_code == 200


def test_the_copy_is_read_or_taken_along(salma: FlaskClient) -> None:
    with time_machine.travel(SOON, tick=False):
        file = salma.post("/fr/my/data/copy", data={"format": "json"})
        page = salma.post("/fr/my/data/copy", data={"format": "html"})
    assert "attachment" in file.headers["Content-Disposition"]
    assert "no-store" in file.headers["Cache-Control"]
    told = json.loads(file.text)["tables"]
    assert told["accounts"][0]["email"] == EMAIL
    assert told["learner_skills"][0]["skill_id"] == "python"
    assert "password" not in told["accounts"][0]
    assert EMAIL in page.text
    assert "python" in page.text


def test_erasing_needs_the_tick_and_ends_everything(site: Flask, salma: FlaskClient) -> None:
    with time_machine.travel(SOON, tick=False):
        cookie = salma.get_cookie("session")
        unsure = salma.post("/fr/my/data/erase")
        assert (unsure.status_code, 'id="sure-errors"' in unsure.text) == (422, True)
        assert salma.post("/fr/my/data/erase", data={"sure": "yes"}).status_code == 302
        assert salma.get("/fr/my/account").status_code == 302
        thief = site.test_client()
        assert cookie is not None
        thief.set_cookie("session", cookie.value)
        assert thief.get("/fr/my/account").status_code == 302
        assert sign_in(site.test_client(), EMAIL).status_code == 422
    with site.app_context():
        assert db.session.scalar(select(func.count(Account.id))) == 0
        assert db.session.scalar(select(func.count(Learner.id))) == 0


def test_without_account_the_code_is_the_proof(site: Flask) -> None:
    client = site.test_client()
    page = client.post("/fr/profile/start", data={"agree": "yes", "answers": "have=sql"}).text
    code = page.split('id="resume-code">')[1].split("<")[0].strip()
    assert client.post("/fr/my/data/copy", data={"format": "json"}).status_code == 422
    copy = client.post("/fr/my/data/copy", data={"format": "json", "code": code})
    assert json.loads(copy.text)["tables"]["learner_skills"][0]["skill_id"] == "sql"
    refused = client.post("/fr/my/data/erase", data={"sure": "yes", "code": "wrong"})
    assert refused.status_code == 422
    assert client.post("/fr/my/data/erase", data={"sure": "yes", "code": code}).status_code == 302
    with site.app_context():
        assert db.session.scalar(select(func.count(Learner.id))) == 0


def test_a_consent_is_withdrawn_in_one_press(site: Flask, salma: FlaskClient) -> None:
    with time_machine.travel(SOON, tick=False):
        salma.post("/fr/profile/visibility", data={"visible": "yes"})
        assert "consents/visibility/withdraw" in salma.get("/fr/my/data").text
        salma.post("/fr/my/data/consents/visibility/withdraw")
        assert "consents/visibility/withdraw" not in salma.get("/fr/my/data").text
    with site.app_context():
        assert db.session.scalars(select(Learner.visibility)).one() == 0
