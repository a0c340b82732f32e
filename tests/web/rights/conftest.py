"""One application for the whole folder; what a request changed is put back before the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session as Database
from werkzeug.test import TestResponse

from skills4all.app import create_app
from skills4all.extensions import db
from skills4all.services import accounts
from tests.platform.applications import copy_database, test_settings
from tests.services.market import add_vocabulary
from tests.web.people import add_account, sign_in
from tests.web.rights.world import ANONYMOUS, ROLES, build, email


@dataclass
class House:
    """The site, what stands in its addresses, and a session for every visitor."""

    app: Flask
    found: dict[str, str]
    sessions: dict[str, str]
    roles: dict[str, frozenset[str]]
    file: Path
    before: Path
    watch: sqlite3.Connection

    def ask(
        self, visitor: str, method: str, path: str, form: Mapping[str, str] | None = None
    ) -> TestResponse:
        """One request by this visitor, on a database that no earlier request touched."""
        client = self.app.test_client(use_cookies=False)
        headers = {}
        if visitor != ANONYMOUS:
            headers["Cookie"] = f"session={self.sessions[visitor]}"
        answer = client.open(path, method=method, headers=headers, data=form)
        answer.get_data()
        self.changed = self._version() != self.version
        if self.changed:
            self.put_back()
        return answer

    def put_back(self) -> None:
        """What stood in the database before any request."""
        copy_database(self.before, self.file)
        self.version = self._version()

    def __post_init__(self) -> None:
        self.version = self._version()
        self.changed = False

    def _version(self) -> int:
        return int(self.watch.execute("PRAGMA data_version").fetchone()[0])


@pytest.fixture(scope="package")
def house(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    file = folder / "instance" / "skills4all.db"
    copy_database(migrated_sqlite, file)
    app = create_app(
        test_settings(file.parent, S4A_LOG_LEVEL="ERROR"),
        WTF_CSRF_ENABLED=False,
        PROPAGATE_EXCEPTIONS=False,
    )
    found, roles = _furnished(app)
    sessions = {visitor: _session(app, visitor) for visitor in ROLES}
    copy_database(file, folder / "before.db")
    with closing(sqlite3.connect(file)) as watch:
        yield House(app, found, sessions, roles, file, folder / "before.db", watch)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _furnished(app: Flask) -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    for visitor, roles in ROLES.items():
        add_account(app, email(visitor), *roles)
    with app.app_context():
        engine, secret = db.engine, app.config["SECRET_KEY"]
    with Database(engine) as database:
        add_vocabulary(database)
        found = build(database, secret)
        return found, _roles(database)


def _roles(database: Database) -> dict[str, frozenset[str]]:
    people = {name: accounts.find(database, email(name)) for name in ROLES}
    told = {name: accounts.role_names(each) for name, each in people.items() if each}
    return {ANONYMOUS: frozenset(), **{name: frozenset(each) for name, each in told.items()}}


def _session(app: Flask, visitor: str) -> str:
    client = app.test_client()
    assert sign_in(client, email(visitor)).status_code == 302
    cookie = client.get_cookie("session")
    assert cookie is not None
    return cookie.value
