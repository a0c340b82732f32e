"""Alerts: what a learner asked to be told of, how often and in which language."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column, relationship

from skills4all.models.base import Base, Dated, Public, link, marked
from skills4all.models.column_types import one_of
from skills4all.models.learner import Learner
from skills4all.models.privacy import INTERNAL, OF_LEARNER


class AlertKind(StrEnum):
    PATHWAY = "pathway"
    SESSIONS = "sessions"
    OPENINGS = "openings"


class AlertFrequency(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"


class AlertSubscription(Public, Dated, Base):
    """One subscription, on a saved pathway or on search `criteria`; its consent is recorded."""

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
    unsubscribed_at: Mapped[datetime | None]

    learner: Mapped[Learner] = relationship()
