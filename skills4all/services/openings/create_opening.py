"""An employer writes down a new opening; nobody else sees it yet."""

from datetime import date

from sqlalchemy.orm import Session as Database

from skills4all.models import Account, Opening, OpeningStatus, OrganisationKind
from skills4all.services import audit
from skills4all.services.openings.draft import OpeningDraft
from skills4all.services.organisations import rights


def create_opening(
    database: Database, actor: Account, organisation_id: str, draft: OpeningDraft, today: date
) -> Opening:
    """The new opening, a draft. `organisation_id` is public.

    Raises `NotFound`, `NotAllowed`, `Invalid`. Does not commit.
    """
    organisation = rights.organisation(database, actor, organisation_id, OrganisationKind.EMPLOYER)
    rights.refuse_suspended(organisation)
    draft.check(today)
    opening = Opening(
        organisation_id=organisation.id, status=OpeningStatus.DRAFT, is_demo=organisation.is_demo
    )
    draft.write_to(opening)
    database.add(opening)
    audit.record(database, actor, "created", opening)
    return opening
