"""Reports: anyone tells the moderators that something published is wrong."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from skills4all.models.base import Base, Dated, Public, link, marked
from skills4all.models.column_types import one_of
from skills4all.models.privacy import ACTED, STATISTIC, STATISTIC_LINK, STATISTIC_TEXT


class ReportReason(StrEnum):
    FRAUD = "fraud"
    FEES = "fees"
    DISCRIMINATION = "discrimination"
    CLOSED = "closed"
    WRONG = "wrong"
    OFFENSIVE = "offensive"
    OTHER = "other"


class ReportStatus(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


class Report(Public, Dated, Base):
    """A report on the object named by type and public id. The reporter may be nobody known."""

    __tablename__ = "reports"
    __table_args__ = marked(
        STATISTIC,
        Index("ix_reports_object", "object_type", "object_id"),
        subject="reporter_id",
    )

    reporter_id: Mapped[int | None] = link(
        "accounts.id", "SET NULL", info={"privacy": STATISTIC_LINK}
    )
    object_type: Mapped[str]
    object_id: Mapped[str]
    reason: Mapped[ReportReason] = one_of(ReportReason, "reason")
    details: Mapped[str | None] = mapped_column(info={"privacy": STATISTIC_TEXT})
    content_language: Mapped[str] = mapped_column(default="fr")
    status: Mapped[ReportStatus] = one_of(
        ReportStatus, "status", default=ReportStatus.OPEN, index=True
    )
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = link("accounts.id", "SET NULL", info={"privacy": ACTED})
    decision_reason: Mapped[str | None]
