"""Visitors for tests: an application with its vocabulary, accounts, and reading their mail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password
from sqlalchemy import select
from werkzeug.test import TestResponse

from skills4all.app import create_app
from skills4all.extensions import db
from skills4all.models import Account, Outbox, utc_now
from skills4all.services import accounts
from tests.platform import loaded_vocabulary
from tests.platform.spare_applications import QUICK_HASHING

AppOn = Callable[..., Flask]
LAW_09_08 = {"fr": "09-08", "ar": "09.08", "en": "09-08"}
"""As each language writes it: a hyphen between digits turns round in Arabic."""

PASSWORD = "une phrase bien à moi"


@contextmanager
def another_process(app: Flask) -> Iterator[Flask]:
    """A second application on the same database, as another worker would be."""
    other = create_app(app.config["S4A_SETTINGS"], WTF_CSRF_ENABLED=False, **QUICK_HASHING)
    yield other
    with other.app_context():
        db.session.remove()
        db.engine.dispose()


def load_vocabulary(app: Flask) -> None:
    """The tables that profiles refer to."""
    with app.app_context():
        loaded_vocabulary.load(db.engine)


def add_account(app: Flask, email: str, *roles: str, confirmed: bool = True) -> int:
    """An account with a password; returns its key."""
    with app.app_context():
        password = app.extensions["security"].password_util.normalize(PASSWORD)
        account = accounts.create(
            db.session(),
            email,
            hash_password(password),
            roles=roles,
            confirmed_at=utc_now() if confirmed else None,
        )
        db.session.commit()
        return account.id


def sign_in(client: FlaskClient, email: str, password: str = PASSWORD) -> TestResponse:
    return client.post("/fr/sign-in", data={"email": email, "password": password})


def sign_up(client: FlaskClient, email: str, **more: Any) -> TestResponse:
    data = {"email": email, "password": PASSWORD, "kind": "learner", "agree": "y", **more}
    return client.post("/fr/sign-up", data=data)


def mails(app: Flask) -> list[dict[str, Any]]:
    """What was promised to be sent, oldest first."""
    with app.app_context():
        rows = db.session.scalars(select(Outbox).order_by(Outbox.id)).all()
        return [dict(row.payload) for row in rows]


def link_in(mail: dict[str, Any]) -> str:
    """The path of the last address in a mail."""
    return re.findall(r"https?://[^/\s]+(/\S+)", mail["text"])[-1]


def account_of(app: Flask, email: str) -> Account | None:
    with app.app_context():
        found = accounts.find(db.session(), email)
        if found is not None:
            db.session.expunge(found)
        return found
