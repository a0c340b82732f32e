"""The one thing a moderator decides on, and the right to do so."""

from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict, NotFound
from skills4all.models import Account, Organisation, OrganisationStatus
from skills4all.queries import moderation
from skills4all.queries.moderation import Waiting
from skills4all.services.accounts import role_names
from skills4all.services.review import refuse_unless_waiting
from skills4all.services.revision import expect


def find(database: Database, actor: Account, kind: str, public_id: str) -> Waiting:
    """Raises `NotFound`, also for whoever is no moderator."""
    found = moderation.find(database, kind, public_id) if is_moderator(actor) else None
    if found is None:
        raise NotFound(kind=kind)
    return found


def to_decide(
    database: Database, actor: Account, kind: str, public_id: str, revision: int
) -> Waiting:
    """The same, if it still waits and still is what the moderator read. Raises `Conflict`."""
    found = find(database, actor, kind, public_id)
    expect(found, revision)
    if isinstance(found, Organisation):
        if found.status is not OrganisationStatus.PENDING:
            raise Conflict("already_decided", status=found.status.value)
    else:
        refuse_unless_waiting(found)
    return found


def is_moderator(actor: Account) -> bool:
    return bool({"moderator", "operator"} & role_names(actor))
