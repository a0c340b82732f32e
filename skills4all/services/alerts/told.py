"""What each learner was told already: a thing is told once, whatever is retried or published again.

Only as long as it could be news: older rows are forgotten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session as Database

from skills4all.models import AlertTold


def told(database: Database, learners: Collection[int]) -> dict[int, frozenset[str]]:
    """Learner -> ids; learners without any are left out."""
    rows = database.execute(
        select(AlertTold.learner_id, AlertTold.item).where(AlertTold.learner_id.in_(learners))
    )
    found: dict[int, set[str]] = defaultdict(set)
    for learner, item in rows:
        found[learner].add(item)
    return {learner: frozenset(items) for learner, items in found.items()}


def remember(database: Database, learner: int, items: Collection[str], now: datetime) -> None:
    """In the transaction that promises the letter. Does not commit."""
    insert = (
        postgresql_insert if database.get_bind().dialect.name == "postgresql" else sqlite_insert
    )
    rows = [{"learner_id": learner, "item": item, "told_at": now} for item in items]
    database.execute(insert(AlertTold).values(rows).on_conflict_do_nothing())


def forget(database: Database, before: datetime) -> None:
    """What can be news no longer. Commits."""
    database.execute(delete(AlertTold).where(AlertTold.told_at < before))
    database.commit()
