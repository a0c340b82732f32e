"""Fixtures: applications on a database of their own, migrated once and copied for each test."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from config import Settings
from skills4all.app import create_app
from skills4all.extensions import db

SettingsFor = Callable[..., Settings]
AppOn = Callable[..., Flask]


def test_settings(instance: Path, **variables: str) -> Settings:
    """Settings of a test: own folder, queue in memory, files for e-mails."""
    environment = {
        "S4A_ENV": "test",
        "S4A_INSTANCE": str(instance),
        "S4A_QUEUE_URL": "memory://",
        "S4A_LOG_LEVEL": "WARNING",
        **variables,
    }
    return Settings.from_environment(environment)


test_settings.__test__ = False  # type: ignore[attr-defined]


def migrate(settings: Settings) -> None:
    """Bring the database of `settings` to the newest revision."""
    app = create_app(settings)
    with app.app_context():
        flask_migrate.upgrade()
        db.engine.dispose()


@pytest.fixture
def settings_for(tmp_path: Path) -> SettingsFor:
    """`settings_for(S4A_PROXY_HOPS="1")`: settings in this test's own folder."""
    return lambda **variables: test_settings(tmp_path / "instance", **variables)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and no row, to copy."""
    folder = tmp_path_factory.mktemp("migrated")
    migrate(test_settings(folder))
    return folder / "skills4all.db"


def copy_database(source: Path, target: Path) -> None:
    """Copy by SQLite's backup: copying the file would leave out what is in the log."""
    target.parent.mkdir(parents=True, exist_ok=True)
    origin, copy = sqlite3.connect(source), sqlite3.connect(target)
    origin.backup(copy)
    origin.close()
    copy.close()


@pytest.fixture
def app_on(
    tmp_path: Path, migrated_sqlite: Path, request: pytest.FixtureRequest
) -> Iterator[AppOn]:
    """`app_on("postgresql", WTF_CSRF_ENABLED=True)`: an application on that engine."""
    opened: list[Flask] = []

    def build(engine: str = "sqlite", **overrides: Any) -> Flask:
        instance = tmp_path / f"instance-{len(opened)}"
        variables = {}
        if engine == "postgresql":
            variables["DATABASE_URL"] = request.getfixturevalue("postgresql_url")
        else:
            copy_database(migrated_sqlite, instance / "skills4all.db")
        overrides.setdefault("WTF_CSRF_ENABLED", False)
        opened.append(create_app(test_settings(instance, **variables), **overrides))
        return opened[-1]

    yield build
    for app in opened:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def app(app_on: AppOn) -> Flask:
    """An application on a fresh SQLite database. Forms need no token; ask `app_on` for one."""
    return app_on()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor of `app`."""
    return app.test_client()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """The session of `app`, inside its context."""
    with app.app_context():
        yield db.session()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine_name(request: pytest.FixtureRequest) -> str:
    """Both engines, one after the other."""
    return str(request.param)
