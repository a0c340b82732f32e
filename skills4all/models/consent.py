"""Consents: who agreed to what, in which words and language, how, and until when."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from skills4all.models.base import Base, Keyed, link, marked
from skills4all.models.column_types import one_of, utc_now
from skills4all.models.privacy import INTERNAL, OF_LEARNER


class ConsentPurpose(StrEnum):
    PROFILE = "profile"
    VISIBILITY = "visibility"
    ALERTS = "alerts"
    FOLLOW_UP = "follow_up"
    LONGER_RETENTION = "longer_retention"


class ConsentWay(StrEnum):
    FORM = "form"
    ADVISER = "adviser"
    API = "api"


class Consent(Keyed, Base):
    """One act of consent; withdrawing dates the row, agreeing again makes a new one."""

    __tablename__ = "consents"
    __table_args__ = marked(
        OF_LEARNER,
        CheckConstraint("account_id IS NOT NULL OR learner_id IS NOT NULL", name="by_someone"),
        CheckConstraint("withdrawn_at >= given_at", name="withdrawn_after_given"),
        subject="account_id learner_id",
    )

    account_id: Mapped[int | None] = link("accounts.id", "CASCADE", info={"privacy": INTERNAL})
    learner_id: Mapped[int | None] = link("learners.id", "CASCADE", info={"privacy": INTERNAL})
    purpose: Mapped[ConsentPurpose] = one_of(ConsentPurpose, "purpose")
    wording_version: Mapped[str]
    language: Mapped[str]
    way: Mapped[ConsentWay] = one_of(ConsentWay, "way", default=ConsentWay.FORM)
    given_at: Mapped[datetime] = mapped_column(default=utc_now)
    withdrawn_at: Mapped[datetime | None]
