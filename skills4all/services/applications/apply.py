"""A learner applies for an opening, once, with the profile they were shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import joinedload

from skills4all.errors import Conflict, NotFound
from skills4all.models import (
    Account,
    Application,
    ApplicationEvent,
    ApplicationStatus,
    Learner,
    Opening,
    OpeningStatus,
    utc_now,
)
from skills4all.queries import learners
from skills4all.queries.visible import open_opening
from skills4all.services import audit
from skills4all.services.applications import frozen, tell
from skills4all.services.problems import Problems

LONGEST_MESSAGE = 2_000
NOT_PUBLIC = (OpeningStatus.DRAFT, OpeningStatus.PENDING, OpeningStatus.REJECTED)


@dataclass(frozen=True, slots=True)
class Bid:
    """What the learner adds to the profile. `shown`: digest of the profile they were shown."""

    name: str
    message: str
    language: str
    shown: str

    def check(self) -> None:
        """Raises `Invalid`."""
        problems = Problems()
        problems.line("name", self.name, required=True)
        problems.text("message", self.message)
        if len(self.message) > LONGEST_MESSAGE:
            problems.note("message", "too_long", most=LONGEST_MESSAGE)
        problems.finish()


def opening_to_apply_for(database: Database, public_id: str, today: date) -> Opening:
    """The opening, as long as it is open.

    Raises `NotFound` for what never was public, `Conflict` once it is over or paused. Held
    against closing until the transaction ends, on engines that can.
    """
    statement = select(Opening).where(Opening.public_id == public_id)
    found = database.scalar(
        statement.join(Opening.organisation)
        .where(open_opening(today))
        .with_for_update(read=True, of=Opening)
    )
    if found is not None:
        return found
    known = database.scalar(statement.options(joinedload(Opening.organisation)))
    if known is None or known.status in NOT_PUBLIC:
        raise NotFound(kind="opening")
    raise Conflict("opening_over")


def apply(database: Database, actor: Account, public_id: str, bid: Bid, today: date) -> Application:
    """The application, received. A withdrawn one is sent anew with the profile of today.

    Raises `NotFound`, `Invalid`, and `Conflict`: opening over, applied already, nothing to judge
    by, or the profile changed since it was shown. Does not commit.
    """
    learner = learners.of_account(database, actor.id)
    if learner is None:
        raise NotFound(kind="learner")
    opening = opening_to_apply_for(database, public_id, today)
    bid.check()
    profile = frozen.freeze(database, learner, opening)
    if frozen.is_empty(profile):
        raise Conflict("profile_empty")
    if frozen.digest(profile) != bid.shown:
        raise Conflict("profile_changed")
    profile["name"] = bid.name.strip()
    key = _store(database, learner, opening, profile, bid)
    application = database.get_one(Application, key, populate_existing=True)
    database.add(
        ApplicationEvent(application_id=key, status=ApplicationStatus.RECEIVED, actor_id=actor.id)
    )
    audit.record(database, actor, ApplicationStatus.RECEIVED.value, application)
    tell.sent(database, application)
    return application


def _store(
    database: Database, learner: Learner, opening: Opening, profile: frozen.Profile, bid: Bid
) -> int:
    """The unique key decides between two at once; only a withdrawn one is written again."""
    now = utc_now()
    values: dict[str, Any] = {
        "status": ApplicationStatus.RECEIVED,
        "profile": profile,
        "message": bid.message.strip() or None,
        "content_language": bid.language,
        "applied_at": now,
    }
    new = {"learner_id": learner.id, "opening_id": opening.id, "is_demo": opening.is_demo}
    insert = postgresql_insert if _is_postgresql(database) else sqlite_insert
    statement = insert(Application).values({**values, **new}).on_conflict_do_nothing()
    key: int | None = database.scalar(statement.returning(Application.id))
    if key is None:
        again = update(Application).where(
            Application.learner_id == learner.id,
            Application.opening_id == opening.id,
            Application.status == ApplicationStatus.WITHDRAWN,
        )
        anew = {**values, "answered_at": None, "decided_at": None, "reason": None}
        key = database.scalar(again.values(anew).returning(Application.id))
    if key is None:
        raise Conflict("already_applied")
    return key


def _is_postgresql(database: Database) -> bool:
    return database.get_bind().dialect.name == "postgresql"
