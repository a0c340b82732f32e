"""Guessing and listing: limits that hold over processes, answers that tell nothing."""

from __future__ import annotations

import pytest
from flask import Flask

from skills4all.services import limits
from tests.web.people import PASSWORD, AppOn, add_account, another_process, mails, sign_in, sign_up

KNOWN, UNCONFIRMED, UNKNOWN = "a@example.org", "b@example.org", "c@example.org"


@pytest.fixture
def site(app_on: AppOn, engine_name: str) -> Flask:
    app = app_on(engine_name)
    add_account(app, KNOWN)
    add_account(app, UNCONFIRMED, confirmed=False)
    return app


def test_sign_in_says_the_same_for_every_wrong_pair(site: Flask) -> None:
    pages = set()
    for email in (KNOWN, UNCONFIRMED, UNKNOWN):
        answer = sign_in(site.test_client(), email, "wrong password")
        pages.add((answer.status_code, answer.text.replace(email, "…")))
    assert len(pages) == 1


def test_an_unconfirmed_account_with_its_password_looks_unknown(site: Flask) -> None:
    pages = set()
    for email in (UNCONFIRMED, UNKNOWN):
        answer = sign_in(site.test_client(), email)
        pages.add((answer.status_code, answer.text.replace(email, "…")))
    assert len(pages) == 1


@pytest.mark.parametrize("path", ["/fr/reset", "/fr/confirm"])
def test_asking_for_a_link_says_the_same(site: Flask, path: str) -> None:
    pages = set()
    for email in (KNOWN, UNCONFIRMED, UNKNOWN):
        answer = site.test_client().post(path, data={"email": email})
        pages.add((answer.status_code, answer.text.replace(email, "…")))
    assert len(pages) == 1
    wanted = {"/fr/reset": {KNOWN}, "/fr/confirm": {UNCONFIRMED}}
    assert {mail["to"] for mail in mails(site)} == wanted[path]


def test_guesses_on_one_account_are_counted_over_processes(site: Flask) -> None:
    evaluated = 0
    with another_process(site) as other:
        for number in range(limits.SIGN_IN_ACCOUNT.times + 4):
            client = (site, other)[number % 2].test_client()
            evaluated += sign_in(client, KNOWN, f"guess number {number}").status_code == 422
    assert evaluated == limits.SIGN_IN_ACCOUNT.times
    blocked = sign_in(site.test_client(), KNOWN, PASSWORD)
    assert blocked.status_code == 429
    assert int(blocked.headers["Retry-After"]) > 0
    assert sign_in(site.test_client(), UNKNOWN, PASSWORD).status_code == 422


def test_another_spelling_is_the_same_account(site: Flask) -> None:
    for _ in range(limits.SIGN_IN_ACCOUNT.times):
        sign_in(site.test_client(), "  A@EXAMPLE.org ", "wrong password")
    assert sign_in(site.test_client(), KNOWN).status_code == 429


@pytest.mark.parametrize("unseen", ["\u034f", "\ufe0f"])
def test_characters_nobody_sees_do_not_buy_more_guesses(site: Flask, unseen: str) -> None:
    """The library drops them from the domain, so all of these are one account."""
    for number in range(1, limits.SIGN_IN_ACCOUNT.times + 1):
        sign_in(site.test_client(), f"a@exa{unseen * number}mple.org", "wrong password")
    assert sign_in(site.test_client(), f"a@e{unseen}xample.org").status_code == 429
    assert sign_in(site.test_client(), KNOWN).status_code == 429


@pytest.mark.parametrize("path", ["sign-in", "sign-up", "reset", "confirm"])
def test_an_address_in_json_would_not_be_counted_and_is_refused(site: Flask, path: str) -> None:
    data = {"email": KNOWN, "password": PASSWORD, "kind": "learner", "agree": "y"}
    answer = site.test_client().post(f"/fr/{path}", json=data)
    assert answer.status_code == 415
    assert mails(site) == []


def test_one_address_cannot_try_many_accounts(site: Flask) -> None:
    codes = [
        sign_in(site.test_client(), f"person{number}@example.org", "password1234").status_code
        for number in range(limits.SIGN_IN_ADDRESS.times + 1)
    ]
    assert codes[-1] == 429
    assert codes[-2] == 422


def test_nobody_is_bombed_with_mail(site: Flask) -> None:
    codes = [
        site.test_client().post("/fr/reset", data={"email": KNOWN}).status_code
        for _ in range(limits.E_MAIL_RECIPIENT.times + 2)
    ]
    assert codes[-1] == 429
    assert len(mails(site)) == limits.E_MAIL_RECIPIENT.times


def test_sign_up_counts_too(site: Flask) -> None:
    codes = [
        sign_up(site.test_client(), f"n{number}@example.org", agree="").status_code
        for number in range(limits.SIGN_UP_ADDRESS.times + 1)
    ]
    assert codes[-1] == 429
