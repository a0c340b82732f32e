"""Applications: a learner's bid for an opening, and each step it went through."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from skills4all.models.base import Base, Dated, Demonstrable, Keyed, Public, link, marked
from skills4all.models.column_types import one_of, utc_now
from skills4all.models.learner import Learner
from skills4all.models.opening import Opening
from skills4all.models.privacy import ACTED, STATISTIC, STATISTIC_LINK, STATISTIC_TEXT

_BID = STATISTIC.but(retention="application")
_BID_LINK = STATISTIC_LINK.but(retention="application")
_BID_TEXT = STATISTIC_TEXT.but(retention="application")
_BID_NOTE = _BID_TEXT.but(
    export=False, reason="the employer's own working note; what was decided is in status and reason"
)


class ApplicationStatus(StrEnum):
    RECEIVED = "received"
    VIEWED = "viewed"
    SHORTLISTED = "shortlisted"
    INTERVIEW = "interview"
    OFFER = "offer"
    HIRED = "hired"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Application(Public, Dated, Demonstrable, Base):
    """One per learner and opening. `profile` is what the form showed that day, nothing more.

    An erased learner leaves a row without link, profile or words: the employer's response rate
    still counts it.
    """

    __tablename__ = "applications"
    __table_args__ = marked(
        _BID, UniqueConstraint("learner_id", "opening_id"), subject="learner_id"
    )

    learner_id: Mapped[int | None] = link(
        "learners.id", "SET NULL", index=False, info={"privacy": _BID_LINK}
    )
    opening_id: Mapped[int] = link("openings.id", "CASCADE")
    status: Mapped[ApplicationStatus] = one_of(
        ApplicationStatus, "status", default=ApplicationStatus.RECEIVED, index=True
    )
    profile: Mapped[dict[str, Any] | None] = mapped_column(info={"privacy": _BID_TEXT})
    message: Mapped[str | None] = mapped_column(info={"privacy": _BID_TEXT})
    content_language: Mapped[str] = mapped_column(default="fr")
    applied_at: Mapped[datetime] = mapped_column(default=utc_now)
    answered_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(info={"privacy": _BID_TEXT})

    learner: Mapped[Learner | None] = relationship()
    opening: Mapped[Opening] = relationship()
    events: Mapped[list["ApplicationEvent"]] = relationship(
        back_populates="application",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="ApplicationEvent.id",
    )


class ApplicationEvent(Keyed, Base):
    """One step of an application; the learner reads `reason`, the employer also `note`."""

    __tablename__ = "application_events"
    __table_args__ = marked(_BID, subject="application_id")

    application_id: Mapped[int] = link("applications.id", "CASCADE")
    status: Mapped[ApplicationStatus] = one_of(ApplicationStatus, "status")
    at: Mapped[datetime] = mapped_column(default=utc_now)
    actor_id: Mapped[int | None] = link("accounts.id", "SET NULL", info={"privacy": ACTED})
    reason: Mapped[str | None] = mapped_column(info={"privacy": _BID_TEXT})
    note: Mapped[str | None] = mapped_column(info={"privacy": _BID_NOTE})

    application: Mapped[Application] = relationship(back_populates="events")
