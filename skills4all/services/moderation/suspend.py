"""Take what is public away: an organisation with all its pages, or one thing it published."""

from __future__ import annotations

from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import Account, Organisation, OrganisationStatus, utc_now
from skills4all.queries import workspaces
from skills4all.queries.moderation import Waiting
from skills4all.services import audit, index_refresh, letters
from skills4all.services.moderation import notice, waiting
from skills4all.services.moderation.approve import refuse_own
from skills4all.services.moderation.reject import needed, refuse
from skills4all.services.revision import changing, expect


def suspend(
    database: Database, actor: Account, public_id: str, revision: int, reason: str
) -> Organisation:
    """Its pages go at once, its people read why and can change nothing.

    Raises `NotFound`, `Conflict`, `NotAllowed`, `Invalid`. Does not commit.
    """
    found = _organisation(database, actor, public_id, revision)
    if found.status is not OrganisationStatus.VERIFIED:
        raise Conflict("not_verified", status=found.status.value)
    _decide(database, actor, found, OrganisationStatus.SUSPENDED, needed(reason), "suspended")
    return found


def lift(database: Database, actor: Account, public_id: str, revision: int) -> Organisation:
    """Everything is as it was before. Raises as `suspend`. Does not commit."""
    found = _organisation(database, actor, public_id, revision)
    if found.status is not OrganisationStatus.SUSPENDED:
        raise Conflict("not_suspended", status=found.status.value)
    _decide(database, actor, found, OrganisationStatus.VERIFIED, None, "lifted")
    return found


def take_down(
    database: Database, actor: Account, kind: str, public_id: str, revision: int, reason: str
) -> Waiting:
    """One published programme, opening or pledge leaves the public pages; it can be corrected and
    handed in again. Raises as `suspend`. Does not commit.
    """
    found = waiting.find(database, actor, kind, public_id)
    expect(found, revision)
    refuse_own(database, actor, found)
    if isinstance(found, Organisation) or found.status.value != "published":
        raise Conflict("not_published", status=found.status.value)
    reason = needed(reason)
    with changing(database, found):
        refuse(found)
        found.decided_at, found.decided_by_id = utc_now(), actor.id
        found.decision_reason = reason
    audit.record(database, actor, "taken_down", found, reason=reason)
    notice.promise(database, found, approved=False)
    index_refresh.promise(database, found)
    return found


def _organisation(
    database: Database, actor: Account, public_id: str, revision: int
) -> Organisation:
    found = waiting.find(database, actor, "organisation", public_id)
    assert isinstance(found, Organisation)
    expect(found, revision)
    refuse_own(database, actor, found)
    return found


def _decide(
    database: Database,
    actor: Account,
    found: Organisation,
    status: OrganisationStatus,
    reason: str | None,
    action: str,
) -> None:
    with changing(database, found):
        found.status, found.decision_reason = status, reason
        found.decided_at, found.decided_by_id = utc_now(), actor.id
    audit.record(database, actor, action, found, reason=reason)
    for account in workspaces.members(database, found.id):
        letters.promise(
            database,
            account,
            action,
            {"organisation": found.name, "id": found.public_id, "reason": reason},
            dedupe_key=f"{action}:{found.public_id}:{found.revision}:{account.id}",
        )
    index_refresh.promise(database, found)
