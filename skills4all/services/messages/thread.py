"""Read a thread, and write into it.

The other side gets a letter that says only that there is a message: what was written stays here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import Account, Enrolment, Message
from skills4all.queries import messages as rows
from skills4all.queries import workspaces
from skills4all.services import letters, limits
from skills4all.services.messages.matter import Matter
from skills4all.services.organisations import rights
from skills4all.services.problems import Problems

LONGEST = 4_000
PAGE_SIZE = 50
TEMPLATE = "message"


@dataclass(frozen=True, slots=True)
class Thread:
    """Page 1 of `pages` holds the newest messages; on each the oldest comes first."""

    matter: Matter
    messages: Sequence[Message]
    number: int
    pages: int
    closed: bool


def read(database: Database, matter: Matter, *, page: int = 1, now: datetime) -> Thread:
    """A page of the thread. What the other side wrote counts as opened. Does not commit."""
    total = rows.count(database, matter.row)
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(1, page), pages)
    found = rows.newest(database, matter.row, limit=PAGE_SIZE, skip=(number - 1) * PAGE_SIZE)
    _opened(database, matter, found, now)
    return Thread(matter, found, number, pages, matter.is_closed(now))


def send(
    database: Database,
    matter: Matter,
    text: str,
    *,
    author: Account | None,
    secret: str,
    now: datetime,
) -> Message:
    """Write to the other side. Raises `Invalid`, `NotAllowed` for a suspended organisation,
    `Conflict` once the matter is closed, `TooManyAttempts`. Does not commit.
    """
    problems = Problems()
    problems.text("text", text, required=True)
    if len(text) > LONGEST:
        problems.note("text", "too_long", most=LONGEST)
    problems.finish()
    _refuse_closed(matter, now)
    engine = database.get_bind().engine
    subject = f"{matter.as_learner}:{author.public_id if author else matter.row.public_id}"
    limits.refuse_too_many(engine, limits.MESSAGE_WRITER, subject, secret=secret, now=now)
    message = Message(
        learner_id=matter.row.learner_id,
        author_id=author.id if author else None,
        from_learner=matter.as_learner,
        text=text.strip(),
        sent_at=now,
        **_link(matter),
    )
    database.add(message)
    database.flush()
    _tell(database, matter, now)
    return message


def _refuse_closed(matter: Matter, now: datetime) -> None:
    if not matter.as_learner:
        rights.refuse_suspended(matter.organisation)
    if matter.is_closed(now):
        raise Conflict("thread_closed")


def _link(matter: Matter) -> dict[str, Any]:
    if isinstance(matter.row, Enrolment):
        return {"enrolment_id": matter.row.id}
    return {"application_id": matter.row.id}


def _opened(database: Database, matter: Matter, found: Sequence[Message], now: datetime) -> None:
    """Only what is shown, and only once: the first time is kept."""
    theirs = [
        each.id
        for each in found
        if each.from_learner is not matter.as_learner and each.read_at is None
    ]
    if theirs:
        database.execute(
            update(Message)
            .where(Message.id.in_(theirs), Message.read_at.is_(None))
            .values(read_at=now)
            .execution_options(synchronize_session=False)
        )


def _tell(database: Database, matter: Matter, now: datetime) -> None:
    """At most one letter for each reader, matter and hour."""
    learner = matter.row.learner
    assert learner is not None
    if matter.as_learner:
        readers = workspaces.people_to_tell(database, matter.organisation.id)
    else:
        readers = [learner.account] if learner.account else []
    facts = {
        "kind": matter.kind,
        "id": matter.row.public_id,
        "title": matter.title,
        "organisation": "" if matter.as_learner else matter.organisation.name,
    }
    for account in readers:
        key = f"{TEMPLATE}:{matter.kind}:{matter.row.public_id}:{account.id}:{now:%Y-%m-%dT%H}"
        letters.promise(database, account, TEMPLATE, facts, dedupe_key=key, learner_id=learner.id)
