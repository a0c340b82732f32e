"""Two people edit the same thing: the second is told, and nothing is overwritten unseen.

Each row carries a `revision` that grows with every edit. Whoever saves says which one they saw.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session as Database
from sqlalchemy.orm.exc import StaleDataError

from skills4all.errors import Conflict
from skills4all.models import Opening, Organisation, Pledge, Programme, Session, utc_now

CHANGED = "changed_meanwhile"

Revised = Organisation | Programme | Session | Opening | Pledge


def expect(noun: Revised, seen: int) -> None:
    """Raises `Conflict` when `noun` is no longer as the actor saw it."""
    if noun.revision != seen:
        raise Conflict(CHANGED, revision=noun.revision)


@contextmanager
def changing(database: Database, noun: Revised) -> Iterator[None]:
    """Write what the block changes, as one new revision of `noun`, even if only rows below it
    changed. Raises `Conflict` when someone else's edit came first.
    """
    yield
    noun.updated_at = utc_now()
    try:
        database.flush()
    except StaleDataError:
        database.rollback()
        raise Conflict(CHANGED) from None
