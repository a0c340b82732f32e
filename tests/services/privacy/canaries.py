"""Fills every personal table with rows about one person, each text a word of its own.

Rows are made from the schema, so that a new table is filled, exported and erased by the test
without anyone thinking of it. `SPECIAL` holds the few values that constraints ask for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any

from sqlalchemy import Boolean, Column, Date, Enum, Float, Integer, Table, Time, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.types import JSON, Text

from skills4all.models import Base, UTCDateTime
from skills4all.models.column_types import WordList
from skills4all.models.privacy import PEOPLE, names_a_person, privacy_of, subject_paths

PAST = datetime(2026, 1, 5, tzinfo=UTC)
SPECIAL: dict[tuple[str, str], Any] = {
    ("learner_backgrounds", "year"): 2020,
    ("outcomes", "after_months"): 3,
    ("places", "latitude"): 34.0,
    ("places", "longitude"): -5.0,
    ("login_identifiers", "kind"): "email",
}


@dataclass
class Planted:
    """`words`: canary -> "table.column"."""

    words: dict[str, str] = field(default_factory=dict)
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)


class Planter:
    """Adds one row to each table that is about `account` and `learner`."""

    def __init__(self, database: Session, account: int, learner: int) -> None:
        self.database = database
        self.people = {"accounts": account, "learners": learner}
        self.planted = Planted()
        self._numbers = count(1)

    def plant(self) -> Planted:
        for table in Base.metadata.sorted_tables:
            if table.name not in PEOPLE and subject_paths(table):
                self.row(table)
        self.database.commit()
        return self.planted

    def row(self, table: Table) -> dict[str, Any]:
        """The row of this table, made at first need."""
        if table.name in self.planted.rows:
            return self.planted.rows[table.name]
        values = {
            column.name: value
            for column in table.columns
            if (value := self.value(table, column)) is not None
        }
        made = self.database.execute(insert(table).values(values).returning(*table.columns))
        self.planted.rows[table.name] = dict(made.mappings().one())
        return self.planted.rows[table.name]

    def value(self, table: Table, column: Column[Any]) -> Any:
        if (table.name, column.name) in SPECIAL:
            return SPECIAL[table.name, column.name]
        if column.foreign_keys:
            return self.parent(table, column)
        if column.primary_key and isinstance(column.type, Integer):
            return None
        return self.plain(table, column)

    def parent(self, table: Table, column: Column[Any]) -> Any:
        target = next(iter(column.foreign_keys)).column
        if target.table.name in self.people:
            return self.people[target.table.name] if self.concerns(table, column) else None
        if target.table is table:
            return None
        if column.nullable and target.table.name not in self.planted.rows:
            return None
        return self.row(target.table)[target.name]

    def concerns(self, table: Table, column: Column[Any]) -> bool:
        first = {path[0].name for path in subject_paths(table)}
        return column.name in first or names_a_person(column)

    def plain(self, table: Table, column: Column[Any]) -> Any:
        kind = column.type
        if isinstance(kind, Enum):
            return kind.enums[0]
        if isinstance(kind, UTCDateTime):
            return PAST
        if isinstance(kind, Date):
            return (
                date(2026, 1, 5)
                if "start" in column.name or "from" in column.name
                else date(2026, 2, 5)
            )
        if isinstance(kind, Time):
            return time(9) if "start" in column.name else time(11)
        if isinstance(kind, Boolean):
            return True
        if isinstance(kind, (Integer, Float)):
            return 1
        word = self.word(table, column)
        if isinstance(kind, WordList):
            return [word]
        if isinstance(kind, JSON) or "JSON" in type(kind).__name__.upper():
            return {"said": word}
        assert isinstance(kind, Text), f"{table.name}.{column.name}: {kind!r}"
        return word

    def word(self, table: Table, column: Column[Any]) -> str:
        word = f"canary{next(self._numbers):04}x"
        mark = privacy_of(column)
        if mark is not None and mark.personal:
            self.planted.words[word] = f"{table.name}.{column.name}"
        return word


def everything(database: Session) -> dict[str, str]:
    """Every table as one text, to look for a word in."""
    return {
        table.name: repr([tuple(row) for row in database.execute(select(table))])
        for table in Base.metadata.sorted_tables
    }
