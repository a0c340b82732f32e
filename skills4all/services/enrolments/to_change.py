"""An enrolment that a member of its centre is about to change."""

from sqlalchemy.orm import Session as Database

from skills4all.models import Account, Enrolment
from skills4all.services.enrolments import seats
from skills4all.services.organisations import rights


def enrolment(database: Database, actor: Account, public_id: str) -> Enrolment:
    """As it is now, its session locked. Raises `NotFound`, `NotAllowed` for a suspended centre."""
    found = rights.enrolment(database, actor, public_id)
    rights.refuse_suspended(found.session.programme.organisation)
    return seats.locked(database, found)
