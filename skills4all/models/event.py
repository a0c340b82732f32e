"""Events: job datings, webinars, open days, and who registered."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from skills4all.models.base import Base, Dated, Demonstrable, Keyed, Public, link, marked
from skills4all.models.choices import TIMEZONE
from skills4all.models.column_types import one_of, utc_now
from skills4all.models.organisation import Organisation
from skills4all.models.privacy import INTERNAL, NOT_PERSONAL, OF_ACCOUNT


class EventKind(StrEnum):
    JOB_DATING = "job_dating"
    WEBINAR = "webinar"
    OPEN_DAY = "open_day"
    MEETING = "meeting"


class EventStatus(StrEnum):
    DRAFT = "draft"
    PENDING = "pending"
    PUBLISHED = "published"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    FINISHED = "finished"


class Event(Public, Dated, Demonstrable, Base):
    """An event. It starts at an instant; `timezone` says where the clock on the poster hangs."""

    __tablename__ = "events"
    __table_args__ = marked(
        NOT_PERSONAL,
        CheckConstraint("ends_at >= starts_at", name="ends_after_start"),
        CheckConstraint("seats >= 0", name="seats_not_negative"),
        CheckConstraint(
            "seats_taken >= 0 AND (seats IS NULL OR seats_taken <= seats)",
            name="seats_taken_within_seats",
        ),
    )

    organisation_id: Mapped[int] = link("organisations.id", "CASCADE")
    kind: Mapped[EventKind] = one_of(EventKind, "kind")
    title: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    content_language: Mapped[str] = mapped_column(default="fr")
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    timezone: Mapped[str] = mapped_column(default=TIMEZONE)
    place_id: Mapped[str | None] = link("places.id", "RESTRICT")
    address: Mapped[str | None]
    online_url: Mapped[str | None]
    seats: Mapped[int | None]
    seats_taken: Mapped[int] = mapped_column(default=0)
    status: Mapped[EventStatus] = one_of(
        EventStatus, "status", default=EventStatus.DRAFT, index=True
    )

    organisation: Mapped[Organisation] = relationship()


class RegistrationStatus(StrEnum):
    REGISTERED = "registered"
    WAITING = "waiting"
    CANCELLED = "cancelled"
    ATTENDED = "attended"


class EventRegistration(Keyed, Dated, Base):
    """An account's place at an event."""

    __tablename__ = "event_registrations"
    __table_args__ = marked(
        OF_ACCOUNT, UniqueConstraint("event_id", "account_id"), subject="account_id"
    )

    event_id: Mapped[int] = link("events.id", "CASCADE", index=False)
    account_id: Mapped[int] = link("accounts.id", "CASCADE", info={"privacy": INTERNAL})
    status: Mapped[RegistrationStatus] = one_of(
        RegistrationStatus, "status", default=RegistrationStatus.REGISTERED
    )
    registered_at: Mapped[datetime] = mapped_column(default=utc_now)

    event: Mapped[Event] = relationship()
