"""A session that ended stays ended: in this process, in another, with the old cookie."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from skills4all.extensions import db
from skills4all.models import Account
from skills4all.services import accounts
from skills4all.web.sign_in_guard import is_own_page
from tests.web.people import PASSWORD, AppOn, add_account, another_process, link_in, mails, sign_in

EMAIL = "salma@example.org"
NEW = "une tout autre phrase"


@pytest.fixture
def site(app_on: AppOn) -> Flask:
    app = app_on()
    add_account(app, EMAIL)
    return app


def captured(client: FlaskClient) -> str:
    cookie = client.get_cookie("session")
    assert cookie is not None
    return cookie.value


def replay(app: Flask, cookie: str) -> int:
    thief = app.test_client()
    thief.set_cookie("session", cookie)
    return thief.get("/fr/my/account").status_code


def signed_in(app: Flask) -> tuple[FlaskClient, str]:
    client = app.test_client()
    assert sign_in(client, EMAIL).status_code == 302
    assert client.get("/fr/my/account").status_code == 200
    return client, captured(client)


def test_a_captured_cookie_works_before_the_end(site: Flask) -> None:
    """The control: without an end, the same replay is accepted."""
    _, cookie = signed_in(site)
    assert replay(site, cookie) == 200
    with another_process(site) as other:
        assert replay(other, cookie) == 200


@pytest.mark.parametrize("ending", ["sign_out", "change", "reset", "role", "disable"])
def test_an_ended_session_is_refused_everywhere(site: Flask, ending: str) -> None:
    client, cookie = signed_in(site)
    end(site, client, ending)
    assert replay(site, cookie) == 302
    with another_process(site) as other:
        assert replay(other, cookie) == 302


def end(site: Flask, client: FlaskClient, ending: str) -> None:
    if ending == "sign_out":
        assert client.post("/fr/sign-out").status_code == 302
    elif ending == "change":
        data = {"password": PASSWORD, "new_password": NEW, "new_password_confirm": NEW}
        assert client.post("/fr/my/password", data=data).status_code == 302
        assert client.get("/fr/my/account").status_code == 200, "the one who changed it goes on"
    elif ending == "reset":
        site.test_client().post("/fr/reset", data={"email": EMAIL})
        data = {"password": NEW, "password_confirm": NEW}
        assert site.test_client().post(link_in(mails(site)[-1]), data=data).status_code == 302
    else:
        with site.app_context():
            account = accounts.find(db.session(), EMAIL)
            assert isinstance(account, Account)
            if ending == "role":
                accounts.give_role(db.session(), account, "moderator", actor=None)
            else:
                account.active = False
            db.session.commit()


def test_signing_out_leaves_the_profile_that_was_open(site: Flask) -> None:
    """An adviser signs out of a shared computer: the learner's profile is not left to the next."""
    client = site.test_client()
    assert client.post("/fr/profile/start", data={"agree": "yes"}).status_code == 200
    sign_in(client, EMAIL)
    assert client.get("/fr/profile").status_code == 200
    client.post("/fr/sign-out")
    assert client.get("/fr/profile").headers["Location"] == "/fr/profile/start"


@pytest.mark.parametrize("path", ["sign-in", "sign-up", "reset", "confirm"])
def test_account_pages_say_no_store_in_words_that_caches_know(site: Flask, path: str) -> None:
    answer = site.test_client().get(f"/fr/{path}")
    words = answer.headers["Cache-Control"].replace(" ", "").split(",")
    assert sorted(words) == ["no-store", "private"]


def test_sign_out_needs_a_post(site: Flask) -> None:
    client, _ = signed_in(site)
    assert client.get("/fr/sign-out").status_code == 405
    assert client.get("/fr/my/account").status_code == 200


def test_sign_out_by_another_site_is_refused(app_on: AppOn) -> None:
    app = app_on(WTF_CSRF_ENABLED=True)
    assert app.test_client().post("/fr/sign-out").status_code == 400


def test_a_reset_link_works_once(site: Flask) -> None:
    site.test_client().post("/fr/reset", data={"email": EMAIL})
    link = link_in(mails(site)[-1])
    data = {"password": NEW, "password_confirm": NEW}
    assert site.test_client().post(link, data=data).headers["Location"].endswith("/fr/sign-in")
    again = {"password": PASSWORD, "password_confirm": PASSWORD}
    assert site.test_client().post(link, data=again).headers["Location"].endswith("/fr/reset")
    assert sign_in(site.test_client(), EMAIL, NEW).status_code == 302
    assert sign_in(site.test_client(), EMAIL, PASSWORD).status_code == 422


def test_public_pages_do_not_read_the_session(site: Flask) -> None:
    from flask.globals import request_ctx

    with site.test_client() as client:
        client.get("/healthz")
        assert request_ctx._session is None or not request_ctx._session.accessed


def test_a_private_page_is_never_stored(site: Flask) -> None:
    client, _ = signed_in(site)
    assert "no-store" in client.get("/fr/my/account").headers["Cache-Control"]


def test_who_is_not_signed_in_comes_back_after_signing_in(site: Flask) -> None:
    client = site.test_client()
    first = client.get("/fr/my/account").headers["Location"]
    assert first.startswith("/fr/sign-in?next=")
    page = client.get(first).text
    assert 'name="next"' in page
    answer = client.post(first, data={"email": EMAIL, "password": PASSWORD})
    assert answer.headers["Location"] == "/fr/my/account"


HOSTILE = [
    "//evil.test",
    "///evil.test",
    "////evil.test/",
    "/\\evil.test",
    "\\\\evil.test",
    "https://evil.test/",
    "https:evil.test",
    "http:///evil.test",
    "javascript:alert(1)",
    "//evil.test/fr/my/account",
    "/%09/evil.test",
    "/\t/evil.test",
    " //evil.test",
    "/fr/my/account\r\nX: y",
    "@evil.test",
    "fr/my/account",
    "/nowhere",
]


@pytest.mark.parametrize("target", HOSTILE)
def test_next_leads_nowhere_else(site: Flask, target: str) -> None:
    client = site.test_client()
    data = {"email": EMAIL, "password": PASSWORD, "next": target}
    answer = client.post("/fr/sign-in", data=data)
    assert answer.status_code == 400
    led = client.get("/fr/sign-in", query_string={"next": target})
    assert (led.status_code, led.headers["Location"]) == (302, "/fr/sign-in")


def test_next_may_be_one_of_our_pages(site: Flask) -> None:
    with site.test_request_context("/fr/sign-in"):
        assert is_own_page("/fr/my/account")
        assert is_own_page("/ar/my/pathways?x=1")
        assert not is_own_page("/fr/sign-out")


def test_everyone_lands_where_they_work(app_on: AppOn) -> None:
    app = app_on()
    places = {
        "learner": "/fr/profile",
        "centre": "/fr/centre/",
        "employer": "/fr/employer/",
        "moderator": "/fr/moderation/",
        "operator": "/fr/moderation/",
    }
    for role, place in places.items():
        add_account(app, f"{role}@example.org", role)
        client = app.test_client()
        assert sign_in(client, f"{role}@example.org").headers["Location"] == "/fr/my"
        assert client.get("/fr/my").headers["Location"] == place


def test_who_has_no_role_yet_chooses(site: Flask) -> None:
    client, _ = signed_in(site)
    page = client.get("/fr/my").text
    assert "/fr/my/organisations/new" in page
    assert "/fr/profile/start" in page
