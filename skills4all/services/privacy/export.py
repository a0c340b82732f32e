"""A copy of all that is kept about a person, for that person.

Plain values by table and column, ready for JSON; secrets, internal keys and what names other
people stay out, by the marks.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.models import AuditEvent, Base, utc_now
from skills4all.models.privacy import privacy_of
from skills4all.services.privacy.person import Person, about, marked_tables

FORMAT = 1


def export(database: Database, person: Person, *, actor: str | None) -> dict[str, Any]:
    """`{"format", "made_at", "tables": {table: [{column: value}]}}`; empty tables are left out.

    That a copy was made is audited; the caller commits.
    """
    tables: dict[str, list[dict[str, Any]]] = {}
    for table, columns in marked_tables():
        shown = [part.column for part in columns if part.privacy.export]
        if not shown:
            continue
        statement = select(*shown).where(about(table, person)).order_by(*table.primary_key)
        rows = database.execute(statement).mappings()
        told = [{name: _plain(value) for name, value in row.items()} for row in rows]
        if told:
            tables[table.name] = told
    database.add(
        AuditEvent(actor=actor, action="data.exported", object_type="account", object_id=actor)
    )
    database.flush()
    return {"format": FORMAT, "made_at": utc_now().isoformat(), "tables": tables}


def exported_columns() -> dict[str, list[str]]:
    """What an export can hold: table -> columns. For the notice and the tests."""
    return {
        table.name: [
            column.name
            for column in table.columns
            if (mark := privacy_of(column)) is not None and mark.personal and mark.export
        ]
        for table in Base.metadata.sorted_tables
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value
