"""What someone was sending when their session had ended, kept a day for who holds the key.

The database knows only the hash of the key; the key is in a cookie of that browser. Nothing that
is held is ever sent by itself: it only fills the form again.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session as Database

from skills4all.models import HeldForm, utc_now

KEPT = timedelta(days=1)
MOST_CHARACTERS = 64_000
_SECRETS = ("password", "token", "code")
"""Fields whose names hold one of these are never kept."""


def hold(
    database: Database,
    path: str,
    values: Mapping[str, list[str]],
    now: datetime | None = None,
) -> str | None:
    """Keep the values; returns the key. None when nothing is worth keeping, or it is too much.

    Does not commit.
    """
    kept = {name: told for name, told in values.items() if not _secret(name) and any(told)}
    if not kept or sum(len(text) for told in kept.values() for text in told) > MOST_CHARACTERS:
        return None
    key = secrets.token_urlsafe(32)
    ends = (now or utc_now()) + KEPT
    database.add(HeldForm(key_hash=_hash(key), path=path, values=kept, expires_at=ends))
    return key


def held(
    database: Database, key: str, path: str, now: datetime | None = None
) -> dict[str, list[str]] | None:
    """What was kept under `key` for the form at `path`."""
    found = database.scalar(
        select(HeldForm).where(
            HeldForm.key_hash == _hash(key),
            HeldForm.path == path,
            HeldForm.expires_at > (now or utc_now()),
        )
    )
    return None if found is None else dict(found.values)


def forget(database: Database, key: str) -> None:
    """Used, or no longer wanted. Does not commit."""
    database.execute(delete(HeldForm).where(HeldForm.key_hash == _hash(key)))


def _secret(name: str) -> bool:
    return any(word in name.casefold() for word in _SECRETS)


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
