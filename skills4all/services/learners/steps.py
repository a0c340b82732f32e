"""Everything a learner has under way in one list: its state, what happens next and by when.

Codes only; the page says them. What waits for the learner comes first, soonest first; then what
has messages to read; then what has a date; what is over comes last.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session as Database

from skills4all.models import (
    TIMEZONE,
    Application,
    ApplicationStatus,
    ContactRequest,
    ContactStatus,
    Enrolment,
    EnrolmentStatus,
    Learner,
    SavedPathway,
)
from skills4all.queries import contacts, learners, messages
from skills4all.queries import steps as rows
from skills4all.services.contacts import states

ENROLMENT, APPLICATION, CONTACT, PATHWAY = "enrolment", "application", "contact", "pathway"
FOLLOWED = (EnrolmentStatus.ATTENDED, EnrolmentStatus.CERTIFIED)
OVER_ENROLMENT = (EnrolmentStatus.REFUSED, EnrolmentStatus.CANCELLED, *FOLLOWED)
OVER_APPLICATION = (
    ApplicationStatus.HIRED,
    ApplicationStatus.REFUSED,
    ApplicationStatus.WITHDRAWN,
)


@dataclass(frozen=True, slots=True)
class Step:
    """`state` and `next` are codes, `next` empty when nothing is to come. `mine`: it waits for
    the learner. `by`: a local day, or an instant when the hour counts. `over` comes last.
    """

    kind: str
    public_id: str
    state: str
    next: str
    by: date | datetime | None
    changed: datetime
    title: str = ""
    language: str = "fr"
    organisation: str = ""
    occupation: str = ""
    mine: bool = False
    over: bool = False
    unread: int = 0


def steps_of(database: Database, learner: Learner, *, now: datetime, today: date) -> list[Step]:
    """Most urgent first. Six statements."""
    enrolments = rows.enrolments(database, learner.id)
    applications = rows.applications(database, learner.id)
    new = {
        kind: messages.unread(database, kind, [row.id for row in found], as_learner=True)
        for kind, found in ((Enrolment, enrolments), (Application, applications))
    }
    found = [_enrolment(row, new[Enrolment].get(row.id, 0), now, today) for row in enrolments]
    found += [_application(row, new[Application].get(row.id, 0)) for row in applications]
    found += [_contact(row, now) for row in contacts.of_learner(database, learner.id)]
    found += [_pathway(row) for row in learners.saved_pathways(database, learner)]
    return sorted(found, key=_urgency)


def _urgency(step: Step) -> tuple[Any, ...]:
    group = 0 if step.mine else 1 if step.unread else 2 if step.by else 3
    if step.kind == PATHWAY:
        group = 4
    moment = step.by or date.max
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time.max, ZoneInfo(TIMEZONE))
    last = -step.changed.timestamp()
    # Of what is over only messages are urgent.
    return (5 if step.over and not step.unread else group, moment.timestamp(), last, step.public_id)


def _enrolment(row: Enrolment, unread: int, now: datetime, today: date) -> Step:
    session = row.session
    programme = session.programme
    next_, by, mine = _next_of_enrolment(row, now, today)
    return Step(
        ENROLMENT,
        row.public_id,
        row.status.value,
        next_,
        by,
        row.updated_at,
        title=programme.title,
        language=programme.content_language,
        organisation=programme.organisation.name,
        mine=mine,
        over=row.status in OVER_ENROLMENT,
        unread=unread,
    )


def _next_of_enrolment(
    row: Enrolment, now: datetime, today: date
) -> tuple[str, date | datetime | None, bool]:
    """What, by when, and whether it waits for the learner."""
    session, offered = row.session, row.offer_expires_at
    waiting = row.status is EnrolmentStatus.WAITING
    if waiting and offered is not None and offered > now:
        return "take_seat", offered, True
    if row.status is EnrolmentStatus.REQUESTED:
        return "centre_answers", session.starts_on, False
    if waiting:
        return "seat_may_come", session.starts_on, False
    if row.status is EnrolmentStatus.CONFIRMED:
        if session.starts_on <= today:
            return "session_ends", session.ends_on, False
        return "session_starts", session.starts_on, False
    return "certificate" if row.status is EnrolmentStatus.ATTENDED else "", None, False


_NEXT_OF_APPLICATION = {
    ApplicationStatus.RECEIVED: "employer_reads",
    ApplicationStatus.VIEWED: "employer_answers",
    ApplicationStatus.SHORTLISTED: "employer_answers",
    ApplicationStatus.INTERVIEW: "interview",
    ApplicationStatus.OFFER: "answer_offer",
}


def _application(row: Application, unread: int) -> Step:
    return Step(
        APPLICATION,
        row.public_id,
        row.status.value,
        _NEXT_OF_APPLICATION.get(row.status, ""),
        None,
        row.updated_at,
        title=row.opening.title,
        language=row.opening.content_language,
        organisation=row.opening.organisation.name,
        mine=row.status is ApplicationStatus.OFFER,
        over=row.status in OVER_APPLICATION,
        unread=unread,
    )


def _contact(row: ContactRequest, now: datetime) -> Step:
    waiting = states.is_waiting(row, now)
    late = row.status is ContactStatus.ASKED and not waiting
    return Step(
        CONTACT,
        row.public_id,
        ContactStatus.EXPIRED.value if late else row.status.value,
        "answer_contact" if waiting else "",
        states.until(row) if waiting else None,
        row.updated_at,
        title=row.opening.title if row.opening else "",
        language=row.opening.content_language if row.opening else "fr",
        organisation=row.organisation.name,
        mine=waiting,
        over=not waiting and row.status is not ContactStatus.ACCEPTED,
    )


def _pathway(row: SavedPathway) -> Step:
    return Step(
        PATHWAY,
        row.public_id,
        "kept",
        "open_pathway",
        None,
        row.updated_at,
        occupation=row.occupation_id,
    )
