"""A member of the employer opens an application: the learner sees that it was read."""

from sqlalchemy import update
from sqlalchemy.orm import Session as Database

from skills4all.models import (
    Account,
    Application,
    ApplicationEvent,
    ApplicationStatus,
    OrganisationStatus,
)
from skills4all.services import audit
from skills4all.services.applications import finding


def view(database: Database, actor: Account, public_id: str) -> Application:
    """The application; the first reading is a step, told on the learner's page only.

    A suspended employer reads, and changes nothing. Raises `NotFound`. Does not commit.
    """
    application = finding.received(database, actor, public_id)
    suspended = application.opening.organisation.status is OrganisationStatus.SUSPENDED
    if application.status is ApplicationStatus.RECEIVED and not suspended:
        _first_reading(database, actor, application)
    return application


def _first_reading(database: Database, actor: Account, application: Application) -> None:
    unread = update(Application).where(
        Application.id == application.id, Application.status == ApplicationStatus.RECEIVED
    )
    first = unread.values(status=ApplicationStatus.VIEWED).returning(Application.id)
    if database.scalar(first) is not None:
        event = ApplicationEvent(
            application_id=application.id, status=ApplicationStatus.VIEWED, actor_id=actor.id
        )
        database.add(event)
        audit.record(database, actor, ApplicationStatus.VIEWED.value, application)
    database.flush()
    database.refresh(application)
