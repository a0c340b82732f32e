"""Take a programme out of the catalogue. Its page then says that it is over."""

from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import Account, Programme, ProgrammeStatus
from skills4all.services import audit, index_refresh
from skills4all.services.organisations import rights
from skills4all.services.revision import changing, expect


def archive_programme(
    database: Database, actor: Account, public_id: str, revision: int
) -> Programme:
    """Raises `NotFound`, `NotAllowed`, `Conflict`. Does not commit."""
    programme = rights.programme(database, actor, public_id)
    rights.refuse_suspended(programme.organisation)
    expect(programme, revision)
    if programme.status is ProgrammeStatus.ARCHIVED:
        raise Conflict("archived")
    with changing(database, programme):
        programme.status = ProgrammeStatus.ARCHIVED
    audit.record(database, actor, "archived", programme)
    index_refresh.promise(database, programme)
    return programme
