"""Counters of attempts, kept in the database so that a limit holds over all workers."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from skills4all.models.base import Base, Keyed, marked
from skills4all.models.column_types import KEY
from skills4all.models.privacy import Privacy

_COUNTED = Privacy(
    personal=True,
    retention="attempts",
    reason="a keyed hash of who tries what; it protects accounts and ends within a day",
)


class RateCounter(Keyed, Base):
    """How often `key` happened in the window that starts at `window_start`.

    `key` is "<limit>:<keyed hash>": no address or e-mail is readable in it.
    """

    __tablename__ = "rate_counters"
    __table_args__ = marked(
        _COUNTED,
        UniqueConstraint("key", "window_start"),
        CheckConstraint("count >= 0", name="count_not_negative"),
    )

    id: Mapped[int] = mapped_column(KEY, primary_key=True)
    key: Mapped[str]
    window_start: Mapped[datetime] = mapped_column(index=True)
    count: Mapped[int] = mapped_column(default=0)
