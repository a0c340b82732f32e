"""The learner's own enrolments; those of others do not exist."""

from sqlalchemy.orm import Session as Database

from skills4all.errors import NotFound
from skills4all.models import Enrolment, Learner
from skills4all.queries import enrolments


def enrolment(database: Database, learner: Learner, public_id: str) -> Enrolment:
    """Raises `NotFound`."""
    found = enrolments.of_learner(database, learner.id, public_id)
    if found is None:
        raise NotFound(kind="enrolment")
    return found
