"""Change a programme. A published one of which something that matters changed is reviewed again."""

from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import Account, Programme, ProgrammeStatus, utc_now
from skills4all.services import audit, index_refresh
from skills4all.services.organisations import rights
from skills4all.services.programmes.draft import ProgrammeDraft, what_matters
from skills4all.services.revision import changing, expect


def edit_programme(
    database: Database, actor: Account, public_id: str, revision: int, draft: ProgrammeDraft
) -> Programme:
    """`revision` is the one the actor saw.

    Raises `NotFound`, `NotAllowed`, `Conflict`, `Invalid`. Does not commit.
    """
    programme = rights.programme(database, actor, public_id)
    rights.refuse_suspended(programme.organisation)
    expect(programme, revision)
    if programme.status is ProgrammeStatus.ARCHIVED:
        raise Conflict("archived")
    draft.check()
    before, was_public = what_matters(programme), programme.status is ProgrammeStatus.PUBLISHED
    with changing(database, programme):
        draft.write_to(programme)
        if was_public and what_matters(programme) != before:
            programme.status = ProgrammeStatus.PENDING
            programme.submitted_at = utc_now()
    audit.record(database, actor, "edited", programme, status=programme.status.value)
    if was_public:
        index_refresh.promise(database, programme)
    return programme
