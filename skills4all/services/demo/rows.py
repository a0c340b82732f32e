"""Bulk storing: rows are added unless their public id is there; children follow new rows only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session as Database

from skills4all.models import Base

Row = dict[str, Any]
BATCH = 500


@dataclass(frozen=True, slots=True)
class Stored:
    """`ids`: public id -> key, of old and new rows; `new`: public ids added now."""

    ids: Mapping[str, int]
    new: frozenset[str]


def add_missing(database: Database, model: type[Base], rows: Sequence[Row]) -> Stored:
    """Add the rows whose `public_id` is not stored yet, all marked `is_demo`."""
    wanted = [row["public_id"] for row in rows]
    known = _ids(database, model, wanted)
    missing = [{**row, "is_demo": True} for row in rows if row["public_id"] not in known]
    add(database, model, missing)
    new = frozenset(row["public_id"] for row in missing)
    return Stored({**known, **_ids(database, model, sorted(new))}, new)


def add(database: Database, model: type[Base], rows: Iterable[Row]) -> None:
    rows = list(rows)
    for start in range(0, len(rows), BATCH):
        database.execute(insert(model), rows[start : start + BATCH])


def _ids(database: Database, model: Any, public_ids: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(public_ids), BATCH):
        statement = select(model.public_id, model.id).where(
            model.public_id.in_(public_ids[start : start + BATCH])
        )
        found.update(database.execute(statement).all())
    return found
