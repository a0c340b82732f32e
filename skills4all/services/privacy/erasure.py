"""Erase a person: rows that are theirs go, rows that must stay lose the person.

Seats they held in sessions to come go to who waits. Real deletion, in one transaction: the next
request finds no account, so every session ends. The trail keeps one random word that leads to
nobody. What the index shows never held learners.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, delete, select, update
from sqlalchemy.orm import Session as Database

from skills4all.models import Account, AuditEvent, Learner
from skills4all.models.privacy import Erase, PersonalColumn, names_a_person
from skills4all.services.enrolments.leave import leave_all
from skills4all.services.privacy.person import Person, about, leads_to, marked_tables, person_of


def erase_account(database: Database, account: Account, *, reason: str = "asked") -> None:
    """Erase an account and its profile. `reason`: asked, or the retention policy that ended."""
    learner = database.scalar(select(Learner).where(Learner.account_id == account.id))
    if learner is not None:
        leave_all(database, learner)
    _erase(database, person_of(account, learner), "account", account.public_id, reason)


def erase_learner(database: Database, learner: Learner, *, reason: str = "asked") -> None:
    """Erase a profile that has no account."""
    leave_all(database, learner)
    _erase(database, person_of(None, learner), "learner", learner.public_id, reason)


def _erase(database: Database, person: Person, kind: str, public_id: str, reason: str) -> None:
    database.flush()
    # Children first: the way from a row to the person may lead through a parent.
    for table, columns in reversed(list(marked_tables())):
        _blank_texts(database, table, columns, person)
        if any(part.privacy.erase is Erase.DELETE for part in columns):
            database.execute(delete(table).where(about(table, person)))
        _blank_links(database, table, columns, person)
    database.add(
        AuditEvent(
            actor=public_id if reason == "asked" else None,
            action=f"{kind}.erased",
            object_type=kind,
            object_id=public_id,
            reason=reason,
        )
    )
    database.flush()
    database.expire_all()


def _blank_texts(
    database: Database, table: Table, columns: list[PersonalColumn], person: Person
) -> None:
    names = [
        part.column.name
        for part in columns
        if part.privacy.erase is Erase.BLANK and not names_a_person(part.column)
    ]
    if names:
        values: dict[str, Any] = dict.fromkeys(names)
        database.execute(update(table).where(about(table, person)).values(values))


def _blank_links(
    database: Database, table: Table, columns: list[PersonalColumn], person: Person
) -> None:
    """Last of a row: they are how it is known to be about the person."""
    for part in columns:
        if part.privacy.erase is Erase.BLANK and names_a_person(part.column):
            values: dict[str, Any] = {part.column.name: None}
            for path in part.paths:
                database.execute(update(table).where(leads_to(path, person)).values(values))
