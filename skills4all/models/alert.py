"""Alerts: what a learner asked to be told of, how often and in which language."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from skills4all.models.base import Base, Dated, Keyed, Public, link, marked
from skills4all.models.column_types import one_of, utc_now
from skills4all.models.learner import Learner
from skills4all.models.privacy import INTERNAL, OF_LEARNER

OF_THE_ROUND = INTERNAL.but(reason="how far the round has looked, meaningless outside")


class AlertKind(StrEnum):
    PATHWAY = "pathway"
    SESSIONS = "sessions"
    OPENINGS = "openings"


class AlertFrequency(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"


class AlertSubscription(Public, Dated, Base):
    """One subscription, on a saved pathway or on search `criteria`; its consent is recorded.

    Of what moved before `looked_until` nothing fitted the learner as they were then, whose digest
    is `looked_as`.
    """

    __tablename__ = "alert_subscriptions"
    __table_args__ = marked(OF_LEARNER, subject="learner_id")

    learner_id: Mapped[int] = link("learners.id", "CASCADE", info={"privacy": INTERNAL})
    kind: Mapped[AlertKind] = one_of(AlertKind, "kind", default=AlertKind.PATHWAY)
    pathway_id: Mapped[int | None] = link(
        "saved_pathways.id", "CASCADE", info={"privacy": INTERNAL}
    )
    criteria: Mapped[dict[str, Any]] = mapped_column(default=dict)
    frequency: Mapped[AlertFrequency] = one_of(
        AlertFrequency, "frequency", default=AlertFrequency.WEEKLY
    )
    language: Mapped[str] = mapped_column(default="fr")
    consent_id: Mapped[int | None] = link("consents.id", "SET NULL", info={"privacy": INTERNAL})
    last_sent_at: Mapped[datetime | None]
    looked_until: Mapped[datetime | None] = mapped_column(info={"privacy": OF_THE_ROUND})
    looked_as: Mapped[str | None] = mapped_column(info={"privacy": OF_THE_ROUND})
    unsubscribed_at: Mapped[datetime | None]

    learner: Mapped[Learner] = relationship()


class AlertTold(Keyed, Base):
    """A thing a learner was told of, so that no letter says it again. Gone once it is no news."""

    __tablename__ = "alerts_told"
    __table_args__ = marked(
        OF_LEARNER, UniqueConstraint("learner_id", "item"), subject="learner_id"
    )

    learner_id: Mapped[int] = link(
        "learners.id", "CASCADE", index=False, info={"privacy": INTERNAL}
    )
    item: Mapped[str]
    told_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
