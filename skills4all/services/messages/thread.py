"""Read a conversation and write in it. The other side is told that a message waits, not what it
says.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import Account, Message, utc_now
from skills4all.queries import workspaces
from skills4all.services import letters
from skills4all.services.messages.matter import Matter
from skills4all.services.organisations.rights import refuse_suspended
from skills4all.services.problems import Problems

LONGEST = 4_000
MOST = 100
"""Messages on one page."""


def read(
    database: Database, matter: Matter, now: datetime | None = None, *, before: str = ""
) -> tuple[Sequence[Message], bool]:
    """The last messages (`before` the one with that public id), oldest first, and whether there
    are older ones; those of the other side count as read. Does not commit.
    """
    statement = select(Message).where(matter.messages).order_by(Message.id.desc())
    if before:
        known = select(Message.id).where(matter.messages, Message.public_id == before)
        statement = statement.where(Message.id < known.scalar_subquery())
    rows = database.scalars(statement.limit(MOST + 1)).all()
    database.execute(
        update(Message)
        .where(
            matter.messages,
            Message.read_at.is_(None),
            Message.from_learner.is_not(matter.as_learner),
        )
        .values(read_at=now or utc_now())
        .execution_options(synchronize_session=False)
    )
    return rows[:MOST][::-1], len(rows) > MOST


def send(
    database: Database,
    actor: Account,
    matter: Matter,
    text: str,
    today: date,
    now: datetime | None = None,
) -> Message:
    """The new message. Raises `Invalid`, `Conflict` when the matter is long over, `NotAllowed` for
    a suspended organisation. Does not commit.
    """
    now = now or utc_now()
    problems = Problems()
    problems.text("text", text, required=True)
    if len(text) > LONGEST:
        problems.note("text", "too_long", most=LONGEST)
    problems.finish()
    if not matter.is_open(today):
        raise Conflict("conversation_over")
    if not matter.as_learner:
        refuse_suspended(matter.organisation)
    message = Message(
        learner_id=matter.row.learner_id,
        author_id=actor.id,
        from_learner=matter.as_learner,
        text=text.strip(),
        sent_at=now,
        **{f"{matter.kind}_id": matter.row.id},
    )
    database.add(message)
    database.flush()
    _tell(database, matter, now)
    return message


def _tell(database: Database, matter: Matter, now: datetime) -> None:
    """At most one letter an hour to each reader, however fast people write."""
    facts = {
        "kind": matter.kind,
        "id": matter.row.public_id,
        "title": matter.title,
        "organisation": "" if matter.as_learner else matter.organisation.name,
    }
    for reader in _readers(database, matter):
        letters.promise(
            database,
            reader,
            "message_waiting",
            facts,
            dedupe_key=f"message:{matter.kind}:{matter.row.id}:{reader.id}:{now:%Y%m%d%H}",
            learner_id=matter.row.learner_id,
        )


def _readers(database: Database, matter: Matter) -> list[Account]:
    if matter.as_learner:
        return workspaces.people_to_tell(database, matter.organisation.id)
    learner = matter.row.learner
    return [learner.account] if learner is not None and learner.account is not None else []
