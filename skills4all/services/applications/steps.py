"""The stages of an application: which an employer may choose, which count as an answer."""

from datetime import date

from skills4all.models import Application, ApplicationStatus
from skills4all.queries.applications import UNDECIDED
from skills4all.services.openings.answering import LATE

PIPELINE = (
    *UNDECIDED,
    ApplicationStatus.HIRED,
    ApplicationStatus.REFUSED,
)
"""In the order of a good end; a refusal may come at any point."""
DECIDED = (ApplicationStatus.HIRED, ApplicationStatus.REFUSED)
CHOSEN_BY_EMPLOYER = PIPELINE[1:]
SILENT = (ApplicationStatus.RECEIVED, ApplicationStatus.VIEWED)
"""Nobody has answered yet: having read is no answer."""
ANSWER_WITHIN = LATE
"""After that the employer is asked for an answer."""


def possible(status: ApplicationStatus) -> tuple[ApplicationStatus, ...]:
    """Stages an employer may choose next, also backwards to correct; none once withdrawn."""
    if status is ApplicationStatus.WITHDRAWN:
        return ()
    return tuple(each for each in CHOSEN_BY_EMPLOYER if each is not status)


def is_answer(status: ApplicationStatus) -> bool:
    """Whether the learner knows more than that it was read."""
    return status in PIPELINE and status not in SILENT


def goes_back(before: ApplicationStatus, after: ApplicationStatus) -> bool:
    """Whether the step takes back what was said before."""
    return PIPELINE.index(after) < PIPELINE.index(before)


def answer_due(application: Application) -> date:
    """The day by which the employer should have answered."""
    return (application.applied_at + ANSWER_WITHIN).date()
