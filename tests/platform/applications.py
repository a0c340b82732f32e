"""Fixtures: applications on a database of their own, migrated once and copied for each test."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from skills4all.services import reference_loading
from tests.platform.shared_folders import made_once
from tests.platform.spare_applications import SpareApplications

SettingsFor = Callable[..., Settings]
AppOn = Callable[..., Flask]
DATABASE = "skills4all.db"


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

    def make(folder: Path) -> None:
        migrate(test_settings(folder))

    return made_once(tmp_path_factory, "migrated", make) / DATABASE


@pytest.fixture(scope="session")
def referenced_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and the reference vocabulary, to copy."""

    def make(folder: Path) -> None:
        migrate(test_settings(folder))
        with closed(create_app(test_settings(folder))) as app, app.app_context():
            reference_loading.load(db.session())
            db.session.commit()

    return made_once(tmp_path_factory, "referenced", make) / DATABASE


@contextmanager
def closed(app: Flask) -> Iterator[Flask]:
    """`app`, whose connections are closed at the end."""
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def copy_database(source: Path, target: Path) -> None:
    """Copy a SQLite file; by SQLite's backup while its log holds what the file does not, or while
    somebody may have the target open.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if not source.with_name(f"{source.name}-wal").exists() and not target.exists():
        shutil.copyfile(source, target)
        return
    origin, copy = sqlite3.connect(source), sqlite3.connect(target)
    origin.backup(copy)
    origin.close()
    copy.close()


@pytest.fixture(scope="session")
def spare_applications(tmp_path_factory: pytest.TempPathFactory) -> SpareApplications:
    """Applications of this process, each used by one test after the other."""
    templates = made_once(tmp_path_factory, "templates", lambda _folder: None)
    return SpareApplications(tmp_path_factory.mktemp("applications"), templates)


@pytest.fixture
def app_with(spare_applications: SpareApplications) -> Iterator[AppOn]:
    """`app_with(file, WTF_CSRF_ENABLED=True)`: an application on a copy of that SQLite file,
    or on an address like `postgresql+psycopg://…`.
    """
    taken: list[Flask] = []

    def build(database: Path | str, **overrides: Any) -> Flask:
        variables = {"DATABASE_URL": database} if isinstance(database, str) else {}
        app = spare_applications.take(
            lambda instance: test_settings(instance, **variables), repr(variables), **overrides
        )
        taken.append(app)
        if isinstance(database, Path):
            copy_database(database, app.config["S4A_SETTINGS"].instance / DATABASE)
        return app

    yield build
    for app in taken:
        spare_applications.give_back(app)


@pytest.fixture
def app_on(migrated_sqlite: Path, app_with: AppOn, request: pytest.FixtureRequest) -> AppOn:
    """`app_on("postgresql", WTF_CSRF_ENABLED=True)`: an application on that engine."""

    def build(engine: str = "sqlite", **overrides: Any) -> Flask:
        postgresql = engine == "postgresql"
        database = request.getfixturevalue("postgresql_url") if postgresql else migrated_sqlite
        overrides.setdefault("WTF_CSRF_ENABLED", False)
        return app_with(database, **overrides)

    return build


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
