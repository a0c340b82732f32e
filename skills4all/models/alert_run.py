"""Alert runs: when learners were looked at for alerts, and how far the run came."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from skills4all.models.base import Base, Keyed, marked
from skills4all.models.column_types import one_of, utc_now
from skills4all.models.privacy import NOT_PERSONAL


class AlertReason(StrEnum):
    NIGHT = "night"
    PUBLICATION = "publication"
    COMMAND = "command"


class AlertRun(Keyed, Base):
    """One run: counts only.

    `lock` holds one word while the run goes and NULL afterwards: being unique, it lets one run go
    at a time. A run that ended without `finished_at` was interrupted.
    """

    __tablename__ = "alert_runs"
    __table_args__ = marked(NOT_PERSONAL)

    reason: Mapped[AlertReason] = one_of(AlertReason, "reason")
    started_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    seen_at: Mapped[datetime] = mapped_column(default=utc_now)
    finished_at: Mapped[datetime | None]
    due: Mapped[int] = mapped_column(default=0)
    looked: Mapped[int] = mapped_column(default=0)
    promised: Mapped[int] = mapped_column(default=0)
    lock: Mapped[str | None] = mapped_column(unique=True)
