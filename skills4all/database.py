"""How we talk to each database engine. Knows no table and no Flask.

SQLite: write-ahead log, full synchronisation, foreign keys, five seconds of patience. A
transaction begins DEFERRED, so reading takes no lock; at its first write it is turned into a
BEGIN IMMEDIATE one. Turning it keeps no snapshot of what was read before, exactly as PostgreSQL
at READ COMMITTED, so both engines keep the same promise: each statement sees what is committed,
and a decision on what was read earlier must be repeated in the write (UPDATE … WHERE taken <
seats). Without the turn, a write after a read fails at once with SQLITE_BUSY_SNAPSHOT whenever
another writer came between, whatever the patience.
"""

from __future__ import annotations

import sqlite3
import time
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor

CONNECT_SECONDS = 3
STATEMENT_MILLISECONDS = 15_000
LOCK_MILLISECONDS = 5_000
BUSY_SECONDS = 5
READING = frozenset({"SELECT", "PRAGMA", "EXPLAIN", "VALUES", "RELEASE", "ROLLBACK"})
TURNED = "s4a_turned"


def engine_options(url: str) -> dict[str, Any]:
    """Keyword arguments for `create_engine`, by the engine that `url` names."""
    # Parameters hold what people typed; they must not reach an error message or a log.
    options: dict[str, Any] = {"hide_parameters": True}
    if make_url(url).get_backend_name() == "postgresql":
        options["pool_pre_ping"] = True
        options["connect_args"] = {
            "connect_timeout": CONNECT_SECONDS,
            "options": f"-c statement_timeout={STATEMENT_MILLISECONDS} "
            f"-c lock_timeout={LOCK_MILLISECONDS} -c timezone=UTC",
        }
    return options


def prepare(engine: Engine) -> None:
    """Attach the SQLite behaviour described above; does nothing for another engine."""
    if engine.dialect.name != "sqlite" or event.contains(engine, "connect", _on_connect):
        return
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    event.listen(engine, "before_cursor_execute", _before_statement)


def _on_connect(connection: DBAPIConnection, _record: object) -> None:
    # We say BEGIN ourselves: the driver would start transactions at its own moments.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {1000 * BUSY_SECONDS}")
    _write_ahead(cursor)
    for setting in ("synchronous = FULL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _write_ahead(cursor: DBAPICursor) -> None:
    """Several that open a new file at once all want to turn it; for that SQLite keeps no busy
    timeout but fails straight away, so the waiting is ours.
    """
    limit = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > limit:
                raise
            time.sleep(0.02)


def _on_begin(connection: Connection) -> None:
    connection.info[TURNED] = False
    connection.exec_driver_sql("BEGIN DEFERRED")


def _before_statement(
    connection: Connection,
    _cursor: Any,
    statement: str,
    _parameters: Any,
    context: Any,
    _executemany: bool,
) -> None:
    if connection.info.get(TURNED, True) or not _writes(statement, context):
        return
    # Set first, or the two statements below would come here again.
    connection.info[TURNED] = True
    try:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except Exception:
        connection.info[TURNED] = False
        raise


def _writes(statement: str, context: Any) -> bool:
    """Whether `statement` may change data. A savepoint counts: who opens one means to write,
    and turning the transaction later would lose it."""
    if context is not None and (context.isinsert or context.isupdate or context.isdelete):
        return True
    first = statement.lstrip("( \n\t").partition(" ")[0].strip().upper()
    return first not in READING and first != "BEGIN"
