"""Limits on attempts, counted in the database: they hold over all workers and machines.

One atomic statement counts and reads. Fixed windows: at most twice the limit can pass around the
turn of a window, which every limit below accepts. What is counted is a keyed hash, so neither an
e-mail nor a network address can be read from the table, nor found by trying them all.

Counting is its own transaction: an attempt counts also when what follows is rolled back. Count
before the caller writes; on SQLite a caller that already writes would wait for itself.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, delete
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from skills4all.errors import TooManyAttempts
from skills4all.models import RateCounter, utc_now

KEPT_AFTER_WINDOW = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` attempts in each window of `seconds`."""

    name: str
    times: int
    seconds: int


SIGN_IN_ACCOUNT = Limit("sign-in-account", 10, 15 * 60)
SIGN_IN_ADDRESS = Limit("sign-in-address", 60, 15 * 60)
SIGN_UP_ADDRESS = Limit("sign-up-address", 20, 60 * 60)
E_MAIL_RECIPIENT = Limit("e-mail-recipient", 5, 60 * 60)
INVITATION_ACCOUNT = Limit("invitation-account", 30, 24 * 60 * 60)
REPORT_ADDRESS = Limit("report-address", 10, 60 * 60)
MESSAGE_ACCOUNT = Limit("message-account", 60, 60 * 60)
RESUME_CODE_ADDRESS = Limit("resume-code-address", 20, 15 * 60)
UPLOAD_ADDRESS = Limit("upload-address", 20, 60 * 60)
READ_ADDRESS = Limit("read-address", 60, 10 * 60)
CERTIFICATE_ADDRESS = Limit("certificate-address", 60, 15 * 60)
API_ADDRESS = Limit("api-address", 120, 60)
CONTACT_EMPLOYER = Limit("contact-employer", 30, 24 * 60 * 60)
PREVIEW_ADDRESS = Limit("preview-address", 300, 10 * 60)
MESSAGE_WRITER = Limit("message-writer", 60, 60 * 60)
DOCUMENT_ADDRESS = Limit("document-address", 30, 10 * 60)
SUGGESTION_ADDRESS = Limit("suggestion-address", 600, 60)


@dataclass(frozen=True, slots=True)
class Count:
    """The state of a limit after this attempt. `resets_in` in seconds."""

    limit: Limit
    attempts: int
    resets_in: int

    @property
    def allowed(self) -> bool:
        return self.attempts <= self.limit.times

    @property
    def remaining(self) -> int:
        return max(0, self.limit.times - self.attempts)


def count_attempt(
    engine: Engine, limit: Limit, subject: str, *, secret: str, now: datetime | None = None
) -> Count:
    """Count one attempt by `subject` (an e-mail, a network address, an account id)."""
    now = now or utc_now()
    start = _window_start(limit, now)
    statement = _count_one(engine, _key(limit, subject, secret), start)
    with engine.begin() as connection:
        attempts = connection.execute(statement).scalar_one()
    ends = start + timedelta(seconds=limit.seconds)
    return Count(limit, attempts, max(1, int((ends - now).total_seconds())))


def refuse_too_many(
    engine: Engine, limit: Limit, subject: str, *, secret: str, now: datetime | None = None
) -> None:
    """Count one attempt; raises `TooManyAttempts` when it is over the limit."""
    count = count_attempt(engine, limit, subject, secret=secret, now=now)
    if not count.allowed:
        raise TooManyAttempts(count.resets_in, limit=limit.name)


def forget_old(engine: Engine, now: datetime | None = None) -> int:
    """Delete counters a day after their time. Returns how many."""
    before = (now or utc_now()) - KEPT_AFTER_WINDOW
    with engine.begin() as connection:
        return connection.execute(
            delete(RateCounter).where(RateCounter.window_start < before)
        ).rowcount


def _count_one(engine: Engine, key: str, start: datetime) -> Any:
    insert = postgresql_insert if engine.dialect.name == "postgresql" else sqlite_insert
    return (
        insert(RateCounter)
        .values(key=key, window_start=start, count=1)
        .on_conflict_do_update(
            index_elements=["key", "window_start"], set_={"count": RateCounter.count + 1}
        )
        .returning(RateCounter.count)
    )


def _window_start(limit: Limit, now: datetime) -> datetime:
    return datetime.fromtimestamp(now.timestamp() // limit.seconds * limit.seconds, UTC)


def _key(limit: Limit, subject: str, secret: str) -> str:
    message = f"{limit.name}\0{subject.strip().casefold()}".encode()
    return f"{limit.name}:{hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()[:32]}"
