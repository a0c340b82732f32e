"""Hand a pledge in for review, or take a promise back."""

from datetime import date

from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import Account, Pledge, PledgeStatus
from skills4all.services import audit
from skills4all.services.openings.edit_pledge import OVER
from skills4all.services.organisations import rights
from skills4all.services.problems import Problems
from skills4all.services.review import refuse_unless_written
from skills4all.services.revision import changing, expect


def submit_pledge(
    database: Database, actor: Account, public_id: str, revision: int, today: date
) -> Pledge:
    """The pledge, waiting for a moderator.

    Raises `NotFound`, `NotAllowed`, `Conflict`, and `Invalid` when something a learner needs to
    know is missing. Does not commit.
    """
    pledge = _changeable(database, actor, public_id, revision)
    refuse_unless_written(pledge)
    problems = Problems()
    if not pledge.skills:
        problems.note("skills", "no_skill_asked")
    problems.order("starts_on", today, pledge.starts_on, "in_the_past")
    problems.finish()
    with changing(database, pledge):
        pledge.status = PledgeStatus.PENDING
    audit.record(database, actor, "submitted", pledge)
    return pledge


def withdraw_pledge(database: Database, actor: Account, public_id: str, revision: int) -> Pledge:
    """No longer promised. Raises `NotFound`, `NotAllowed`, `Conflict`. Does not commit."""
    pledge = _changeable(database, actor, public_id, revision)
    if pledge.status in OVER:
        raise Conflict("pledge_over", status=pledge.status.value)
    with changing(database, pledge):
        pledge.status = PledgeStatus.WITHDRAWN
    audit.record(database, actor, "withdrawn", pledge)
    return pledge


def _changeable(database: Database, actor: Account, public_id: str, revision: int) -> Pledge:
    pledge = rights.pledge(database, actor, public_id)
    rights.refuse_suspended(pledge.organisation)
    expect(pledge, revision)
    return pledge
