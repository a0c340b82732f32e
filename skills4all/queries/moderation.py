"""What waits for a moderator: organisations, programmes, openings and pledges in one queue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import joinedload, selectinload

from skills4all.models import (
    AuditEvent,
    Opening,
    OpeningStatus,
    Organisation,
    OrganisationStatus,
    Pledge,
    PledgeStatus,
    Programme,
    ProgrammeStatus,
    Session,
)

Waiting = Organisation | Programme | Opening | Pledge

KINDS: dict[str, tuple[type[Waiting], Any]] = {
    "organisation": (Organisation, OrganisationStatus.PENDING),
    "programme": (Programme, ProgrammeStatus.PENDING),
    "opening": (Opening, OpeningStatus.PENDING),
    "pledge": (Pledge, PledgeStatus.PENDING),
}
MOST_WAITING = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the queue. `kind` is a key of `KINDS`."""

    kind: str
    noun: Waiting
    organisation: Organisation
    since: datetime


def queue(database: Database, kind: str | None = None) -> list[Entry]:
    """Everything that waits (of one kind), oldest first; at most four statements."""
    kinds = (kind,) if kind in KINDS else tuple(KINDS)
    entries = [entry for each in kinds for entry in _waiting(database, each)]
    return sorted(entries, key=lambda entry: (entry.since, entry.kind, entry.noun.id))


def _waiting(database: Database, kind: str) -> Sequence[Entry]:
    noun, pending = KINDS[kind]
    since = noun.updated_at if noun in (Organisation, Pledge) else noun.submitted_at  # type: ignore[union-attr]
    statement = select(noun).where(noun.status == pending).order_by(since, noun.id)
    if noun is not Organisation:
        statement = statement.options(joinedload(noun.organisation))  # type: ignore[union-attr]
    found: Iterable[Any] = database.scalars(statement.limit(MOST_WAITING))
    return [Entry(kind, row, _organisation(row), waiting_since(row)) for row in found]


def waiting_since(noun: Waiting) -> datetime:
    """When it was handed in. An edit while waiting changes an organisation's or a pledge's."""
    submitted = getattr(noun, "submitted_at", None)
    return submitted or noun.updated_at


def _organisation(noun: Waiting) -> Organisation:
    return noun if isinstance(noun, Organisation) else noun.organisation


def find(database: Database, kind: str, public_id: str) -> Waiting | None:
    """The row with all a moderator reads of it."""
    if kind not in KINDS:
        return None
    noun = KINDS[kind][0]
    statement = select(noun).where(noun.public_id == public_id)
    if noun is Programme:
        statement = statement.options(
            joinedload(Programme.organisation),
            selectinload(Programme.skills),
            selectinload(Programme.sessions).selectinload(Session.slots),
        )
    elif noun is not Organisation:
        statement = statement.options(
            joinedload(noun.organisation),  # type: ignore[union-attr]
            selectinload(noun.skills),  # type: ignore[union-attr]
        )
    found: Any = database.scalar(statement)
    return cast("Waiting | None", found)


def history(database: Database, kind: str, public_id: str) -> list[AuditEvent]:
    """What happened to it so far, oldest first."""
    statement = (
        select(AuditEvent)
        .where(AuditEvent.object_type == kind, AuditEvent.object_id == public_id)
        .order_by(AuditEvent.at, AuditEvent.id)
        .limit(100)
    )
    return list(database.scalars(statement))
