"""How a migration runs: alone, whole or not at all, and never losing a row by accident.

- One transaction for all revisions, on SQLite too: a killed migration leaves the old schema.
- One at a time: a second process waits for the first, then finds nothing to do.
- On SQLite foreign keys are off while tables are rebuilt (a rebuilt parent would otherwise take
  its children along by ON DELETE CASCADE) and checked before the commit.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.operations import MigrationScript
from alembic.operations.ops import CreateTableOp
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import JSON, Connection, Engine
from sqlalchemy.types import TypeDecorator

LOCK = 5_240_001  # the key of our advisory lock on PostgreSQL; any fixed number
WAIT_SECONDS = 120

migrate = current_app.extensions["migrate"]
metadata = migrate.db.metadatas[None]


def number_revision(
    _context: MigrationContext, _revision: Any, directives: list[MigrationScript]
) -> None:
    """Name a new revision by the next number; write none when nothing changed."""
    script = directives[0]
    options = context.config.cmd_opts
    if getattr(options, "autogenerate", False) and script.upgrade_ops.is_empty():
        directives.clear()
        return
    for operation in script.upgrade_ops.ops:
        if isinstance(operation, CreateTableOp):
            operation.info.clear()  # our privacy marks belong to the models
    head = ScriptDirectory.from_config(context.config).get_current_head()
    script.rev_id = f"{int(head or 0) + 1:04d}"


def render_plain(kind: str, item: Any, autogen: AutogenContext) -> str | bool:
    """Write our own column types as the plain ones they are made of: revisions import no model."""
    if kind == "type" and isinstance(item, JSON):
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        variant = "postgresql.JSONB(none_as_null=True)"
        return f"sa.JSON(none_as_null=True).with_variant({variant}, 'postgresql')"
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def options() -> dict[str, Any]:
    return {
        "target_metadata": metadata,
        "process_revision_directives": number_revision,
        "render_item": render_plain,
        "transactional_ddl": True,
        **migrate.configure_args,
        "render_as_batch": True,
        "compare_type": True,
    }


def run_offline(engine: Engine) -> None:
    """Print the statements instead of running them."""
    context.configure(url=engine.url, literal_binds=True, **options())
    with context.begin_transaction():
        context.run_migrations()


def run_online(engine: Engine) -> None:
    with engine.connect() as connection, foreign_keys_at_rest(connection):
        context.configure(connection=connection, **options())
        with context.begin_transaction():
            take_turn(connection)
            context.run_migrations()
            refuse_orphans(connection)


@contextmanager
def foreign_keys_at_rest(connection: Connection) -> Iterator[None]:
    """SQLite: foreign keys off and more patience, outside any transaction; then as before."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.dbapi_connection
    before = {name: driver.execute(f"PRAGMA {name}").fetchone()[0] for name in CHANGED}
    for name, value in CHANGED.items():
        driver.execute(f"PRAGMA {name} = {value}")
    try:
        yield
    finally:
        for name, value in before.items():
            driver.execute(f"PRAGMA {name} = {value}")


CHANGED = {"foreign_keys": 0, "busy_timeout": WAIT_SECONDS * 1000}


def take_turn(connection: Connection) -> None:
    """Wait until no other process migrates. Held until the transaction ends."""
    if connection.dialect.name == "sqlite":
        # Any write takes the file's only write lock; this one changes nothing.
        connection.exec_driver_sql("DROP TABLE IF EXISTS migration_turn")
    else:
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")


def refuse_orphans(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if orphans:
        tables = sorted({row[0] for row in orphans})
        raise RuntimeError(f"{len(orphans)} rows would lose what they refer to: {tables}")


if context.is_offline_mode():
    run_offline(migrate.db.engine)
else:
    run_online(migrate.db.engine)
