"""Letters about contact requests. They name the employer to the learner, never the reverse."""

from __future__ import annotations

from sqlalchemy.orm import Session as Database

from skills4all.models import ContactRequest
from skills4all.queries import workspaces
from skills4all.services import letters
from skills4all.services.contacts.states import until

ASKED = "contact_asked"
ANSWERED = "contact_answered"
ACCEPTED, DECLINED, UNAVAILABLE = "accepted", "declined", "unavailable"


def learner_asked(database: Database, request: ContactRequest) -> None:
    """Who asks, for what and until when. Somebody without an account reads it on their page."""
    account = request.learner.account
    if account is None:
        return
    facts = {
        "organisation": request.organisation.name,
        "title": request.opening.title if request.opening else "",
        "until": until(request).isoformat(),
    }
    key = f"{ASKED}:{request.public_id}:{request.asked_at.isoformat()}"
    letters.promise(database, account, ASKED, facts, dedupe_key=key, learner_id=request.learner_id)


def employer_answered(database: Database, request: ContactRequest, outcome: str) -> None:
    """To the owners. Tells no name: the page does, for as long as it may."""
    facts = {
        "outcome": outcome,
        "title": request.opening.title if request.opening else "",
        "id": request.public_id,
    }
    asked = request.asked_at.isoformat()
    for account in workspaces.people_to_tell(database, request.organisation_id):
        key = f"{ANSWERED}:{outcome}:{request.public_id}:{asked}:{account.id}"
        letters.promise(
            database, account, ANSWERED, facts, dedupe_key=key, learner_id=request.learner_id
        )
