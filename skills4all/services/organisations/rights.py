"""Who may act for an organisation: its members, as the database says at this request.

What is not the actor's answers `NotFound`, exactly like what does not exist.
"""

from sqlalchemy.orm import Session as Database

from skills4all.errors import NotAllowed, NotFound
from skills4all.models import (
    Account,
    Enrolment,
    Opening,
    Organisation,
    OrganisationKind,
    OrganisationStatus,
    Pledge,
    Programme,
    Session,
)
from skills4all.queries import enrolments, workspaces


def organisation(
    database: Database, actor: Account, public_id: str, kind: OrganisationKind | None = None
) -> Organisation:
    """The actor's organisation with that id (and of that kind)."""
    found = workspaces.organisation(database, actor.id, public_id)
    if found is None or (kind is not None and found.kind is not kind):
        raise NotFound(kind="organisation")
    return found


def owned(database: Database, actor: Account, public_id: str) -> Organisation:
    """The same, for an owner. Raises `NotAllowed` for an editor."""
    found = organisation(database, actor, public_id)
    if not workspaces.is_owner(database, actor.id, found.id):
        raise NotAllowed("owners_only")
    return found


def programme(database: Database, actor: Account, public_id: str) -> Programme:
    """A programme of an organisation of the actor."""
    found = workspaces.programme(database, actor.id, public_id)
    if found is None:
        raise NotFound(kind="programme")
    return found


def session(database: Database, actor: Account, public_id: str) -> Session:
    """A session of an organisation of the actor."""
    found = workspaces.session(database, actor.id, public_id)
    if found is None:
        raise NotFound(kind="session")
    return found


def opening(database: Database, actor: Account, public_id: str) -> Opening:
    """An opening of an organisation of the actor."""
    found = workspaces.opening(database, actor.id, public_id)
    if found is None:
        raise NotFound(kind="opening")
    return found


def pledge(database: Database, actor: Account, public_id: str) -> Pledge:
    """A pledge of an organisation of the actor."""
    found = workspaces.pledge(database, actor.id, public_id)
    if found is None:
        raise NotFound(kind="pledge")
    return found


def enrolment(database: Database, actor: Account, public_id: str) -> Enrolment:
    """An enrolment in a session of an organisation of the actor."""
    found = enrolments.of_centre(database, actor.id, public_id)
    if found is None:
        raise NotFound(kind="enrolment")
    return found


def refuse_suspended(found: Organisation) -> None:
    """A suspended organisation reads what it has and changes nothing."""
    if found.status is OrganisationStatus.SUSPENDED:
        raise NotAllowed("organisation_suspended")
