"""Hand a programme in for review."""

from sqlalchemy.orm import Session as Database

from skills4all.models import Account, Programme, ProgrammeRelation, ProgrammeStatus, utc_now
from skills4all.services import audit
from skills4all.services.organisations import rights
from skills4all.services.problems import Problems
from skills4all.services.review import SHORTEST_DESCRIPTION, refuse_unless_written
from skills4all.services.revision import changing, expect


def submit_programme(
    database: Database, actor: Account, public_id: str, revision: int
) -> Programme:
    """The programme, waiting for a moderator.

    Raises `NotFound`, `NotAllowed`, `Conflict`, and `Invalid` when something a learner needs to
    know is missing. Does not commit.
    """
    programme = rights.programme(database, actor, public_id)
    rights.refuse_suspended(programme.organisation)
    expect(programme, revision)
    refuse_unless_written(programme)
    _check_complete(programme)
    with changing(database, programme):
        programme.status = ProgrammeStatus.PENDING
        programme.submitted_at = utc_now()
    audit.record(database, actor, "submitted", programme)
    return programme


def _check_complete(programme: Programme) -> None:
    problems = Problems()
    if len(programme.description.strip()) < SHORTEST_DESCRIPTION:
        problems.note("description", "too_short", least=SHORTEST_DESCRIPTION)
    if not any(row.relation is ProgrammeRelation.TAUGHT for row in programme.skills):
        problems.note("skills", "no_skill_taught")
    problems.finish()
