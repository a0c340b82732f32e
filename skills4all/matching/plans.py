"""What a plan is made of: what a learner can give, the steps, and what to relax. Values only."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from skills4all.matching.documents import Mode, SessionDocument

Kind = Literal["fastest", "cheapest", "nearest"]
KINDS: tuple[Kind, ...] = ("fastest", "cheapest", "nearest")
Limit = Literal["budget", "months", "hours_per_week", "mode", "max_km"]
LIMITS: tuple[Limit, ...] = ("budget", "months", "hours_per_week", "mode", "max_km")

DAYS_A_MONTH = 30.44


@dataclass(frozen=True, slots=True)
class Constraints:
    """What a learner can give. None: no limit. `budget` in centimes MAD; `home` in degrees."""

    budget: int | None = None
    months: float | None = None
    hours_per_week: float | None = None
    modes: frozenset[Mode] | None = None
    max_km: float | None = None
    home: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One session of a plan; `covers` what of the gap, `prepares` which sessions need it first."""

    session: SessionDocument
    covers: tuple[str, ...]
    prepares: tuple[str, ...]
    distance_km: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in order of start. `cost` in centimes MAD, `distance_km` summed over the steps."""

    kind: Kind
    steps: tuple[Step, ...]
    covered: tuple[str, ...]
    uncovered: tuple[str, ...]
    cost: int
    ends: date
    distance_km: float
    proven: bool

    @property
    def sessions(self) -> frozenset[str]:
        return frozenset(step.session.id for step in self.steps)

    @property
    def learned(self) -> dict[str, int]:
        """Skill -> level reached by the end of the plan."""
        reached: dict[str, int] = {}
        for step in self.steps:
            for taught in step.session.teaches:
                reached[taught.skill] = max(taught.level, reached.get(taught.skill, 0))
        return reached


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Changing `limit` to `needed` makes a plan possible.

    `needed`: centimes, months, hours a week or km; None for the mode, where any other would do.
    """

    limit: Limit
    needed: float | None


@dataclass(frozen=True, slots=True)
class Planning:
    """`untaught`: skills of the gap that no open session anywhere teaches.

    Without a plan, each of `relaxations` alone opens one; where none alone would, those of
    `together` do, all at once.
    """

    plans: tuple[Plan, ...]
    relaxations: tuple[Relaxation, ...] = ()
    untaught: tuple[str, ...] = ()
    together: tuple[Relaxation, ...] = ()
