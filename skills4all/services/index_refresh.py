"""Promise that the indexes will follow a change of what is public.

The promise is a row of the outbox, written in the transaction of the change: it is kept within a
second or two of the commit, and never lost.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session as Database

from skills4all.models import Opening, Organisation, Pledge, Programme, Session
from skills4all.services import outbox

KIND = "index.refresh"
AT_ONCE = 1_000
"""Ids in one promise: an import brings many."""

Changed = Opening | Programme | Session | Organisation | Pledge


def promise(database: Database, *changed: Changed) -> None:
    """In the caller's transaction; does not commit. Pledges are in no index."""
    database.flush()
    found: dict[str, list[str]] = {}
    for row in changed:
        if not isinstance(row, Pledge):
            found.setdefault(f"{type(row).__name__.lower()}s", []).append(row.public_id)
    for noun, ids in found.items():
        promise_ids(database, noun, ids)


def promise_ids(database: Database, noun: str, public_ids: Sequence[str]) -> None:
    """The same by "openings", "programmes", "sessions" or "organisations" and their ids."""
    for first in range(0, len(public_ids), AT_ONCE):
        outbox.queue(database, KIND, {noun: list(public_ids[first : first + AT_ONCE])})
