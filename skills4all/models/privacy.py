"""What each column says about a person, and what happens to it on export, erasure and age.

A table gives the default for its columns (`marked(...)` in base.py), a column may differ by
`info={"privacy": ...}`. Export and erasure are driven by these marks, not by lists of their own:
a new personal column is exported and erased because it is marked; a test refuses an unmarked one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, MetaData, Table

RETENTION = {
    "none": "not about a person",
    "account": "24 months after the last visit, with a warning at 22; never confirmed: 30 days",
    "resume": "30 days after the last use of the resume code when there is no account",
    "enrolment": "24 months after the session ends, then without the person",
    "application": "3 months after a refusal for the employer; then without the person",
    "ranking_log": "12 months, pseudonymous from the start",
    "security_log": "12 months",
    "outbox": "30 days after sending",
    "invitation": "30 days after it was answered or ran out",
    "held_form": "one day",
    "attempts": "one day after the window ends",
}
"""Policy id -> what it means. The retention task reads the ids, the privacy page the meaning."""


class Erase(StrEnum):
    """What erasing a person does to a cell."""

    DELETE = "delete"
    """The whole row goes."""
    BLANK = "blank"
    """The cell becomes NULL, the row stays without the person."""
    KEEP = "keep"
    """The cell stays, for the reason given."""


@dataclass(frozen=True, slots=True)
class Privacy:
    """The mark of a column. `reason` says why it is not exported, or why it is kept."""

    personal: bool
    export: bool = False
    erase: Erase = Erase.KEEP
    retention: str = "none"
    reason: str = ""

    def __post_init__(self) -> None:
        if self.retention not in RETENTION:
            raise ValueError(f"unknown retention policy {self.retention!r}")
        if not self.personal:
            return
        if self.retention == "none":
            raise ValueError("personal data needs a retention policy")
        if not self.reason and (not self.export or self.erase is Erase.KEEP):
            raise ValueError("say why personal data is not exported or is kept")

    def but(self, **changes: Any) -> "Privacy":
        """The same mark with some answers changed."""
        return replace(self, **changes)


NOT_PERSONAL = Privacy(personal=False)
OF_ACCOUNT = Privacy(personal=True, export=True, erase=Erase.DELETE, retention="account")
OF_LEARNER = OF_ACCOUNT
SECRET = OF_ACCOUNT.but(export=False, reason="a secret, or what protects one")
INTERNAL = OF_ACCOUNT.but(export=False, reason="an internal key, meaningless outside")
ACTED = Privacy(
    personal=True,
    erase=Erase.BLANK,
    retention="account",
    reason="who decided for an organisation or the platform: told in the audit export",
)
STATISTIC = Privacy(
    personal=True,
    export=True,
    erase=Erase.KEEP,
    retention="enrolment",
    reason="once its link to the learner is blank, the row is a count and names nobody",
)
STATISTIC_LINK = STATISTIC.but(erase=Erase.BLANK, export=False)
STATISTIC_TEXT = STATISTIC.but(erase=Erase.BLANK)


@dataclass(frozen=True, slots=True)
class PersonalColumn:
    """A column that tells something of a person, and the way from its row to that person.

    `paths`: ways from the row to people, each a chain of foreign-key columns whose last one refers
    to `accounts` or `learners`. Empty when the row is the person, or when no way exists on
    purpose (pseudonyms, counters).
    """

    table: Table
    column: Column[Any]
    privacy: Privacy
    paths: tuple[tuple[Column[Any], ...], ...]


PEOPLE = ("accounts", "learners")


def privacy_of(column: Column[Any]) -> Privacy | None:
    """The mark of a column: its own, else its table's, else None. Row numbers are not exported."""
    mark = column.info.get("privacy") or column.table.info.get("privacy")
    if not isinstance(mark, Privacy):
        return None
    if mark.personal and column.primary_key and column.name == "id":
        return mark.but(export=False, reason=mark.reason or INTERNAL.reason)
    return mark


def subject_paths(table: Table) -> tuple[tuple[Column[Any], ...], ...]:
    """Chains of foreign-key columns from a row of `table` to the people it is about."""
    names = str(table.info.get("subject", "")).split()
    return tuple(path for name in names for path in _paths_from(table.c[name]))


def _paths_from(column: Column[Any]) -> tuple[tuple[Column[Any], ...], ...]:
    target = next(iter(column.foreign_keys)).column.table
    if target.name in PEOPLE:
        return ((column,),)
    return tuple((column, *path) for path in subject_paths(target))


def names_a_person(column: Column[Any]) -> bool:
    """Whether the column itself refers to an account or a learner."""
    return any(key.column.table.name in PEOPLE for key in column.foreign_keys)


def personal_columns(metadata: MetaData) -> Iterator[PersonalColumn]:
    """Every personal column of the schema, tables in order of dependence.

    A column that itself refers to a person (who decided, who taught) is about that person.
    """
    for table in metadata.sorted_tables:
        for column in table.columns:
            mark = privacy_of(column)
            if mark is not None and mark.personal:
                paths = _paths_from(column) if names_a_person(column) else subject_paths(table)
                yield PersonalColumn(table, column, mark, paths)
