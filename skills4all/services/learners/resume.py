"""The resume code: how someone without an account comes back to their profile.

Sixteen characters that are not mistaken for one another, about 80 random bits: shown once, kept
as a keyed hash. Whoever has the code has the profile, for 30 days after its last use.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.errors import NotFound
from skills4all.models import Learner, utc_now

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
KEPT = timedelta(days=30)
_MISTAKEN = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})


def new_code() -> str:
    """A code in groups of four: `7K2M-…`."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(letters[at : at + 4] for at in range(0, LENGTH, 4))


def hashed(code: str, secret: str) -> str:
    """What is kept of a code, however it is typed."""
    plain = code.strip().upper().translate(_MISTAKEN)
    return hmac.new(secret.encode(), b"resume:" + plain.encode(), hashlib.sha256).hexdigest()


def expiry(now: datetime | None = None) -> datetime:
    return (now or utc_now()) + KEPT


def open_profile(
    database: Database, code: str, *, secret: str, now: datetime | None = None
) -> Learner:
    """The profile behind a code, for 30 more days. Raises `NotFound` for a wrong or old one."""
    learner = database.scalar(
        select(Learner).where(
            Learner.resume_code_hash == hashed(code[:64], secret),
            Learner.account_id.is_(None),
            Learner.expires_at > (now or utc_now()),
        )
    )
    if learner is None:
        raise NotFound(kind="resume_code")
    learner.expires_at = expiry(now)
    database.flush()
    return learner
