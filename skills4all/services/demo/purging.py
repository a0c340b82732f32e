"""Take the demonstration away: rows marked `is_demo` and what hangs on them, nothing else."""

from collections.abc import Iterable

from sqlalchemy import Table, delete, func, select
from sqlalchemy.orm import Session as Database

from skills4all.models import Base, Report


def purge(database: Database) -> dict[str, int]:
    """Delete every marked row; their children go by the foreign keys. Table -> rows deleted."""
    marked = [
        table for table in reversed(Base.metadata.sorted_tables) if "is_demo" in table.columns
    ]
    _drop_reports(database, marked)
    counts = {}
    for table in marked:
        counted = select(func.count()).select_from(table).where(table.c.is_demo)
        counts[table.name] = database.scalar(counted) or 0
        database.execute(delete(table).where(table.c.is_demo))
    return counts


def _drop_reports(database: Database, marked: Iterable[Table]) -> None:
    """A report names what it is about without a key that would take it along."""
    for table in marked:
        if "public_id" in table.columns:
            gone = select(table.c.public_id).where(table.c.is_demo)
            database.execute(delete(Report).where(Report.object_id.in_(gone)))
