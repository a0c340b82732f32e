"""A private note of the employer on an application, without a step."""

from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import Account, Application, ApplicationEvent, ApplicationStatus
from skills4all.services import audit
from skills4all.services.applications import finding
from skills4all.services.applications.move import LONGEST
from skills4all.services.organisations import rights
from skills4all.services.problems import Problems


def add_note(database: Database, actor: Account, public_id: str, text: str) -> Application:
    """The learner never reads it. Raises `NotFound`, `NotAllowed`, `Invalid`, `Conflict`.

    Does not commit.
    """
    application = finding.received(database, actor, public_id)
    rights.refuse_suspended(application.opening.organisation)
    if application.status is ApplicationStatus.WITHDRAWN:
        raise Conflict("step_not_possible")
    problems = Problems()
    problems.text("note", text, required=True)
    if len(text) > LONGEST:
        problems.note("note", "too_long", most=LONGEST)
    problems.finish()
    database.add(
        ApplicationEvent(
            application_id=application.id,
            status=application.status,
            actor_id=actor.id,
            note=text.strip(),
        )
    )
    audit.record(database, actor, "noted", application)
    return application
