"""Sessions: dated runs of a programme, with seats and weekly slots in local wall time."""

from datetime import date, time
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from skills4all.models.base import Base, Dated, Demonstrable, Keyed, Public, link, marked
from skills4all.models.choices import TIMEZONE, Mode
from skills4all.models.column_types import Centimes, one_of
from skills4all.models.place import Place
from skills4all.models.privacy import NOT_PERSONAL
from skills4all.models.programme import Programme


class SessionStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    FULL = "full"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    FINISHED = "finished"


class Session(Public, Dated, Demonstrable, Base):
    """A run of a programme; `price` and `mode` differ from the programme's only when given.

    Seats are taken by one conditional UPDATE (`seats_taken < seats`), never by read-then-write.
    Dates are local to `timezone`; `enrol_by` means the end of that day. Only demonstration
    sessions that nobody used (`demo_touched` false) are moved at start.
    """

    __tablename__ = "sessions"
    __table_args__ = marked(
        NOT_PERSONAL,
        CheckConstraint("seats >= 0", name="seats_not_negative"),
        CheckConstraint("seats_taken BETWEEN 0 AND seats", name="seats_taken_within_seats"),
        CheckConstraint("price >= 0", name="price_not_negative"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("enrol_by <= ends_on", name="enrol_before_end"),
        CheckConstraint("enrol_from <= enrol_by", name="enrolment_opens_first"),
        CheckConstraint("hours_per_week > 0 AND hours_per_week <= 168", name="hours_in_a_week"),
    )

    programme_id: Mapped[int] = link("programmes.id", "CASCADE")
    place_id: Mapped[str | None] = link("places.id", "RESTRICT")
    address: Mapped[str | None]
    starts_on: Mapped[date] = mapped_column(index=True)
    ends_on: Mapped[date]
    enrol_from: Mapped[date | None]
    enrol_by: Mapped[date | None]
    timezone: Mapped[str] = mapped_column(default=TIMEZONE)
    seats: Mapped[int]
    seats_taken: Mapped[int] = mapped_column(default=0)
    hours_per_week: Mapped[float]
    price: Mapped[Centimes | None]
    mode: Mapped[Mode | None] = one_of(Mode, "mode")
    status: Mapped[SessionStatus] = one_of(
        SessionStatus, "status", default=SessionStatus.DRAFT, index=True
    )
    cancel_reason: Mapped[str | None]
    demo_touched: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012

    programme: Mapped[Programme] = relationship(back_populates="sessions")
    place: Mapped[Place | None] = relationship()
    slots: Mapped[list["SessionSlot"]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="(SessionSlot.weekday, SessionSlot.starts)",
    )


class SessionSlot(Keyed, Base):
    """A weekly lesson in local wall time; `weekday` 0 is Monday."""

    __tablename__ = "session_slots"
    __table_args__ = marked(
        NOT_PERSONAL,
        UniqueConstraint("session_id", "weekday", "starts"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_exists"),
        CheckConstraint("ends > starts", name="ends_after_start"),
    )

    session_id: Mapped[int] = link("sessions.id", "CASCADE", index=False)
    weekday: Mapped[int]
    starts: Mapped[time]
    ends: Mapped[time]
