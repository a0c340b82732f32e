"""Alerts and the follow-up question through their pages."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.extensions import db
from skills4all.models import AlertSubscription, Learner, Outcome, SavedPathway
from skills4all.services import accounts
from tests.services.market import OCCUPATION, add_learner, add_vocabulary
from tests.web.people import add_account, sign_in


@pytest.fixture
def site(app_on: Any) -> Flask:
    app: Flask = app_on(S4A_SHOW_ERROR_PAGES=True)
    add_account(app, "l@example.org", "learner")
    with app.app_context():
        database = db.session()
        add_vocabulary(database)
        account = accounts.find(database, "l@example.org")
        assert account is not None
        learner = add_learner(database, account)
        database.add(SavedPathway(learner_id=learner.id, occupation_id=OCCUPATION))
        database.commit()
    return app


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    browser = site.test_client()
    sign_in(browser, "l@example.org")
    return browser


def one(site: Flask, model: Any) -> Any:
    with site.app_context(), Database(db.engine) as database:
        found = database.scalars(select(model)).one()
        database.expunge(found)
        return found


def test_asked_for_changed_and_stopped_by_one_click(site: Flask, client: FlaskClient) -> None:
    pathway = one(site, SavedPathway)
    page = client.get("/fr/my/alerts").get_data(as_text=True)
    assert f"/fr/my/alerts/{pathway.public_id}" in page
    client.post(f"/fr/my/alerts/{pathway.public_id}", data={"frequency": "daily"})
    client.post(f"/fr/my/alerts/{pathway.public_id}", data={"frequency": "weekly"})
    subscription = one(site, AlertSubscription)
    assert subscription.frequency.value == "weekly"
    anybody = site.test_client()
    link = f"/ar/alerts/{subscription.public_id}/stop"
    assert anybody.get(link).status_code == 200
    assert one(site, AlertSubscription).unsubscribed_at is None, "reading stops nothing"
    assert anybody.post(link, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert one(site, AlertSubscription).unsubscribed_at is not None
    assert anybody.post(link).status_code == 200
    assert anybody.get("/fr/alerts/" + "x" * 22 + "/stop").status_code == 404


def test_one_click_needs_no_token(app_on: Any, site: Flask, client: FlaskClient) -> None:
    pathway = one(site, SavedPathway)
    client.post(f"/fr/my/alerts/{pathway.public_id}", data={"frequency": "daily"})
    subscription = one(site, AlertSubscription)
    site.config["WTF_CSRF_ENABLED"] = True
    link = f"/fr/alerts/{subscription.public_id}/stop"
    assert site.test_client().post(link).status_code == 200
    assert one(site, AlertSubscription).unsubscribed_at is not None


def test_the_question_is_answered_without_signing_in(site: Flask, client: FlaskClient) -> None:
    with site.app_context():
        learner = db.session.scalars(select(Learner)).one()
        db.session.add(Outcome(learner_id=learner.id, after_months=3))
        db.session.commit()
    asked = one(site, Outcome)
    anybody = site.test_client()
    path = f"/outcomes/{asked.public_id}"
    for language in ("fr", "ar", "en"):
        assert anybody.get(f"/{language}{path}").status_code == 200
    assert anybody.post(f"/fr{path}", data={"comment": "x"}).status_code == 422
    sent = anybody.post(
        f"/fr{path}", data={"situation": "it_job", "occupation": OCCUPATION, "place": ""}
    )
    assert sent.status_code == 200
    assert one(site, Outcome).situation.value == "it_job"
    assert "checked" in anybody.get(f"/fr{path}").get_data(as_text=True)


def test_agreeing_and_changing_ones_mind(site: Flask, client: FlaskClient) -> None:
    client.post("/fr/my/follow-up", data={"wanted": "yes"})
    assert "Ne plus me le demander" in client.get("/fr/my/alerts").get_data(as_text=True)
    client.post("/fr/my/follow-up", data={"wanted": "no"})
    assert "J’accepte" in client.get("/fr/my/alerts").get_data(as_text=True)
