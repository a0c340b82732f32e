"""Plans: dated sessions that close a gap, chosen exactly, shown as two or three real choices.

First the most valuable cover that the constraints allow; then, without giving any of it up, the
earliest end, the least money, the least way from home. What stays uncovered is said. When nothing
fits, each constraint is tried without, to say which to relax and to how much.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce
from itertools import combinations
from typing import Any, Literal

from skills4all.matching.documents import Mode, SessionDocument
from skills4all.matching.geography import distance_km
from skills4all.matching.plan_model import Need, PlanModel, Row, Solution

Kind = Literal["fastest", "cheapest", "nearest"]
KINDS: tuple[Kind, ...] = ("fastest", "cheapest", "nearest")
Limit = Literal["budget", "months", "hours_per_week", "mode", "max_km"]
LIMITS: tuple[Limit, ...] = ("budget", "months", "hours_per_week", "mode", "max_km")

UNSURE_SHARE = 0.3
"""What covering a skill counts that the learner may have already."""
DAYS_A_MONTH = 30.44
_SLACK = 1e-6
_MODEST: Mapping[Limit, Kind] = {"budget": "cheapest", "max_km": "nearest"}
# These bind each week or each way, not the sum that a plan is solved for: the least is found
# by asking for less until nothing fits.
_STEPWISE = ("hours_per_week", "max_km")
_STEP = 0.01


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


def plan(
    needs: Sequence[Need],
    sessions: Sequence[SessionDocument],
    constraints: Constraints,
    held: Mapping[str, int],
    today: date,
) -> Planning:
    """Up to three really different plans for `needs`.

    Parameters
    ----------
    sessions : all that might serve; full, past and useless ones are left aside here.
    held : skill -> level the learner has already, for prerequisites.
    """
    needs = tuple(need for need in needs if need.weight > 0)
    open_now = [session for session in sessions if _open(session, today)]
    untaught = tuple(need.skill for need in needs if not _taught(need.skill, open_now))
    solved = _solve_all(needs, open_now, constraints, held, today)
    if solved:
        return Planning(_different(solved), (), untaught)
    case = _Case(needs, open_now, held, today)
    alone = tuple(_relaxations(case, constraints))
    return Planning((), alone, untaught, () if alone else _together(case, constraints))


def _open(session: SessionDocument, today: date) -> bool:
    in_time = session.enrol_by is None or session.enrol_by >= today
    return in_time and session.starts >= today and session.seats_left > 0


def _taught(skill: str, sessions: Sequence[SessionDocument]) -> bool:
    return any(taught.skill == skill for session in sessions for taught in session.teaches)


def _solve_all(
    needs: Sequence[Need],
    sessions: Sequence[SessionDocument],
    constraints: Constraints,
    held: Mapping[str, int],
    today: date,
) -> list[Plan]:
    model = _model(needs, sessions, constraints, held, today)
    limits = _limit_rows(model, constraints)
    if not model.pairs:
        return []
    worth = _negated(model.worth())

    def solve(kind: Kind, value: float) -> Solution | None:
        keep = (worth, -value + _SLACK)
        return model.solve(_objective(model, kind, constraints), [*limits, keep])

    # Mostly the whole gap can be covered; only when it cannot is the best cover worth a search.
    value = model.most
    first = solve(KINDS[0], value)
    if first is None:
        best = model.solve(worth, limits)
        if best is None or best.value <= 0:
            return []
        value = best.value
        first = solve(KINDS[0], value)
    # Without a home nothing is near: that plan would promise what nobody knows.
    others = KINDS[1:] if constraints.home else KINDS[1:2]
    solutions = [(KINDS[0], first), *((kind, solve(kind, value)) for kind in others)]
    return [_plan(kind, model, found, constraints) for kind, found in solutions if found]


def _model(
    needs: Sequence[Need],
    sessions: Sequence[SessionDocument],
    constraints: Constraints,
    held: Mapping[str, int],
    today: date,
) -> PlanModel:
    useful = _useful(needs, _allowed(sessions, constraints, today), held)
    return PlanModel(_weighted(needs), useful, held, today)


def _weighted(needs: Sequence[Need]) -> tuple[Need, ...]:
    return tuple(
        need if need.certain else replace(need, weight=need.weight * UNSURE_SHARE) for need in needs
    )


def _allowed(
    sessions: Sequence[SessionDocument], constraints: Constraints, today: date
) -> list[SessionDocument]:
    """Sessions that pass the limits which concern each one alone."""
    last = None
    if constraints.months is not None:
        last = today + timedelta(days=round(constraints.months * DAYS_A_MONTH))
    return [
        session
        for session in sessions
        if (constraints.modes is None or session.mode in constraints.modes)
        and (last is None or session.ends <= last)
        and (constraints.max_km is None or _way(session, constraints) <= constraints.max_km)
        and (constraints.budget is None or session.price <= constraints.budget)
        and (
            constraints.hours_per_week is None
            or session.hours_per_week <= constraints.hours_per_week
        )
    ]


def _useful(
    needs: Sequence[Need], sessions: Sequence[SessionDocument], held: Mapping[str, int]
) -> list[SessionDocument]:
    """Sessions that teach something of the gap, or a prerequisite of one that does."""
    wanted = {need.skill for need in needs}
    while True:
        chosen = [s for s in sessions if any(taught.skill in wanted for taught in s.teaches)]
        first = {
            row.skill for s in chosen for row in s.requires if held.get(row.skill, 0) < row.level
        }
        if first <= wanted:
            return chosen
        wanted |= first


def _way(session: SessionDocument, constraints: Constraints) -> float:
    """Km from home to the session; online is no way, an unknown place neither."""
    if session.mode == "online" or constraints.home is None:
        return 0.0
    if session.latitude is None or session.longitude is None:
        return 0.0
    return distance_km(constraints.home, (session.latitude, session.longitude))


def _limit_rows(model: PlanModel, constraints: Constraints) -> list[tuple[Row, float]]:
    rows: list[tuple[Row, float]] = []
    if constraints.budget is not None:
        prices = [float(session.price) for session in model.sessions]
        rows.append((model.per_session(prices), float(constraints.budget)))
    if constraints.hours_per_week is not None:
        rows.extend(model.hours_rows(constraints.hours_per_week))
    return rows


def _negated(row: Row) -> Row:
    return {column: -amount for column, amount in row.items()}


def _objective(model: PlanModel, kind: Kind, constraints: Constraints) -> Row:
    """The aim, then fewer sessions where the aim leaves a choice."""
    dirhams = [session.price / 100 for session in model.sessions]
    ways = [_way(session, constraints) for session in model.sessions]
    if kind == "fastest":
        return model.per_session([0.01] * len(model.sessions)) | {model.end: 1.0}
    amounts = dirhams if kind == "cheapest" else ways
    return model.per_session([amount + 0.01 for amount in amounts])


def _plan(kind: Kind, model: PlanModel, solution: Solution, constraints: Constraints) -> Plan:
    taken = sorted(solution.taken, key=lambda at: (model.sessions[at].starts, at))
    covers: dict[int, list[str]] = {at: [] for at in taken}
    for number, at in sorted(solution.covers.items()):
        covers[at].append(model.needs[number].skill)
    steps = tuple(
        Step(
            model.sessions[at],
            tuple(covers[at]),
            _prepares(model, at, taken),
            _way(model.sessions[at], constraints),
        )
        for at in taken
    )
    return Plan(
        kind=kind,
        steps=steps,
        covered=tuple(model.needs[number].skill for number in sorted(solution.covers)),
        uncovered=tuple(
            need.skill for number, need in enumerate(model.needs) if number not in solution.covers
        ),
        cost=sum(step.session.price for step in steps),
        ends=max(step.session.ends for step in steps),
        distance_km=sum(step.distance_km for step in steps),
        proven=solution.proven,
    )


def _prepares(model: PlanModel, at: int, taken: Sequence[int]) -> tuple[str, ...]:
    gives = {taught.skill for taught in model.sessions[at].teaches}
    return tuple(
        model.sessions[later].id
        for later in taken
        if model.sessions[later].starts > model.sessions[at].ends
        and any(
            row.skill in gives and model.held.get(row.skill, 0) < row.level
            for row in model.sessions[later].requires
        )
    )


def _different(plans: Sequence[Plan]) -> tuple[Plan, ...]:
    """Keep plans that a person would call different: see `really_different`."""
    kept: list[Plan] = []
    for candidate in plans:
        if all(really_different(candidate, other) for other in kept):
            kept.append(candidate)
    return tuple(kept)


def really_different(a: Plan, b: Plan) -> bool:
    """Under half of the sessions shared, or a fifth or more apart in cost, end or distance."""
    if a.sessions == b.sessions:
        return False
    shared = len(a.sessions & b.sessions) / max(len(a.sessions), len(b.sessions))
    start = min(step.session.starts for step in (*a.steps, *b.steps))
    lengths = ((a.ends - start).days, (b.ends - start).days)
    measures = ((a.cost, b.cost), lengths, (a.distance_km, b.distance_km))
    return shared < 0.5 or any(_apart(one, two) for one, two in measures)


def _apart(one: float, two: float) -> bool:
    larger = max(abs(one), abs(two))
    return larger > 0 and abs(one - two) >= 0.2 * larger


@dataclass(frozen=True, slots=True)
class _Case:
    """What stays the same while limits are tried."""

    needs: Sequence[Need]
    sessions: Sequence[SessionDocument]
    held: Mapping[str, int]
    today: date

    def modest(self, kind: Kind, constraints: Constraints) -> Plan | None:
        """The plan that asks least, in the sense of `kind`, and covers anything at all."""
        model = _model(self.needs, self.sessions, constraints, self.held, self.today)
        if not model.pairs:
            return None
        worth = _negated(model.worth())
        anything = (worth, max(worth.values()) / 2)
        rows = [*_limit_rows(model, constraints), anything]
        found = model.solve(_objective(model, kind, constraints), rows)
        return _plan(kind, model, found, constraints) if found else None


def _relaxations(case: _Case, constraints: Constraints) -> Iterator[Relaxation]:
    """Limits whose removal alone opens a plan, with the least value that is enough."""
    for limit in LIMITS:
        freed = _without(constraints, limit)
        found = case.modest(_MODEST.get(limit, "fastest"), freed) if freed != constraints else None
        if found:
            yield Relaxation(limit, _least(limit, found, case, freed))


def _least(limit: Limit, found: Plan, case: _Case, freed: Constraints) -> float | None:
    """The least of `limit` with which a plan exists; `found` is one, without that limit."""
    needed = _asked(limit, found, case.today)
    while limit in _STEPWISE and needed is not None:
        less = case.modest(found.kind, _with(freed, limit, needed - _STEP))
        if less is None:
            break
        needed = _asked(limit, less, case.today)
    return needed


def _together(case: _Case, constraints: Constraints) -> tuple[Relaxation, ...]:
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
