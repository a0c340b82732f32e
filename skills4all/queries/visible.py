"""What is public now: published by a verified organisation, and not over."""

from datetime import date

from sqlalchemy import ColumnElement, and_, or_

from skills4all.models import (
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

VERIFIED = Organisation.status == OrganisationStatus.VERIFIED


def open_programme() -> ColumnElement[bool]:
    """Join with its organisation."""
    return and_(VERIFIED, Programme.status == ProgrammeStatus.PUBLISHED)


def bookable_session(today: date) -> ColumnElement[bool]:
    """Seats are left and enrolment is open; join with its programme and organisation."""
    return and_(
        open_programme(),
        Session.status == SessionStatus.PUBLISHED,
        Session.starts_on >= today,
        Session.seats_taken < Session.seats,
        or_(Session.enrol_by.is_(None), Session.enrol_by >= today),
        or_(Session.enrol_from.is_(None), Session.enrol_from <= today),
    )


def open_opening(today: date) -> ColumnElement[bool]:
    """Join with its organisation. Deadline and expiry are local dates, end of day."""
    return and_(
        VERIFIED,
        Organisation.openings_paused_at.is_(None),
        Opening.status == OpeningStatus.PUBLISHED,
        or_(Opening.deadline.is_(None), Opening.deadline >= today),
        or_(Opening.expires_on.is_(None), Opening.expires_on >= today),
    )


def open_pledge(today: date) -> ColumnElement[bool]:
    """Join with its organisation."""
    return and_(VERIFIED, Pledge.status == PledgeStatus.PUBLISHED, Pledge.starts_on >= today)
