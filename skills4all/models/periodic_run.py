"""Periodic runs: which round of a periodic task was taken, so that each is done by one worker."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from skills4all.models.base import Base, Keyed, marked
from skills4all.models.column_types import utc_now
from skills4all.models.privacy import NOT_PERSONAL


class PeriodicRun(Keyed, Base):
    """The round `slot` ("2026-11-25") of the task `name`, taken at `taken_at`."""

    __tablename__ = "periodic_runs"
    __table_args__ = marked(NOT_PERSONAL, UniqueConstraint("name", "slot"))

    name: Mapped[str]
    slot: Mapped[str]
    taken_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    finished_at: Mapped[datetime | None]
