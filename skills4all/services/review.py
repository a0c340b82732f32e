"""What programmes, openings and pledges share on their way to being published.

draft → pending → published or rejected; a rejected one is corrected and handed in again.
"""

from skills4all.errors import Conflict
from skills4all.models import Opening, Pledge, Programme

Reviewed = Programme | Opening | Pledge

SHORTEST_DESCRIPTION = 80
"""Characters: about one sentence. Less tells a reader nothing."""


def refuse_unless_written(noun: Reviewed) -> None:
    """Only a draft or a rejected text can be handed in."""
    if noun.status.value not in ("draft", "rejected"):
        raise Conflict("not_a_draft", status=noun.status.value)


def refuse_unless_waiting(noun: Reviewed) -> None:
    """Only what waits can be decided."""
    if noun.status.value != "pending":
        raise Conflict("already_decided", status=noun.status.value)
