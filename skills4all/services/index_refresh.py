"""Promise that the indexes will follow a change of what is public.

The promise is a row of the outbox, written in the transaction of the change: it is kept within a
second or two of the commit, and never lost.
"""

from collections.abc import Iterable

from sqlalchemy.orm import Session as Database

from skills4all.models import Opening, Organisation, Pledge, Programme, Session
from skills4all.services import outbox

KIND = "index.refresh"

Changed = Opening | Programme | Session | Organisation | Pledge


def promise(database: Database, *changed: Changed) -> None:
    """In the caller's transaction; does not commit. Pledges are in no index."""
    database.flush()
    payload: dict[str, list[str]] = {}
    for noun, identifier in _named(changed):
        payload.setdefault(noun, []).append(identifier)
    if payload:
        outbox.queue(database, KIND, payload)


def _named(changed: Iterable[Changed]) -> Iterable[tuple[str, str]]:
    for row in changed:
        if not isinstance(row, Pledge):
            yield f"{type(row).__name__.lower()}s", row.public_id
