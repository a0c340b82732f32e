"""An employer promises jobs to people who are not trained yet. A moderator reviews it first."""

from datetime import date

from sqlalchemy.orm import Session as Database

from skills4all.models import Account, OrganisationKind, Pledge, PledgeStatus
from skills4all.services import audit
from skills4all.services.openings.pledge_draft import PledgeDraft
from skills4all.services.organisations import rights


def create_pledge(
    database: Database, actor: Account, organisation_id: str, draft: PledgeDraft, today: date
) -> Pledge:
    """The new pledge, a draft. `organisation_id` is public.

    Raises `NotFound`, `NotAllowed`, `Invalid`. Does not commit.
    """
    organisation = rights.organisation(database, actor, organisation_id, OrganisationKind.EMPLOYER)
    rights.refuse_suspended(organisation)
    session = draft.check(database, today)
    pledge = Pledge(
        organisation_id=organisation.id, status=PledgeStatus.DRAFT, is_demo=organisation.is_demo
    )
    draft.write_to(pledge, session)
    database.add(pledge)
    audit.record(database, actor, "created", pledge)
    return pledge
