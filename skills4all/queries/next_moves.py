"""What somebody does next, most pressing first, as rows say it: one short list for each role.

A move is a code with how many rows it is about and the first of them; `web/next_words.py` makes
sentences and addresses of them. The demonstration's rows count as any others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session as Database

from skills4all.models import (
    Application,
    Enrolment,
    EnrolmentStatus,
    Membership,
    Opening,
    OpeningStatus,
    Organisation,
    OrganisationStatus,
    Pledge,
    PledgeStatus,
    Programme,
    ProgrammeStatus,
    Session,
    SessionStatus,
)
from skills4all.queries import reported
from skills4all.queries.moderation import KINDS
from skills4all.queries.responsiveness import waiting

SOON = timedelta(days=7)
MOST = 5
"""More than a few things to do next are none."""
OPEN = (SessionStatus.PUBLISHED, SessionStatus.FULL)


class Move(StrEnum):
    """What there is to do."""

    CORRECT_ORGANISATION = "correct_organisation"
    DESCRIBE_ORGANISATION = "describe_organisation"
    INVITE = "invite"
    MARK_ATTENDANCE = "mark_attendance"
    CERTIFY = "certify"
    CORRECT_PROGRAMME = "correct_programme"
    FINISH_PROGRAMME = "finish_programme"
    ADD_SESSION = "add_session"
    FIRST_PROGRAMME = "first_programme"
    ANSWER_LATE = "answer_late"
    READ_APPLICATIONS = "read_applications"
    CORRECT_OPENING = "correct_opening"
    CONFIRM_OPENING = "confirm_opening"
    FINISH_OPENING = "finish_opening"
    FINISH_PLEDGE = "finish_pledge"
    FIRST_OPENING = "first_opening"
    FIND_PROFILES = "find_profiles"
    VERIFY_ORGANISATIONS = "verify_organisation"
    VERIFY_PROGRAMMES = "verify_programme"
    VERIFY_OPENINGS = "verify_opening"
    VERIFY_PLEDGES = "verify_pledge"
    DECIDE_REPORTS = "decide_reports"


@dataclass(frozen=True, slots=True)
class Next:
    """`first` is the row to open; None where a list says it."""

    move: Move
    count: int = 1
    first: Any = None


def of_centre(database: Database, organisations: Sequence[Organisation], today: date) -> list[Next]:
    """Learners wait for their certificate before the catalogue waits for a date."""
    found = list(_of_organisations(organisations))
    working = _working(organisations)
    programmes = select(Programme).where(Programme.organisation_id.in_(working))
    coming = exists().where(
        Session.programme_id == Programme.id, Session.status.in_(OPEN), Session.starts_on >= today
    )
    undated = programmes.where(Programme.status == ProgrammeStatus.PUBLISHED, ~coming)
    moves = (
        (Move.MARK_ATTENDANCE, _over_with(EnrolmentStatus.CONFIRMED, working, today)),
        (Move.CERTIFY, _over_with(EnrolmentStatus.ATTENDED, working, today)),
        (Move.CORRECT_PROGRAMME, programmes.where(Programme.status == ProgrammeStatus.REJECTED)),
        (Move.FINISH_PROGRAMME, programmes.where(Programme.status == ProgrammeStatus.DRAFT)),
        (Move.ADD_SESSION, undated),
    )
    found += _counted(database, moves)
    if working and not database.scalar(select(programmes.exists())):
        found.append(Next(Move.FIRST_PROGRAMME, first=_first(organisations, working)))
    return found[:MOST]


def of_employer(
    database: Database, organisations: Sequence[Organisation], today: date, late: datetime
) -> list[Next]:
    """People first: who applied before `late` and has no answer, then who applied since."""
    found = list(_of_organisations(organisations))
    working = _working(organisations)
    openings = select(Opening).where(Opening.organisation_id.in_(working))
    overdue = exists().where(
        Application.opening_id == Opening.id, waiting(), Application.applied_at < late
    )
    unread = exists().where(
        Application.opening_id == Opening.id, waiting(), Application.applied_at >= late
    )
    pledges = select(Pledge).where(Pledge.organisation_id.in_(working))
    moves = (
        (Move.ANSWER_LATE, openings.where(overdue)),
        (Move.CORRECT_OPENING, openings.where(Opening.status == OpeningStatus.REJECTED)),
        (Move.CONFIRM_OPENING, openings.where(_ends_soon(today))),
        (Move.READ_APPLICATIONS, openings.where(unread)),
        (Move.FINISH_OPENING, openings.where(Opening.status == OpeningStatus.DRAFT)),
        (Move.FINISH_PLEDGE, pledges.where(Pledge.status == PledgeStatus.DRAFT)),
    )
    found += _counted(database, moves)
    if working and not database.scalar(select(openings.exists())):
        found.append(Next(Move.FIRST_OPENING, first=_first(organisations, working)))
    verified = [each for each in organisations if each.is_public]
    if verified and not found:
        found.append(Next(Move.FIND_PROFILES, first=verified[0]))
    return found[:MOST]


def of_institution(database: Database, organisations: Sequence[Organisation]) -> list[Next]:
    """A page that says who they are, and somebody beside them."""
    found = list(_of_organisations(organisations))
    for each in organisations:
        if each.status is OrganisationStatus.SUSPENDED:
            continue
        if not each.description.strip():
            found.append(Next(Move.DESCRIBE_ORGANISATION, first=each))
        alone = select(func.count(Membership.id)).where(
            Membership.organisation_id == each.id, Membership.removed_at.is_(None)
        )
        if database.scalar(alone) == 1:
            found.append(Next(Move.INVITE, first=each))
    return found[:MOST]


def of_moderator(database: Database) -> list[Next]:
    """How many wait, reports first: what they are about can be read by everybody."""
    waiting_reports = select(func.count()).select_from(reported.waiting())
    counts = [(Move.DECIDE_REPORTS, database.scalar(waiting_reports) or 0)]
    for kind, (noun, pending) in KINDS.items():
        statement = select(func.count()).select_from(noun).where(noun.status == pending)
        counts.append((Move(f"verify_{kind}"), database.scalar(statement) or 0))
    return [Next(move, count) for move, count in counts if count]


def _of_organisations(organisations: Sequence[Organisation]) -> Iterator[Next]:
    for each in organisations:
        if each.status is OrganisationStatus.REJECTED:
            yield Next(Move.CORRECT_ORGANISATION, first=each)


def _working(organisations: Sequence[Organisation]) -> list[int]:
    """Keys of those that may change what is theirs."""
    return [each.id for each in organisations if each.status is not OrganisationStatus.SUSPENDED]


def _first(organisations: Sequence[Organisation], keys: Sequence[int]) -> Organisation:
    return next(each for each in organisations if each.id in keys)


def _over_with(status: EnrolmentStatus, keys: Sequence[int], today: date) -> Select[Any]:
    """Sessions that are over with people still in `status`."""
    people = exists().where(Enrolment.session_id == Session.id, Enrolment.status == status)
    return (
        select(Session)
        .join(Session.programme)
        .where(
            Programme.organisation_id.in_(keys),
            Session.ends_on < today,
            Session.status != SessionStatus.CANCELLED,
            people,
        )
    )


def _ends_soon(today: date) -> Any:
    """As `next_steps` counts it: leaving the lists within a week unless somebody confirms."""
    return and_(
        Opening.status == OpeningStatus.PUBLISHED,
        Opening.expires_on <= today + SOON,
        or_(Opening.deadline.is_(None), Opening.deadline > Opening.expires_on),
    )


def _counted(database: Database, moves: Sequence[tuple[Move, Select[Any]]]) -> Iterator[Next]:
    """Those that concern at least one row, with the oldest of them."""
    for move, statement in moves:
        count = database.scalar(select(func.count()).select_from(statement.subquery())) or 0
        if count:
            noun = statement.column_descriptions[0]["entity"]
            yield Next(move, count, database.scalar(statement.order_by(noun.id).limit(1)))
