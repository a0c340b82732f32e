"""The learner takes an application back: the employer reads nothing of it any more."""

from sqlalchemy import update
from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import (
    Account,
    Application,
    ApplicationEvent,
    ApplicationStatus,
    utc_now,
)
from skills4all.queries.applications import UNDECIDED
from skills4all.services import audit
from skills4all.services.applications import finding, tell
from skills4all.services.openings.answering import resume_if_answered


def withdraw(database: Database, actor: Account, public_id: str) -> Application:
    """Possible until the employer has decided. The profile, the message and what was written
    about them go at once; the row stays, so that it can be sent again.

    Raises `NotFound`, `Conflict`. Does not commit.
    """
    application = finding.sent(database, actor, public_id)
    taken_back = update(Application).where(
        Application.id == application.id, Application.status.in_(UNDECIDED)
    )
    values = {
        "status": ApplicationStatus.WITHDRAWN,
        "profile": None,
        "message": None,
        "decided_at": utc_now(),
    }
    if database.scalar(taken_back.values(values).returning(Application.id)) is None:
        raise Conflict("application_decided")
    words = update(ApplicationEvent).where(ApplicationEvent.application_id == application.id)
    database.execute(words.values(note=None))
    database.add(
        ApplicationEvent(
            application_id=application.id, status=ApplicationStatus.WITHDRAWN, actor_id=actor.id
        )
    )
    audit.record(database, actor, ApplicationStatus.WITHDRAWN.value, application)
    database.refresh(application)
    tell.withdrawn(database, application)
    # What is taken back waits for no answer: it may have been the last that was late.
    resume_if_answered(database, application.opening.organisation_id, utc_now())
    return application
