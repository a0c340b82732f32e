"""What a conversation is about, and on which side of it the actor stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session as Database

from skills4all.errors import NotFound
from skills4all.models import (
    Account,
    Application,
    ApplicationStatus,
    Enrolment,
    EnrolmentStatus,
    Message,
    Organisation,
)
from skills4all.queries import applications, enrolments, learners

KINDS = ("enrolment", "application")
OPEN_AFTER = timedelta(days=90)
"""After the end of the matter, so that what is left can be said."""
OVER = (
    EnrolmentStatus.REFUSED,
    EnrolmentStatus.CANCELLED,
    ApplicationStatus.REFUSED,
    ApplicationStatus.WITHDRAWN,
    ApplicationStatus.HIRED,
)


@dataclass(frozen=True, slots=True)
class Matter:
    """One enrolment or application as one of its two sides sees it."""

    kind: str
    row: Enrolment | Application
    organisation: Organisation
    title: str
    as_learner: bool

    @property
    def messages(self) -> ColumnElement[bool]:
        """Which messages belong to it."""
        column = Message.enrolment_id if self.kind == "enrolment" else Message.application_id
        return column == self.row.id

    def is_open(self, today: date) -> bool:
        """Whether one can still write. Nobody is there when the person was erased."""
        return self.row.learner_id is not None and self._ended(today) >= today - OPEN_AFTER

    def _ended(self, today: date) -> date:
        if self.row.status in OVER:
            decided = self.row.decided_at or self.row.updated_at
            return decided.date()
        return self.row.session.ends_on if isinstance(self.row, Enrolment) else today


def find(database: Database, actor: Account, kind: str, public_id: str) -> Matter:
    """The matter, if the actor is one of its sides. Raises `NotFound`."""
    found = _as_learner(database, actor, kind, public_id)
    if found is None:
        found, mine = _as_organisation(database, actor, kind, public_id), False
    else:
        mine = True
    if found is None:
        raise NotFound(kind=kind)
    return _matter(kind, found, as_learner=mine)


def _as_learner(database: Database, actor: Account, kind: str, public_id: str) -> Any:
    if kind == "application":
        return applications.of_learner(database, actor.id, public_id)
    learner = learners.of_account(database, actor.id)
    return enrolments.of_learner(database, learner.id, public_id) if learner else None


def _as_organisation(database: Database, actor: Account, kind: str, public_id: str) -> Any:
    if kind == "application":
        return applications.of_employer(database, actor.id, public_id)
    return enrolments.of_centre(database, actor.id, public_id)


def _matter(kind: str, row: Any, *, as_learner: bool) -> Matter:
    about = row.session.programme if kind == "enrolment" else row.opening
    return Matter(kind, row, about.organisation, about.title, as_learner)
