"""The reference vocabulary in a database: loaded once by each process and engine, then copied.

What is copied is what `reference_loading.load` wrote, byte by byte, so that a test finds the same
rows either way; only an empty database can be filled so.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from psycopg import sql
from sqlalchemy import Engine, or_, select
from sqlalchemy.orm import Session

from skills4all.models import Base
from skills4all.services import reference_loading

Copied = list[tuple[str, bytes]]
TABLES = [table.name for table in Base.metadata.sorted_tables]
ANY_ROW = select(
    or_(*(select(1).select_from(table).exists() for table in Base.metadata.sorted_tables))
)
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL"

_known: dict[str, Any] = {}
"""What was loaded, by the name of the engine."""


def load(engine: Engine) -> None:
    """The tables of the vocabulary in the database of `engine`, committed."""
    postgresql = engine.dialect.name == "postgresql"
    read, write = (_read_rows, _write_rows) if postgresql else (_read_pages, _write_pages)
    empty = _empty(engine)
    if empty and engine.dialect.name in _known:
        _on_driver(engine, write, _known[engine.dialect.name])
        return
    with Session(engine) as database:
        reference_loading.load(database)
        database.commit()
    if empty:
        _known[engine.dialect.name] = _on_driver(engine, read)


def _empty(engine: Engine) -> bool:
    with engine.connect() as connection:
        return not connection.scalar(ANY_ROW)


def _on_driver(engine: Engine, act: Any, *arguments: Any) -> Any:
    connection = engine.raw_connection()
    try:
        return act(connection.driver_connection, *arguments)
    finally:
        connection.close()


def _read_pages(driver: sqlite3.Connection) -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    driver.backup(copy)
    return copy


def _write_pages(driver: sqlite3.Connection, pages: sqlite3.Connection) -> None:
    pages.backup(driver)


def _read_rows(driver: Any) -> tuple[Copied, list[tuple[str, int]]]:
    with driver.cursor() as cursor:
        rows = [(name, _table(cursor, name)) for name in TABLES]
        return rows, cursor.execute(SEQUENCES).fetchall()


def _table(cursor: Any, name: str) -> bytes:
    order = sql.SQL("COPY {} TO STDOUT (FORMAT BINARY)").format(sql.Identifier(name))
    with cursor.copy(order) as copy:
        return b"".join(bytes(part) for part in copy)


def _write_rows(driver: Any, known: tuple[Copied, list[tuple[str, int]]]) -> None:
    rows, numbers = known
    with driver.cursor() as cursor:
        # The rows were checked when they were loaded.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for name, data in rows:
            order = sql.SQL("COPY {} FROM STDIN (FORMAT BINARY)").format(sql.Identifier(name))
            with cursor.copy(order) as copy:
                copy.write(data)
        for sequence, value in numbers:
            cursor.execute("SELECT setval(%s::regclass, %s)", (sequence, value))
    driver.commit()
