"""Contact requests: an employer asks a visible learner; only the learner's yes gives a name."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from skills4all.models.base import Base, Dated, Public, link, marked
from skills4all.models.column_types import one_of, utc_now
from skills4all.models.learner import Learner
from skills4all.models.opening import Opening
from skills4all.models.organisation import Organisation
from skills4all.models.privacy import ACTED, INTERNAL, OF_LEARNER

_GENERAL = text("opening_id IS NULL")


class ContactStatus(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class ContactRequest(Public, Dated, Base):
    """One per employer, learner and opening (no opening: one in general)."""

    __tablename__ = "contact_requests"
    __table_args__ = marked(
        OF_LEARNER,
        UniqueConstraint("organisation_id", "learner_id", "opening_id"),
        # NULLs differ from one another in a unique key: the general request needs its own.
        Index(
            "uq_contact_requests_general",
            "organisation_id",
            "learner_id",
            unique=True,
            sqlite_where=_GENERAL,
            postgresql_where=_GENERAL,
        ),
        subject="learner_id",
    )

    organisation_id: Mapped[int] = link("organisations.id", "CASCADE", index=False)
    learner_id: Mapped[int] = link("learners.id", "CASCADE", info={"privacy": INTERNAL})
    opening_id: Mapped[int | None] = link("openings.id", "CASCADE")
    asked_by_id: Mapped[int | None] = link("accounts.id", "SET NULL", info={"privacy": ACTED})
    message: Mapped[str] = mapped_column(default="")
    content_language: Mapped[str] = mapped_column(default="fr")
    status: Mapped[ContactStatus] = one_of(ContactStatus, "status", default=ContactStatus.ASKED)
    asked_at: Mapped[datetime] = mapped_column(default=utc_now)
    answered_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship()
    learner: Mapped[Learner] = relationship()
    opening: Mapped[Opening | None] = relationship()
