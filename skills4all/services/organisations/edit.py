"""Change what an organisation says of itself."""

from sqlalchemy.orm import Session as Database

from skills4all.models import Account, Organisation, OrganisationStatus
from skills4all.services import audit, index_refresh
from skills4all.services.organisations import rights
from skills4all.services.organisations.draft import OrganisationDraft
from skills4all.services.revision import changing, expect

IDENTITY = ("name", "registration_number")
"""What the moderator verified: another name or number is verified again."""


def edit(
    database: Database, actor: Account, public_id: str, revision: int, draft: OrganisationDraft
) -> Organisation:
    """Raises `NotFound`, `NotAllowed`, `Conflict`, `Invalid`. Does not commit."""
    organisation = rights.organisation(database, actor, public_id)
    rights.refuse_suspended(organisation)
    expect(organisation, revision)
    draft.check()
    before, was_public = _identity(organisation), organisation.is_public
    with changing(database, organisation):
        draft.write_to(organisation)
        renamed = _identity(organisation) != before
        if renamed or organisation.status is OrganisationStatus.REJECTED:
            organisation.status = OrganisationStatus.PENDING
    audit.record(database, actor, "edited", organisation)
    if was_public:
        index_refresh.promise(database, organisation)
    return organisation


def _identity(organisation: Organisation) -> tuple[str | None, ...]:
    return tuple(getattr(organisation, name) for name in IDENTITY)
