"""Hand an opening in for review."""

from datetime import date

from sqlalchemy.orm import Session as Database

from skills4all.models import Account, Opening, OpeningStatus, utc_now
from skills4all.services import audit
from skills4all.services.organisations import rights
from skills4all.services.problems import Problems
from skills4all.services.review import SHORTEST_DESCRIPTION, refuse_unless_written
from skills4all.services.revision import changing, expect


def submit_opening(
    database: Database, actor: Account, public_id: str, revision: int, today: date
) -> Opening:
    """The opening, waiting for a moderator.

    Raises `NotFound`, `NotAllowed`, `Conflict`, and `Invalid` when something a learner needs to
    know is missing. Does not commit.
    """
    opening = rights.opening(database, actor, public_id)
    rights.refuse_suspended(opening.organisation)
    expect(opening, revision)
    refuse_unless_written(opening)
    _check_complete(opening, today)
    with changing(database, opening):
        opening.status = OpeningStatus.PENDING
        opening.submitted_at = utc_now()
    audit.record(database, actor, "submitted", opening)
    return opening


def _check_complete(opening: Opening, today: date) -> None:
    problems = Problems()
    if len(opening.description.strip()) < SHORTEST_DESCRIPTION:
        problems.note("description", "too_short", least=SHORTEST_DESCRIPTION)
    if not opening.skills:
        problems.note("skills", "no_skill_asked")
    if opening.contract is None:
        problems.note("contract", "required")
    problems.order("deadline", today, opening.deadline, "in_the_past")
    problems.finish()
