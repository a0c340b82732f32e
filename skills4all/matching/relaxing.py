"""When nothing fits: which limit to relax, and to how much; or which ones together."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import reduce
from itertools import combinations
from typing import Any

from skills4all.matching.plans import (
    DAYS_A_MONTH,
    LIMITS,
    Constraints,
    Kind,
    Limit,
    Plan,
    Relaxation,
)
from skills4all.matching.solving import Case

_MODEST: Mapping[Limit, Kind] = {"budget": "cheapest", "max_km": "nearest"}
# These bind each week or each way, not the sum that a plan is solved for: the least is found
# by asking for less until nothing fits.
_STEPWISE = ("hours_per_week", "max_km")
_STEP = 0.01


def alone(case: Case, constraints: Constraints) -> Iterator[Relaxation]:
    """Limits whose removal alone opens a plan, with the least value that is enough."""
    for limit in LIMITS:
        freed = _without(constraints, limit)
        found = case.modest(_MODEST.get(limit, "fastest"), freed) if freed != constraints else None
        if found:
            yield Relaxation(limit, _least(limit, found, case, freed))


def _least(limit: Limit, found: Plan, case: Case, freed: Constraints) -> float | None:
    """The least of `limit` with which a plan exists; `found` is one, without that limit."""
    needed = _asked(limit, found, case.today)
    while limit in _STEPWISE and needed is not None:
        less = case.modest(found.kind, _with(freed, limit, needed - _STEP))
        if less is None:
            break
        needed = _asked(limit, less, case.today)
    return needed


def together(case: Case, constraints: Constraints) -> tuple[Relaxation, ...]:
    """The fewest limits whose removal at once opens a plan, with what that plan asks of each."""
    ours = [limit for limit in LIMITS if _without(constraints, limit) != constraints]
    for count in range(2, len(ours) + 1):
        for limits in combinations(ours, count):
            found = case.modest("fastest", reduce(_without, limits, constraints))
            if found:
                return tuple(Relaxation(each, _asked(each, found, case.today)) for each in limits)
    return ()


def _with(constraints: Constraints, limit: Limit, value: float | None) -> Constraints:
    changed: dict[str, Any] = {"modes" if limit == "mode" else limit: value}
    return replace(constraints, **changed)


def _without(constraints: Constraints, limit: Limit) -> Constraints:
    return _with(constraints, limit, None)


def _asked(limit: Limit, plan: Plan, today: date) -> float | None:
    """What `plan` needs of `limit`."""
    if limit == "budget":
        return float(plan.cost)
    if limit == "months":
        return (plan.ends - today).days / DAYS_A_MONTH
    if limit == "hours_per_week":
        return _busiest_week(plan)
    if limit == "max_km":
        return max(step.distance_km for step in plan.steps)
    return None


def _busiest_week(plan: Plan) -> float:
    starts = {step.session.starts for step in plan.steps}
    return max(
        sum(
            step.session.hours_per_week
            for step in plan.steps
            if step.session.starts <= start <= step.session.ends
        )
        for start in starts
    )
