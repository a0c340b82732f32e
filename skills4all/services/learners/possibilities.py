"""Where a learner lives, and what they can give: time, money, way."""

from __future__ import annotations

from dataclasses import dataclass

from skills4all.models import Learner, Mode


@dataclass(frozen=True, slots=True)
class Told:
    """None: not said, so no limit. `budget` in centimes MAD, `max_km` in km."""

    place: str | None = None
    budget: int | None = None
    months: int | None = None
    hours_per_week: float | None = None
    mode: str | None = None
    max_km: int | None = None


def tell(learner: Learner, told: Told) -> None:
    """Replace all of it. Zero months or hours mean "not said"."""
    learner.place_id = told.place
    learner.budget = told.budget
    learner.months = told.months or None
    learner.hours_per_week = told.hours_per_week or None
    learner.mode = Mode(told.mode) if told.mode else None
    learner.max_km = told.max_km
