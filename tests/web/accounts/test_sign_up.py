"""Sign-up, confirmation, what was answered before, and what a stranger can learn from it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from skills4all.extensions import db
from skills4all.models import Account, Consent, Learner, LoginIdentifier, SavedPathway
from skills4all.queries import learners
from skills4all.services import accounts
from skills4all.services.learners.answers_of import answers_of
from tests.web.people import (
    PASSWORD,
    AppOn,
    add_account,
    link_in,
    load_vocabulary,
    mails,
    sign_in,
    sign_up,
)

ANSWERS = "field=smp&level=licence&place=fes&have=python%3A3&lack=java&hours=6"


@pytest.fixture
def site(app_on: AppOn, engine_name: str) -> Flask:
    app = app_on(engine_name)
    load_vocabulary(app)
    return app


@pytest.fixture
def visitor(site: Flask) -> FlaskClient:
    return site.test_client()


def test_what_was_answered_travels_through_sign_up(visitor: FlaskClient) -> None:
    page = visitor.get(f"/fr/sign-up?{ANSWERS}&occupation=web-developer").text
    assert 'value="field=smp&amp;level=licence' in page
    assert 'value="web-developer"' in page


def test_sign_up_keeps_account_identifier_profile_and_pathway(
    site: Flask, visitor: FlaskClient
) -> None:
    answer = sign_up(visitor, "Salma@Example.org", answers=ANSWERS, occupation="web-developer")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/fr/sign-up/written")
    with site.app_context():
        account = accounts.find(db.session(), "salma@example.org")
        assert account is not None
        assert account.password is not None
        assert account.password.startswith("$argon2id$")
        assert accounts.role_names(account) == {"learner"}
        assert [each.value for each in account.identifiers] == ["salma@example.org"]
        learner = learners.of_account(db.session(), account.id)
        assert learner is not None
        kept = answers_of(db.session(), learner)
        assert (kept.field, kept.level, kept.place) == ("smp", "licence", "fes")
        assert (dict(kept.have), kept.lack, kept.possibilities.hours) == (
            {"python": 3},
            ("java",),
            6,
        )
        assert learner.visibility == 0
        saved = db.session.scalars(select(SavedPathway)).one()
        assert saved.occupation_id == "web-developer"
        consent = db.session.scalars(select(Consent)).one()
        assert (consent.purpose.value, consent.language) == ("profile", "fr")


def test_nobody_signs_in_before_confirming(site: Flask, visitor: FlaskClient) -> None:
    sign_up(visitor, "salma@example.org")
    assert sign_in(visitor, "salma@example.org").status_code == 422
    (mail,) = mails(site)
    assert mail["to"] == "salma@example.org"
    assert visitor.get(link_in(mail)).status_code == 302
    assert sign_in(visitor, "salma@example.org").status_code == 302
    with site.app_context():
        identifier = db.session.scalars(select(LoginIdentifier)).one()
        assert identifier.verified_at is not None


def test_a_confirmation_link_works_once(site: Flask, visitor: FlaskClient) -> None:
    sign_up(visitor, "salma@example.org")
    link = link_in(mails(site)[0])
    assert visitor.get(link).headers["Location"].endswith("/fr/sign-in")
    assert visitor.get(link).headers["Location"].endswith("/fr/confirm")
    assert visitor.get(link[:-3] + "abc").headers["Location"].endswith("/fr/confirm")


def test_links_use_the_configured_address(site: Flask, visitor: FlaskClient) -> None:
    visitor.post(
        "/fr/sign-up",
        data={"email": "a@example.org", "password": PASSWORD, "kind": "learner", "agree": "y"},
        headers={"X-Forwarded-Host": "evil.test", "Host": "localhost:9999"},
    )
    text = mails(site)[0]["text"]
    assert site.config["S4A_SETTINGS"].base_url + "/fr/confirm/" in text
    assert "evil.test" not in text
    assert "9999" not in text


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_mail_is_in_the_readers_language(site: Flask, language: str) -> None:
    data = {"email": "a@example.org", "password": PASSWORD, "kind": "learner", "agree": "y"}
    site.test_client().post(f"/{language}/sign-up", data=data)
    (mail,) = mails(site)
    assert mail["language"] == language
    assert f"/{language}/confirm/" in mail["text"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"email": "not an address"}, "email"),
        ({"password": "short"}, "password"),
        ({"agree": ""}, "agree"),
        ({"kind": "operator"}, "kind"),
    ],
)
def test_bad_input_is_told_and_nothing_is_stored(
    site: Flask, visitor: FlaskClient, changed: dict[str, str], field: str
) -> None:
    answer = sign_up(visitor, **{"email": "salma@example.org", **changed})
    assert answer.status_code == 422
    assert f'id="{field}-errors"' in answer.text
    if field != "email":
        assert "salma@example.org" in answer.text
    with site.app_context():
        assert db.session.scalar(select(func.count(Account.id))) == 0
        assert db.session.scalar(select(func.count(Learner.id))) == 0
    assert mails(site) == []


def test_a_known_address_looks_the_same_and_gets_another_mail(site: Flask) -> None:
    add_account(site, "known@example.org", "learner")
    pages = []
    for email in ("known@example.org", "new@example.org"):
        answer = sign_up(site.test_client(), email)
        followed = site.test_client().get(answer.headers["Location"])
        pages.append((answer.status_code, answer.headers["Location"], followed.text))
    assert pages[0] == pages[1]
    known, new = mails(site)
    assert "/reset/" in known["text"]
    assert "/confirm/" in new["text"]
    with site.app_context():
        assert db.session.scalar(select(func.count(Account.id))) == 2


def test_one_address_written_in_two_ways_is_one_account(site: Flask) -> None:
    sign_up(site.test_client(), "salma@example.org")
    sign_up(site.test_client(), "ＳALMA@EXAMPLE.ORG")
    with site.app_context():
        assert db.session.scalar(select(func.count(Account.id))) == 1


def test_other_kinds_get_no_role_and_no_profile(site: Flask, visitor: FlaskClient) -> None:
    sign_up(visitor, "centre@example.org", kind="centre")
    with site.app_context():
        account = accounts.find(db.session(), "centre@example.org")
        assert account is not None
        assert accounts.role_names(account) == frozenset()
        assert learners.of_account(db.session(), account.id) is None


def test_broken_answers_never_stop_a_sign_up(site: Flask, visitor: FlaskClient) -> None:
    broken = "field=nonsense-xyz&have=python&have=%00&place=fes&level=licence&km=abc"
    assert sign_up(visitor, "a@example.org", answers=broken, occupation="gone").status_code == 302
    with site.app_context():
        learner = db.session.scalars(select(Learner)).one()
        assert learner.place_id == "fes"
        assert dict(answers_of(db.session(), learner).have) == {"python": None}
