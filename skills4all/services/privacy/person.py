"""A person in the tables, and which rows are about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, false, or_, select

from skills4all.models import Account, Base, Learner
from skills4all.models.privacy import PEOPLE, PersonalColumn, personal_columns, subject_paths

Path = tuple[Column[Any], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Keys of an account, a learner, or both when they are one."""

    account_id: int | None
    learner_id: int | None

    def key(self, table: str) -> int | None:
        return self.account_id if table == "accounts" else self.learner_id


def person_of(account: Account | None, learner: Learner | None) -> Person:
    return Person(account.id if account else None, learner.id if learner else None)


def marked_tables() -> Iterator[tuple[Table, list[PersonalColumn]]]:
    """Each table with its personal columns, parents before children."""
    found: dict[Table, list[PersonalColumn]] = {}
    for column in personal_columns(Base.metadata):
        found.setdefault(column.table, []).append(column)
    yield from found.items()


def about(table: Table, person: Person) -> ColumnElement[bool]:
    """Condition on the rows of `table` that are about `person`."""
    if table.name in PEOPLE:
        key = person.key(table.name)
        return table.c.id == key if key is not None else false()
    return or_(false(), *(leads_to(path, person) for path in subject_paths(table)))


def leads_to(path: Path, person: Person) -> ColumnElement[bool]:
    """Condition that following `path` from a row arrives at `person`."""
    column = path[0]
    target = next(iter(column.foreign_keys)).column
    if len(path) == 1:
        key = person.key(target.table.name)
        return column == key if key is not None else false()
    return column.in_(select(target).where(leads_to(path[1:], person)))
