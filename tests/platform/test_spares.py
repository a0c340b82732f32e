"""What one test did to an application or a database, the next one does not find."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Connection, create_engine, event, insert, inspect, select, text

from skills4all.background.queue import current_queue
from skills4all.extensions import db
from skills4all.models import Account
from tests.platform.applications import DATABASE, copy_database, test_settings
from tests.platform.postgresql import address_of
from tests.platform.spare_applications import SpareApplications
from tests.platform.spare_database import SpareDatabase


@pytest.fixture
def spares(tmp_path: Path) -> SpareApplications:
    return SpareApplications(tmp_path / "spares", tmp_path)


@pytest.fixture
def database(postgresql_server: str, migrated_postgresql: str) -> SpareDatabase:
    return SpareDatabase(postgresql_server, migrated_postgresql, f"spare_{os.getpid()}")


@contextmanager
def taken(database: SpareDatabase, server: str) -> Iterator[Connection]:
    """A connection that is still open when the database is given back."""
    engine = create_engine(address_of(server, database.take()))
    connection = engine.connect()
    yield connection
    connection.commit()
    database.give_back()
    connection.invalidate()
    engine.dispose()


def take(spares: SpareApplications, migrated: Path) -> Flask:
    app = spares.take(test_settings, "sqlite", WTF_CSRF_ENABLED=False)
    copy_database(migrated, app.config["S4A_SETTINGS"].instance / DATABASE)
    return app


def test_a_renewed_application_remembers_nothing(
    spares: SpareApplications, migrated_sqlite: Path
) -> None:
    app = take(spares, migrated_sqlite)
    instance = app.config["S4A_SETTINGS"].instance
    server = app.extensions["mailman"].server
    app.config.update(WTF_CSRF_ENABLED=True, S4A_INVENTED=1)
    app.extensions["mailman"].server = "elsewhere.example.org"
    app.testing = False
    (instance / "mail").mkdir()
    with app.app_context():
        db.session.add(Account(email="a@example.org"))
        db.session.commit()
        current_queue(app).tasks.deliver(1)
    assert app.test_client().get("/fr/").status_code == 200
    spares.give_back(app)

    again = take(spares, migrated_sqlite)
    assert again is app
    assert again.testing
    assert again.config["WTF_CSRF_ENABLED"] is False
    assert "S4A_INVENTED" not in again.config
    assert again.extensions["mailman"].server == server
    assert current_queue(again).huey.pending_count() == 0
    assert {path.name for path in instance.iterdir()} == {DATABASE, "secrets.json"}
    with again.app_context():
        assert not db.session.scalars(select(Account)).all()
    spares.give_back(again)


def test_one_that_was_built_into_is_thrown_away(
    spares: SpareApplications, migrated_sqlite: Path
) -> None:
    def with_address(app: Flask) -> None:
        app.add_url_rule("/fr/more", "more", lambda: "more")

    def with_handler(app: Flask) -> None:
        app.before_request(lambda: None)

    def with_listener(app: Flask) -> None:
        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", lambda *_: None)

    for change in (with_address, with_handler, with_listener):
        app = take(spares, migrated_sqlite)
        change(app)
        spares.give_back(app)
        fresh = take(spares, migrated_sqlite)
        assert fresh is not app, change
        spares.give_back(fresh)


def test_a_database_is_emptied_and_counts_from_one(
    database: SpareDatabase, postgresql_server: str
) -> None:
    made = []
    for _ in range(2):
        with taken(database, postgresql_server) as connection:
            assert not connection.execute(select(Account.id)).all()
            made.append(
                connection.scalar(text("SELECT oid FROM pg_class WHERE relname='accounts'"))
            )
            found = connection.execute(insert(Account).values(email="a@example.org"))
            assert found.inserted_primary_key == (1,)
    assert made[0] == made[1], "it was made again"


def test_a_database_of_another_shape_is_made_again(
    database: SpareDatabase, postgresql_server: str
) -> None:
    for change in ("ALTER TABLE accounts DROP COLUMN email", "CREATE TABLE more (id integer)"):
        with taken(database, postgresql_server) as connection:
            connection.execute(text(change))
        with taken(database, postgresql_server) as connection:
            assert not connection.execute(select(Account.email)).all()
            tables = inspect(connection).get_table_names()
            assert "more" not in tables


def test_a_full_table_is_not_deleted_row_by_row(
    database: SpareDatabase, postgresql_server: str
) -> None:
    many = [{"email": f"{number}@example.org"} for number in range(3_000)]
    with taken(database, postgresql_server) as connection:
        connection.execute(insert(Account), many)
    with taken(database, postgresql_server) as connection:
        assert not connection.execute(select(Account.id)).all()
