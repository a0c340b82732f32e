"""Take the demonstration away: rows marked `is_demo` and what hangs on them, nothing else."""

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session as Database

from skills4all.models import Base


def purge(database: Database) -> dict[str, int]:
    """Delete every marked row; their children go by the foreign keys. Table -> rows deleted."""
    marked = [
        table for table in reversed(Base.metadata.sorted_tables) if "is_demo" in table.columns
    ]
    counts = {}
    for table in marked:
        counted = select(func.count()).select_from(table).where(table.c.is_demo)
        counts[table.name] = database.scalar(counted) or 0
        database.execute(delete(table).where(table.c.is_demo))
    return counts
