"""A centre writes down a new programme; nobody else sees it yet."""

from sqlalchemy.orm import Session as Database

from skills4all.models import Account, OrganisationKind, Programme, ProgrammeStatus
from skills4all.services import audit
from skills4all.services.organisations import rights
from skills4all.services.programmes.draft import ProgrammeDraft


def create_programme(
    database: Database, actor: Account, organisation_id: str, draft: ProgrammeDraft
) -> Programme:
    """The new programme, a draft. `organisation_id` is public.

    Raises `NotFound`, `NotAllowed`, `Invalid`. Does not commit.
    """
    organisation = rights.organisation(database, actor, organisation_id, OrganisationKind.CENTRE)
    rights.refuse_suspended(organisation)
    draft.check()
    programme = Programme(
        organisation_id=organisation.id,
        status=ProgrammeStatus.DRAFT,
        is_demo=organisation.is_demo,
    )
    draft.write_to(programme)
    database.add(programme)
    audit.record(database, actor, "created", programme)
    return programme
