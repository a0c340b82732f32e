"""A site with a market: a centre, an employer, a moderator, each with a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session as Database

from skills4all.extensions import db
from tests.services.market import Market, add_vocabulary
from tests.web.people import add_account, sign_in

Visitor = Callable[..., FlaskClient]


@pytest.fixture
def site(app_on: Callable[..., Flask]) -> Flask:
    app = app_on(S4A_SHOW_ERROR_PAGES=True)
    with app.app_context():
        add_vocabulary(db.session())
        db.session.commit()
    return app


@pytest.fixture
def visitor(site: Flask) -> Visitor:
    """`visitor("a@example.org", "moderator")`: a browser signed in with a new account."""

    def open_browser(email: str, *roles: str) -> FlaskClient:
        add_account(site, email, *roles)
        return again(email)

    def again(email: str) -> FlaskClient:
        client = site.test_client()
        assert sign_in(client, email).status_code == 302
        return client

    open_browser.again = again  # type: ignore[attr-defined]
    return open_browser


@pytest.fixture
def market(site: Flask) -> Iterator[Market]:
    """Reads and prepares rows; commit what pages must see.

    Outside any application context: requests of the test would share what it remembers.
    """
    with site.app_context():
        engine = db.engine
    with Database(engine) as database:
        yield Market(database)
