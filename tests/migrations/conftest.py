"""Empty databases on both engines, the way to migrate them, and rows in every table."""

from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import JSON, Connection, Date, Enum, MetaData, Table, Time, create_engine, text
from sqlalchemy import types as kinds

from skills4all import database
from skills4all.extensions import db, migrate
from skills4all.models.column_types import UTCDateTime, WordList, utc_now

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    url = request.getfixturevalue("postgresql_url")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    yield url


class Migrated:
    """An application bound to one database and one folder of migrations."""

    def __init__(self, url: str, folder: Path = ROOT / "migrations") -> None:
        self.app = Flask("migrations")
        self.app.config["SQLALCHEMY_DATABASE_URI"] = url
        self.app.config["SQLALCHEMY_ENGINE_OPTIONS"] = database.engine_options(url)
        db.init_app(self.app)
        migrate.init_app(self.app, db, str(folder))
        with self.app.app_context():
            self.engine = db.engine
        database.prepare(self.engine)

    def __getattr__(self, command: str) -> Any:
        """`upgrade(...)`, `downgrade(...)`: commands of Flask-Migrate."""
        import flask_migrate

        def run(*arguments: Any, **options: Any) -> Any:
            with self.app.app_context():
                return getattr(flask_migrate, command)(*arguments, **options)

        return run


@pytest.fixture
def migrated() -> Iterator[Callable[..., Migrated]]:
    """`migrated(url)` or `migrated(url, folder)`; every connection is closed at the end."""
    opened: list[Migrated] = []

    def bind(*arguments: Any) -> Migrated:
        opened.append(Migrated(*arguments))
        return opened[-1]

    yield bind
    for base in opened:
        base.engine.dispose()


PARTICULAR: dict[str, Any] = {
    "session_slots.ends": time(20),
    "learners.visibility": 1,
    "learner_backgrounds.year": 2024,
    "gap_counts.people": 12,
    "outcomes.after_months": 3,
    "pledges.cohort_id": None,
}


def fill(connection: Connection, metadata: MetaData) -> dict[str, int]:
    """Two rows in every table, every column given; returns table name -> count."""
    known: dict[str, list[dict[str, Any]]] = {}
    for table in metadata.sorted_tables:
        known[table.name] = [row_of(table, number, known) for number in (1, 2)]
        connection.execute(table.insert(), known[table.name])
    return {name: len(rows) for name, rows in known.items()}


def row_of(table: Table, number: int, known: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column in table.columns:
        particular = f"{table.name}.{column.name}"
        if particular in PARTICULAR:
            row[column.name] = PARTICULAR[particular]
        elif column.foreign_keys:
            target = next(iter(column.foreign_keys)).column
            # The second key of a pair points at the other row, so that nothing is near itself.
            other = 2 - number if column.name in {"near_id", "neighbour_id"} else number - 1
            parents = known.get(target.table.name)
            row[column.name] = parents[other][target.name] if parents else None
        else:
            row[column.name] = value_of(column.type, number)
    return row


def value_of(kind: Any, number: int) -> Any:
    if isinstance(kind, Enum):
        return kind.enum_class(kind.enums[0]) if kind.enum_class else kind.enums[0]
    if isinstance(kind, kinds.Boolean):
        return True
    if isinstance(kind, kinds.Float):
        return 0.5
    if isinstance(kind, kinds.Integer):
        return number
    if isinstance(kind, Date):
        return date(2027, 1, number)
    if isinstance(kind, Time):
        return time(18)
    if isinstance(kind, JSON):
        return {"n": number}
    if isinstance(kind, WordList):
        return [f"word {number}"]
    return utc_now() if isinstance(kind, UTCDateTime) else f"texte é ع {number}"


@pytest.fixture(name="fill")
def fill_every_table() -> Any:
    return fill
