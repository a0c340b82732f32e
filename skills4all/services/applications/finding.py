"""The application someone acts on; what is not theirs answers exactly like what does not exist."""

from sqlalchemy.orm import Session as Database

from skills4all.errors import NotFound
from skills4all.models import Account, Application
from skills4all.queries import applications


def received(database: Database, actor: Account, public_id: str) -> Application:
    """One received by an organisation the actor is a member of. Raises `NotFound`."""
    found = applications.of_employer(database, actor.id, public_id)
    if found is None:
        raise NotFound(kind="application")
    return found


def sent(database: Database, actor: Account, public_id: str) -> Application:
    """One the actor sent. Raises `NotFound`."""
    found = applications.of_learner(database, actor.id, public_id)
    if found is None:
        raise NotFound(kind="application")
    return found
