"""The employer takes an application a step further, back, or says no."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, update
from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import (
    Account,
    Application,
    ApplicationEvent,
    ApplicationStatus,
    utc_now,
)
from skills4all.services import audit
from skills4all.services.applications import finding, steps, tell
from skills4all.services.openings.answering import resume_if_answered
from skills4all.services.organisations import rights
from skills4all.services.problems import Problems
from skills4all.services.revision import CHANGED

LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Step:
    """From the stage the actor saw to the one they chose. The learner reads `reason`; `note`
    stays with the employer."""

    seen: ApplicationStatus
    to: ApplicationStatus
    reason: str = ""
    note: str = ""

    def check(self) -> None:
        """Raises `Invalid`: nobody is refused without a reason."""
        problems = Problems()
        refused = self.to is ApplicationStatus.REFUSED
        for name, words in (("reason", self.reason), ("note", self.note)):
            problems.text(name, words, required=refused and name == "reason")
            if len(words) > LONGEST:
                problems.note(name, "too_long", most=LONGEST)
        problems.finish()


def move(database: Database, actor: Account, public_id: str, step: Step) -> Application:
    """Take the step, if the application still stands where the actor saw it.

    Raises `NotFound`, `NotAllowed` (suspended), `Invalid`, `Conflict` (someone was faster, or no
    such step). Does not commit.
    """
    application = finding.received(database, actor, public_id)
    rights.refuse_suspended(application.opening.organisation)
    step.check()
    if step.to not in steps.possible(step.seen):
        raise Conflict("step_not_possible")
    standing = update(Application).where(
        Application.id == application.id,
        Application.status == step.seen,
        Application.learner_id.is_not(None),
    )
    changed = standing.values(_values(step, utc_now())).returning(Application.id)
    if database.scalar(changed) is None:
        raise Conflict(CHANGED)
    event = ApplicationEvent(
        application_id=application.id,
        status=step.to,
        actor_id=actor.id,
        reason=step.reason.strip() or None,
        note=step.note.strip() or None,
    )
    database.add(event)
    audit.record(database, actor, step.to.value, application, before=step.seen.value)
    database.refresh(application)
    tell.stepped(database, application, event, back=steps.goes_back(step.seen, step.to))
    resume_if_answered(database, application.opening.organisation_id, utc_now())
    return application


def _values(step: Step, now: datetime) -> dict[str, Any]:
    refused = step.to is ApplicationStatus.REFUSED
    values: dict[str, Any] = {
        "status": step.to,
        "reason": step.reason.strip() if refused else None,
        "decided_at": now if step.to in steps.DECIDED else None,
    }
    if steps.is_answer(step.to):
        # Only the first answer counts for how fast the employer answers.
        values["answered_at"] = func.coalesce(Application.answered_at, now)
    return values
