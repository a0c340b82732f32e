"""What happened to an application, for each of its two readers.

The learner's story is made of values that hold no note, so that no page can show one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.models import Account, Application, ApplicationEvent, ApplicationStatus


@dataclass(frozen=True, slots=True)
class Moment:
    """A stage reached. `reason` is for the learner."""

    status: ApplicationStatus
    at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What the employer reads: also notes without a step (`moved` False), and who acted."""

    moment: Moment
    moved: bool
    note: str | None
    actor: str | None


def for_learner(application: Application) -> tuple[Moment, ...]:
    """Oldest first."""
    return tuple(_moment(event) for event, moved in _events(application) if moved)


def for_employer(database: Database, application: Application) -> tuple[Entry, ...]:
    """Oldest first. Colleagues are named; the learner's own acts name nobody."""
    own = {ApplicationStatus.RECEIVED, ApplicationStatus.WITHDRAWN}
    ids = {event.actor_id for event in application.events if event.status not in own}
    people = database.scalars(select(Account).where(Account.id.in_(ids - {None})))
    names = {person.id: person.display_name or person.email for person in people}
    return tuple(
        Entry(_moment(event), moved, event.note, names.get(event.actor_id or 0))
        for event, moved in _events(application)
    )


def _events(application: Application) -> Iterator[tuple[ApplicationEvent, bool]]:
    """Each event, and whether it changed the stage."""
    before: ApplicationStatus | None = None
    for event in application.events:
        yield event, event.status is not before
        before = event.status


def _moment(event: ApplicationEvent) -> Moment:
    return Moment(event.status, event.at, event.reason)
