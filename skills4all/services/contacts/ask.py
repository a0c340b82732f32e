"""An employer asks the learner behind a card for contact. Nothing of the learner is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, literal, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict, NotFound
from skills4all.models import (
    Account,
    ContactRequest,
    ContactStatus,
    Learner,
    Opening,
    OpeningStatus,
    Organisation,
)
from skills4all.queries import visible_learners
from skills4all.queries.visible_learners import agreed_to_be_found
from skills4all.services import audit, limits
from skills4all.services.candidates.card_ids import learner_behind
from skills4all.services.candidates.door import verified_employer
from skills4all.services.candidates.sought import opening_of
from skills4all.services.contacts import tell
from skills4all.services.contacts.states import ASK_AGAIN, MAY_BE_ASKED_AGAIN
from skills4all.services.problems import Problems

LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Asking:
    """`opening`: a public id, empty for a contact in general."""

    message: str
    opening: str = ""
    language: str = "fr"


def ask(
    database: Database,
    actor: Account,
    organisation_id: str,
    card: str,
    asking: Asking,
    *,
    secret: str,
    now: datetime,
) -> ContactRequest:
    """Ask once. Raises `NotFound` (also once the card is hidden), `NotAllowed`, `Invalid`,
    `Conflict` when asked before, `TooManyAttempts`. Does not commit.
    """
    employer = verified_employer(database, actor, organisation_id)
    _check(asking)
    opening = _opening(database, actor, employer, asking.opening)
    learner = learner_behind(database, employer, card, secret=secret, now=now)
    if learner is None:
        raise NotFound(kind="card")
    engine = database.get_bind().engine
    limits.refuse_too_many(
        engine, limits.CONTACT_EMPLOYER, employer.public_id, secret=secret, now=now
    )
    request = _stored(database, actor, employer, learner, opening, asking, now)
    audit.record(database, actor, "asked", request, opening=asking.opening)
    tell.learner_asked(database, request)
    return request


def _check(asking: Asking) -> None:
    problems = Problems()
    problems.text("message", asking.message, required=True)
    if len(asking.message) > LONGEST:
        problems.note("message", "too_long", most=LONGEST)
    problems.finish()


def _opening(
    database: Database, actor: Account, employer: Organisation, public_id: str
) -> Opening | None:
    if not public_id:
        return None
    found = opening_of(database, actor, employer, public_id)
    if found.status is not OpeningStatus.PUBLISHED:
        raise Conflict("opening_over")
    return found


def _stored(
    database: Database,
    actor: Account,
    employer: Organisation,
    learner: int,
    opening: Opening | None,
    asking: Asking,
    now: datetime,
) -> ContactRequest:
    """A new row, or the old one again after its time. The write repeats that the learner is
    visible; the lock keeps a withdrawal from passing between the two on PostgreSQL.
    """
    visible = [Learner.id == learner, agreed_to_be_found(now)]
    database.execute(select(Learner.id).where(*visible).with_for_update(of=Learner))
    values = {
        "organisation_id": employer.id,
        "learner_id": learner,
        "opening_id": opening.id if opening else None,
        "asked_by_id": actor.id,
        "message": asking.message.strip(),
        "content_language": asking.language,
        "status": ContactStatus.ASKED,
        "asked_at": now,
    }
    key = _added(database, values, visible) or _asked_again(database, values, visible, now)
    if key is None:
        if not visible_learners.is_visible(database, learner, now):
            raise NotFound(kind="card")
        raise Conflict("asked_before")
    return database.get_one(ContactRequest, key, populate_existing=True)


def _added(
    database: Database, values: dict[str, Any], visible: list[ColumnElement[bool]]
) -> int | None:
    columns = ContactRequest.__table__.c
    cells = [literal(value, columns[name].type).label(name) for name, value in values.items()]
    engine = database.get_bind().dialect.name
    into = postgresql_insert if engine == "postgresql" else sqlite_insert
    statement = (
        into(ContactRequest)
        .from_select(list(values), select(*cells).select_from(Learner).where(*visible))
        .on_conflict_do_nothing()
        .returning(ContactRequest.id)
    )
    return database.scalar(statement)


def _asked_again(
    database: Database,
    values: dict[str, Any],
    visible: list[ColumnElement[bool]],
    now: datetime,
) -> int | None:
    same = (
        ContactRequest.organisation_id == values["organisation_id"],
        ContactRequest.learner_id == values["learner_id"],
        ContactRequest.opening_id.is_not_distinct_from(values["opening_id"]),
    )
    statement = (
        update(ContactRequest)
        .where(
            *same,
            ContactRequest.status.in_(MAY_BE_ASKED_AGAIN),
            ContactRequest.asked_at < now - ASK_AGAIN,
            exists().where(*visible),
        )
        .values(answered_at=None, **values)
        .returning(ContactRequest.id)
        .execution_options(synchronize_session=False)
    )
    return database.scalar(statement)
