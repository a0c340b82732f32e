"""What someone was sending when their session had ended, kept a day for who holds the key.

The database knows only the hash of the key; the key is in a cookie of that browser. Nothing that
is held is ever sent by itself: it only fills the form again.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.models import HeldForm, utc_now

KEPT = timedelta(days=1)
MOST_CHARACTERS = 64_000
_ACTION = "held for"
_SECRETS = ("password", "token", "code")
"""Fields whose names hold one of these are never kept."""


@dataclass(frozen=True, slots=True)
class Held:
    """What was typed, and the path it was being sent to."""

    values: Mapping[str, list[str]]
    action: str


def hold(
    database: Database,
    path: str,
    values: Mapping[str, list[str]],
    now: datetime | None = None,
    *,
    action: str = "",
) -> str | None:
    """Keep the values for the page at `path`; returns the key. None when nothing is worth keeping,
    or it is too much. `action`: where they were sent, when that is another path. Does not commit.
    """
    kept = {name: told for name, told in values.items() if not _secret(name) and any(told)}
    if not kept or sum(len(text) for told in kept.values() for text in told) > MOST_CHARACTERS:
        return None
    key = secrets.token_urlsafe(32)
    kept[_ACTION] = [action or path]
    ends = (now or utc_now()) + KEPT
    database.add(HeldForm(key_hash=_hash(key), path=path, values=kept, expires_at=ends))
    return key


def held(database: Database, key: str, path: str, now: datetime | None = None) -> Held | None:
    """What was kept under `key` for the form at `path`."""
    found = database.scalar(
        select(HeldForm).where(
            HeldForm.key_hash == _hash(key),
            HeldForm.path == path,
            HeldForm.expires_at > (now or utc_now()),
        )
    )
    if found is None:
        return None
    values = dict(found.values)
    (action,) = values.pop(_ACTION, [found.path])
    return Held(values, action)


def forget(database: Database, key: str, action: str) -> bool:
    """Whether what was kept had been on its way to `action`; then it is gone. Does not commit."""
    found = database.scalar(select(HeldForm).where(HeldForm.key_hash == _hash(key)))
    if found is None or found.values.get(_ACTION, [found.path]) != [action]:
        return False
    database.delete(found)
    return True


def _secret(name: str) -> bool:
    return any(word in name.casefold() for word in _SECRETS)


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
