"""One case solved: the sessions allowed, the best cover, then each kind of plan that keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from skills4all.matching.documents import SessionDocument
from skills4all.matching.geography import distance_km
from skills4all.matching.plan_model import Need, PlanModel, Row, Solution
from skills4all.matching.plans import DAYS_A_MONTH, KINDS, Constraints, Kind, Plan, Step

UNSURE_SHARE = 0.3
"""What covering a skill counts that the learner may have already."""
_SLACK = 1e-6
_FEWER = 0.01
"""What a session costs beside the aim: of two plans alike the shorter one."""


@dataclass(frozen=True, slots=True)
class Case:
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
        rows = [*limit_rows(model, constraints), anything]
        found = model.solve(_objective(model, kind, constraints), rows)
        return _plan(kind, model, found, constraints) if found else None


def every_kind(
    needs: Sequence[Need],
    sessions: Sequence[SessionDocument],
    constraints: Constraints,
    held: Mapping[str, int],
    today: date,
) -> list[Plan]:
    model = _model(needs, sessions, constraints, held, today)
    limits = limit_rows(model, constraints)
    if not model.pairs:
        return []
    # Without a home nothing is near: that plan would promise what nobody knows.
    kinds = KINDS if constraints.home else KINDS[:2]
    found = _whole(model, limits, constraints, kinds) or _partial(model, limits, constraints, kinds)
    return [
        _plan(kind, model, solution, constraints)
        for kind, solution in zip(kinds, found, strict=True)
        if solution
    ]


def _whole(
    model: PlanModel,
    limits: Sequence[tuple[Row, float]],
    constraints: Constraints,
    kinds: Sequence[Kind],
) -> list[Solution | None]:
    """Plans that cover all that is taught; none when the limits do not allow it."""
    first = _fastest_whole(model, limits)
    if first is None:
        return []
    last = max(model.days)
    others = (
        model.solve_whole(_objective(model, kind, constraints), limits, last) for kind in kinds[1:]
    )
    return [first, *others]


def _fastest_whole(model: PlanModel, limits: Sequence[tuple[Row, float]]) -> Solution | None:
    """The one that ends first, then takes the fewest sessions: halving the days it may end on."""
    days = sorted(set(model.days))
    best = model.solve_whole({}, limits, days[-1])
    if best is None:
        return None
    low, high = 0, len(days) - 1
    model.timed_out = False
    while low < high:
        middle = (low + high) // 2
        found = model.solve_whole({}, limits, days[middle])
        if found is None:
            low = middle + 1
        else:
            best, high = found, middle
    missed = model.timed_out
    fewest = model.per_session([_FEWER] * len(model.sessions))
    shorter = model.solve_whole(fewest, limits, days[high])
    return replace(shorter or best, proven=bool(shorter and shorter.proven) and not missed)


def _partial(
    model: PlanModel,
    limits: Sequence[tuple[Row, float]],
    constraints: Constraints,
    kinds: Sequence[Kind],
) -> list[Solution | None]:
    """The most valuable cover the limits allow, then each kind that gives none of it up. A kind
    that is not found in time is left out; the cover itself never is.
    """
    worth = _negated(model.worth())
    best = model.solve(worth, limits)
    if best is None and model.timed_out:
        best = model.greedy(limits)
    if best is None or best.value <= 0:
        return [None for _ in kinds]
    keep = (worth, -best.value + _SLACK)
    found = [model.solve(_objective(model, kind, constraints), [*limits, keep]) for kind in kinds]
    return found if any(found) else [best, *(None for _ in kinds[1:])]


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


def limit_rows(model: PlanModel, constraints: Constraints) -> list[tuple[Row, float]]:
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
        return model.per_session([_FEWER] * len(model.sessions)) | {model.end: 1.0}
    amounts = dirhams if kind == "cheapest" else ways
    return model.per_session([amount + _FEWER for amount in amounts])


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
