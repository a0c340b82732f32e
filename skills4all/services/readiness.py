"""Whether this installation can serve requests well, part by part.

`down`: requests fail. `degraded`: pages work, something people wait for does not. Every part is
`{"status": "ok" | "degraded" | "down", ...}`; none names a host, a path or a person.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from skills4all.matching.index.files import MANIFEST
from skills4all.services import outbox
from skills4all.services.indexing.live import NAMES

OUTBOX_PATIENCE = timedelta(minutes=10)
WORKER_PATIENCE = 150.0
Part = dict[str, Any]


def examine(
    engine: Engine, migrations: str, index_folder: Path, worker_silent_for: float | None
) -> dict[str, Part]:
    """All parts. `worker_silent_for` in seconds, None when no worker was ever heard."""
    database = database_part(engine, migrations)
    parts = {"database": database}
    if database["status"] == "ok":
        parts["outbox"] = outbox_part(engine)
    parts["index"] = {"status": "ok" if _has_index(index_folder) else "degraded"}
    parts["worker"] = worker_part(worker_silent_for)
    return parts


def overall(parts: Mapping[str, Part]) -> str:
    """The worst status of all parts."""
    statuses = {part["status"] for part in parts.values()}
    return next((bad for bad in ("down", "degraded") if bad in statuses), "ok")


def database_part(engine: Engine, migrations: str) -> Part:
    """Answers, and its tables are those this version expects."""
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
            current = set(MigrationContext.configure(connection).get_current_heads())
    except SQLAlchemyError:
        return {"status": "down", "reason": "no answer"}
    if current != _expected_heads(migrations):
        return {"status": "down", "reason": "migrations are not at the version of the code"}
    return {"status": "ok"}


@functools.cache
def _expected_heads(migrations: str) -> set[str]:
    return set(ScriptDirectory(migrations).get_heads())


def outbox_part(engine: Engine) -> Part:
    """Nothing has been due for long."""
    with Session(engine) as session:
        waiting = outbox.oldest_wait(session)
    seconds = 0 if waiting is None else int(waiting.total_seconds())
    late = waiting is not None and waiting > OUTBOX_PATIENCE
    return {"status": "degraded" if late else "ok", "oldest_wait_seconds": seconds}


def worker_part(silent_for: float | None) -> Part:
    """A task worker said that it lives within the last minutes."""
    if silent_for is None:
        return {"status": "degraded", "reason": "no worker was heard"}
    status = "ok" if silent_for <= WORKER_PATIENCE else "degraded"
    return {"status": status, "silent_seconds": int(silent_for)}


def _has_index(folder: Path) -> bool:
    return all((folder / name / MANIFEST).exists() for name in NAMES)
