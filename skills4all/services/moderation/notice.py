"""Tell the owners what was decided: one promise each, worded later in their own language."""

from sqlalchemy.orm import Session as Database

from skills4all.models import Organisation, Pledge
from skills4all.queries import workspaces
from skills4all.queries.moderation import Waiting
from skills4all.services import audit, letters

TEMPLATE = "decision"
PAGES = {
    "organisation": "organisations.show",
    "programme": "centre.programme",
    "opening": "employer.opening",
    "pledge": "employer_pledges.pledge",
}
"""Where its people see each kind."""


def promise(database: Database, found: Waiting, *, approved: bool) -> None:
    """In the transaction of the decision; does not commit.

    The decision is part of the payload: what is decided later must not change this message.
    """
    kind = audit.kind_of(found)
    organisation = found if isinstance(found, Organisation) else found.organisation
    for account in workspaces.people_to_tell(database, organisation.id):
        letters.promise(
            database,
            account,
            TEMPLATE,
            {
                "kind": kind,
                "id": found.public_id,
                "page": PAGES[kind],
                "title": title(found),
                "occupation": found.occupation_id if isinstance(found, Pledge) else None,
                "approved": approved,
                "reason": found.decision_reason,
            },
            dedupe_key=f"{TEMPLATE}:{kind}:{found.public_id}:{found.revision}:{account.id}",
        )


def title(found: Waiting) -> str:
    """What its people call it; a pledge has no title but its occupation."""
    if isinstance(found, Organisation):
        return found.name
    return "" if isinstance(found, Pledge) else found.title
