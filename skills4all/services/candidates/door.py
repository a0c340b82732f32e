"""Who may look at cards: members of a verified employer, asked at every read."""

from sqlalchemy.orm import Session as Database

from skills4all.errors import NotAllowed
from skills4all.models import Account, Organisation, OrganisationKind, OrganisationStatus
from skills4all.services.organisations import rights


def verified_employer(database: Database, actor: Account, public_id: str) -> Organisation:
    """The actor's employer. Raises `NotFound`, or `NotAllowed` before it is verified."""
    found = rights.organisation(database, actor, public_id, OrganisationKind.EMPLOYER)
    rights.refuse_suspended(found)
    if found.status is not OrganisationStatus.VERIFIED:
        raise NotAllowed("employer_not_verified")
    return found
