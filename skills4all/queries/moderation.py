"""What waits for a moderator: organisations, programmes, openings and pledges in one queue."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import Select, String, Subquery, func, literal, select, union_all
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import joinedload, selectinload

from skills4all.models import (
    AuditEvent,
    ConceptLabel,
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
from skills4all.queries.concept_labels import preferred

Waiting = Organisation | Programme | Opening | Pledge

KINDS: dict[str, tuple[type[Waiting], Any]] = {
    "organisation": (Organisation, OrganisationStatus.PENDING),
    "programme": (Programme, ProgrammeStatus.PENDING),
    "opening": (Opening, OpeningStatus.PENDING),
    "pledge": (Pledge, PledgeStatus.PENDING),
}
LAST_ACTS = 100
"""Of one thing, beside it; all of them are in the audit trail."""


def waiting(kind: str | None, language: str) -> Subquery:
    """Everything that waits (of one kind), for a long list: `kind`, `public_id`, `title`,
    `organisation`, `organisation_status`, `since`. A pledge is called by its role in `language`.
    """
    kinds = (kind,) if kind in KINDS else tuple(KINDS)
    return union_all(*(_waiting(each, language) for each in kinds)).subquery("waiting")


def _waiting(kind: str, language: str) -> Select[Any]:
    noun, pending = KINDS[kind]
    submitted = getattr(noun, "submitted_at", None)
    since = noun.updated_at if submitted is None else func.coalesce(submitted, noun.updated_at)
    statement = select(
        literal(kind, String()).label("kind"),
        noun.public_id,
        _title(noun, language).label("title"),
        Organisation.name.label("organisation"),
        Organisation.status.label("organisation_status"),
        since.label("since"),
    ).where(noun.status == pending)
    # The organisation is its own; everything else is joined with it.
    return statement if noun is Organisation else statement.join(noun.organisation)  # type: ignore[union-attr]


def _title(noun: type[Waiting], language: str) -> Any:
    if noun is Organisation:
        return Organisation.name
    if noun is not Pledge:
        return noun.title  # type: ignore[union-attr]
    name = select(ConceptLabel.text).where(preferred(ConceptLabel, Pledge.occupation_id, language))
    return func.coalesce(name.scalar_subquery(), Pledge.occupation_id)


def waiting_since(noun: Waiting) -> datetime:
    """When it was handed in. An edit while waiting changes an organisation's or a pledge's."""
    submitted = getattr(noun, "submitted_at", None)
    return submitted or noun.updated_at


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
    """What happened to it lately, oldest first."""
    statement = (
        select(AuditEvent)
        .where(AuditEvent.object_type == kind, AuditEvent.object_id == public_id)
        .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
        .limit(LAST_ACTS)
    )
    return list(database.scalars(statement))[::-1]
