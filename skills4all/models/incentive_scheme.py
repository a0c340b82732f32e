"""Incentive schemes: dated, sourced public help for those who hire or train."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from skills4all.models.base import Base, Dated, Demonstrable, Public, link, marked
from skills4all.models.column_types import Centimes, one_of
from skills4all.models.privacy import NOT_PERSONAL


class SchemeAudience(StrEnum):
    EMPLOYER = "employer"
    CENTRE = "centre"
    LEARNER = "learner"


class IncentiveScheme(Public, Dated, Demonstrable, Base):
    """A scheme as its source tells it; `last_checked_on` says how fresh that is.

    `rules` holds the conditions an estimate reads, `amount` in centimes per `amount_unit`. What
    is computed from it is an estimate and is called so.
    """

    __tablename__ = "incentive_schemes"
    __table_args__ = marked(
        NOT_PERSONAL,
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent_is_share"),
        CheckConstraint("valid_until >= valid_from", name="ends_after_start"),
    )

    organisation_id: Mapped[int | None] = link("organisations.id", "SET NULL")
    audience: Mapped[SchemeAudience] = one_of(
        SchemeAudience, "audience", default=SchemeAudience.EMPLOYER
    )
    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    content_language: Mapped[str] = mapped_column(default="fr")
    place_id: Mapped[str | None] = link("places.id", "RESTRICT")
    amount: Mapped[Centimes | None]
    amount_unit: Mapped[str | None]
    percent: Mapped[float | None]
    rules: Mapped[dict[str, Any]] = mapped_column(default=dict)
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    source_url: Mapped[str]
    last_checked_on: Mapped[date]
    is_published: Mapped[bool] = mapped_column(default=False)
