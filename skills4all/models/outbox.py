"""The outbox: effects promised in the same transaction as the facts that cause them.

A worker leases a row, acts, marks it done; a lease that ran out is taken up again. The effect
itself must bear being tried twice: it knows the row by its id.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from skills4all.models.base import Base, Dated, Keyed, link, marked
from skills4all.models.column_types import utc_now
from skills4all.models.privacy import OF_LEARNER

_QUEUED = OF_LEARNER.but(
    export=False,
    retention="outbox",
    reason="a message on its way; what it tells is exported from where it came",
)
_WAITING = text("done_at IS NULL")


class Outbox(Keyed, Dated, Base):
    """One effect. `kind` names the handler, `payload` is JSON only.

    `dedupe_key` makes it unique ("alert:<learner>:<opening>"). `failed_at`: given up, an operator
    looks. `account_id` and `learner_id` say whom it concerns: erasing them takes it along.
    """

    __tablename__ = "outbox"
    __table_args__ = marked(
        _QUEUED,
        CheckConstraint("attempts >= 0", name="attempts_not_negative"),
        Index(
            "ix_outbox_waiting",
            "next_attempt_at",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        subject="account_id learner_id",
    )

    kind: Mapped[str]
    payload: Mapped[dict[str, Any]] = mapped_column(default=dict)
    dedupe_key: Mapped[str | None] = mapped_column(unique=True)
    account_id: Mapped[int | None] = link("accounts.id", "CASCADE")
    learner_id: Mapped[int | None] = link("learners.id", "CASCADE")
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime] = mapped_column(default=utc_now)
    lease_until: Mapped[datetime | None]
    done_at: Mapped[datetime | None] = mapped_column(index=True)
    failed_at: Mapped[datetime | None]
    last_error: Mapped[str | None]
