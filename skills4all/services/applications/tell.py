"""Letters about applications: to the learner at each step, to the employer when one arrives.

Each is promised in the transaction of what it tells, once.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session as Database

from skills4all.models import (
    Application,
    ApplicationEvent,
    ApplicationStatus,
    Organisation,
)
from skills4all.queries import applications, workspaces
from skills4all.services import letters
from skills4all.services.applications import steps

STEP, ARRIVED, CLOSED, FILLED = (
    "application_step",
    "application_arrived",
    "application_closed",
    "opening_filled",
)


def sent(database: Database, application: Application) -> None:
    """The learner keeps a trace; the owners hear of the first one each day, not of each."""
    _step(database, application, application.applied_at.isoformat())
    opening = application.opening
    day = application.applied_at.date().isoformat()
    _owners(database, opening.organisation, ARRIVED, application, f"{opening.public_id}:{day}")


def withdrawn(database: Database, application: Application) -> None:
    """The learner keeps a trace; for the employer the application is gone from the list."""
    moment = application.decided_at or application.updated_at
    _step(database, application, moment.isoformat())


def stepped(
    database: Database, application: Application, event: ApplicationEvent, *, back: bool
) -> None:
    """The learner reads what the employer decided. Once every position has someone, its owners
    are asked to close the opening.
    """
    database.flush()
    _step(database, application, str(event.id), reason=event.reason, back=back)
    opening = application.opening
    taken = applications.hired(database, opening.id)
    if event.status is ApplicationStatus.HIRED and taken >= opening.positions:
        _owners(
            database,
            opening.organisation,
            FILLED,
            application,
            f"{opening.public_id}:{opening.revision}",
        )


def _step(database: Database, application: Application, occasion: str, **more: Any) -> None:
    status = application.status.value
    _learner(database, application, STEP, f"{status}:{occasion}", status=status, **more)


def closed(database: Database, application: Application, occasion: str) -> bool:
    """Whether the learner was told now that the opening is over and the application is not."""
    return _learner(database, application, CLOSED, occasion)


def _learner(
    database: Database, application: Application, template: str, occasion: str, **facts: Any
) -> bool:
    learner = application.learner
    if learner is None or learner.account is None:
        return False
    promised = letters.promise(
        database,
        learner.account,
        template,
        {
            "id": application.public_id,
            "title": application.opening.title,
            "employer": application.opening.organisation.name,
            "days": steps.ANSWER_WITHIN.days,
            **facts,
        },
        dedupe_key=f"{template}:{application.public_id}:{occasion}",
        learner_id=learner.id,
    )
    return promised is not None


def _owners(
    database: Database,
    organisation: Organisation,
    template: str,
    application: Application,
    occasion: str,
) -> None:
    opening = application.opening
    for account in workspaces.people_to_tell(database, organisation.id):
        letters.promise(
            database,
            account,
            template,
            {"id": opening.public_id, "title": opening.title, "days": steps.ANSWER_WITHIN.days},
            dedupe_key=f"{template}:{occasion}:{account.id}",
        )
