"""Messages: what a learner and a centre or an employer write to each other on one matter."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from skills4all.models.base import Base, Public, link, marked
from skills4all.models.column_types import utc_now
from skills4all.models.privacy import ACTED, INTERNAL, OF_LEARNER


class Message(Public, Base):
    """One message on one enrolment or one application. Only its two sides ever read it.

    The row goes with the learner. `from_learner` says which side wrote; `read_at` when the other
    side first opened it.
    """

    __tablename__ = "messages"
    __table_args__ = marked(
        OF_LEARNER.but(retention="application"),
        CheckConstraint(
            "enrolment_id IS NOT NULL OR application_id IS NOT NULL", name="on_a_matter"
        ),
        subject="learner_id",
    )

    learner_id: Mapped[int] = link("learners.id", "CASCADE", info={"privacy": INTERNAL})
    enrolment_id: Mapped[int | None] = link("enrolments.id", "CASCADE")
    application_id: Mapped[int | None] = link("applications.id", "CASCADE")
    author_id: Mapped[int | None] = link("accounts.id", "SET NULL", info={"privacy": ACTED})
    from_learner: Mapped[bool]
    text: Mapped[str]
    sent_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    read_at: Mapped[datetime | None]
