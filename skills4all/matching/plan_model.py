"""The planning problem as a mixed-integer programme: variables, rules, and one solve.

Columns: x (take session s, binary), z (session s is the one that covers need n, in [0, 1]),
and the last one, the day the plan ends. The rules say: a need is covered once and by a session
taken; one session a programme; no clash of weekly slots; no week above the hours available;
prerequisites held, or taught by a session taken that ends before. Solved by HiGHS through
`scipy.optimize.milp`, without a gap.

Mostly the whole gap can be covered, and then x alone is enough: for each need, one of the sessions
that cover it best. That model has a third of the rows and solves some six times as fast.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from skills4all.matching.documents import SessionDocument, Taught

Row = dict[int, float]
_TIME_LIMIT = 1
"""The status of `milp` when its time was over."""


@dataclass(frozen=True, slots=True)
class Need:
    """A skill to reach at `level`; `weight` > 0 says how much its cover is worth.

    `certain` is False where the learner may have it already ("if you do not have it yet").
    """

    skill: str
    level: int
    weight: float
    certain: bool = True


@dataclass(frozen=True)
class Solution:
    """Sessions taken, and need number -> session number that covers it; `proven` optimal."""

    taken: tuple[int, ...]
    covers: Mapping[int, int]
    value: float
    proven: bool


class PlanModel:
    """One instance over candidate `sessions` and `needs`; solved for several objectives."""

    def __init__(
        self,
        needs: Sequence[Need],
        sessions: Sequence[SessionDocument],
        held: Mapping[str, int],
        today: date,
    ) -> None:
        self.needs = needs
        self.sessions = sessions
        self.held = held
        self.pairs = [
            (at, number, share)
            for at, session in enumerate(sessions)
            for number, need in enumerate(needs)
            if (share := _share(session, need)) > 0
        ]
        self._shares: list[list[tuple[int, float]]] = [[] for _ in sessions]
        for at, number, share in self.pairs:
            self._shares[at].append((number, share))
        self.days = [(session.ends - today).days for session in sessions]
        self.size = len(sessions) + len(self.pairs) + 1
        self.timed_out = False
        """A solve ended without an answer because its time was over: nothing was proven."""
        self._rules: list[tuple[Row, float]] = []
        """About sessions alone; `_graded` ties the other columns to them."""
        self._graded: list[tuple[Row, float]] = []
        self._build()

    # Objectives, one coefficient a column: less is better.

    def worth(self) -> Row:
        """Weighted cover, to be maximised; unsure needs count after all sure ones of that size."""
        first = len(self.sessions)
        return {
            first + at: self.needs[number].weight * share
            for at, (_, number, share) in enumerate(self.pairs)
        }

    @property
    def most(self) -> float:
        """The worth of covering each need by its best session, if nothing stood in the way."""
        best: dict[int, float] = {}
        for _, number, share in self.pairs:
            best[number] = max(share, best.get(number, 0.0))
        return sum(self.needs[number].weight * share for number, share in best.items())

    def per_session(self, amounts: Sequence[float]) -> Row:
        return {at: amount for at, amount in enumerate(amounts) if amount}

    @property
    def end(self) -> int:
        """The column of the day on which the plan ends."""
        return self.size - 1

    def solve(
        self,
        objective: Row,
        extra: Sequence[tuple[Row, float]] = (),
        time_limit: float = 1.0,
    ) -> Solution | None:
        """Minimise `objective` under the rules and `extra` (row <= bound); None if infeasible."""
        rows = [*self._rules, *self._graded, *extra]
        upper = np.ones(self.size)
        upper[self.end] = max(self.days, default=0)
        return self._solved(objective, rows, upper, time_limit)

    def solve_whole(
        self,
        objective: Row,
        extra: Sequence[tuple[Row, float]],
        ends_by: int,
        time_limit: float = 1.0,
    ) -> Solution | None:
        """Minimise `objective` over plans worth `most` that end by that day; `objective` and
        `extra` speak of sessions alone. None if there is none, or none was found in time.
        """
        best: dict[int, float] = {}
        for _, number, share in self.pairs:
            best[number] = max(share, best.get(number, 0.0))
        covers: dict[int, Row] = {number: {} for number in best}
        for at, number, share in self.pairs:
            if share == best[number]:
                covers[number][at] = -1.0
        rows = [*self._rules, *extra, *((row, -1.0) for row in covers.values())]
        upper = np.array([float(day <= ends_by) for day in self.days])
        return self._solved(objective, rows, upper, time_limit)

    def greedy(self, extra: Sequence[tuple[Row, float]]) -> Solution:
        """A plan that keeps all rules, made session by session, most worth first: what is shown
        when no solver found one in its time. `extra` speaks of sessions alone.
        """
        rows = [*self._rules, *extra]
        by_session: dict[int, list[int]] = {}
        for number, (row, _) in enumerate(rows):
            for at, amount in row.items():
                if amount > 0:
                    by_session.setdefault(at, []).append(number)
        taken: set[int] = set()
        while True:
            covered = self._covered(taken)
            gains = [(self._gain(at, covered), -self.days[at], -at) for at in self._open(taken)]
            chosen = next(
                (
                    -at
                    for gain, _, at in sorted(gains, reverse=True)
                    if gain > 0 and _fits(-at, taken, rows, by_session)
                ),
                None,
            )
            if chosen is None:
                return self._taken(taken, proven=False)
            taken.add(chosen)

    def _open(self, taken: Collection[int]) -> Iterator[int]:
        return (at for at in range(len(self.sessions)) if at not in taken)

    def _covered(self, taken: Collection[int]) -> dict[int, float]:
        found: dict[int, float] = {}
        for at, number, share in self.pairs:
            if at in taken:
                found[number] = max(share, found.get(number, 0.0))
        return found

    def _gain(self, session: int, covered: Mapping[int, float]) -> float:
        return sum(
            self.needs[number].weight * max(0.0, share - covered.get(number, 0.0))
            for number, share in self._shares[session]
        )

    def _solved(
        self,
        objective: Row,
        rows: Sequence[tuple[Row, float]],
        upper: NDArray[np.float64],
        time_limit: float,
    ) -> Solution | None:
        cost = np.zeros(len(upper))
        for column, amount in objective.items():
            cost[column] = amount
        integral = np.zeros(len(upper))
        integral[: len(self.sessions)] = 1
        result = milp(
            cost,
            integrality=integral,
            bounds=Bounds(0, upper),
            constraints=LinearConstraint(_matrix(rows, len(upper)), ub=[b for _, b in rows]),
            options={"mip_rel_gap": 0.0, "time_limit": time_limit},
        )
        if result.x is None:
            self.timed_out = self.timed_out or result.status == _TIME_LIMIT
            return None
        return self._solution(result.x, result.status == 0)

    def _solution(self, x: NDArray[np.float64], proven: bool) -> Solution:
        return self._taken({at for at in range(len(self.sessions)) if x[at] > 0.5}, proven)

    def _taken(self, taken: Collection[int], proven: bool) -> Solution:
        best: dict[int, tuple[float, int]] = {}
        for at, number, share in self.pairs:
            if at in taken and share > best.get(number, (0.0, 0))[0]:
                best[number] = (share, at)
        value = sum(self.needs[number].weight * share for number, (share, _) in best.items())
        return Solution(
            tuple(sorted(taken)), {number: at for number, (_, at) in best.items()}, value, proven
        )

    def _build(self) -> None:
        self._cover_once()
        self._one_per_programme()
        self._no_clash()
        self._prerequisites()
        for at, day in enumerate(self.days):
            self._graded.append(({at: float(day), self.end: -1.0}, 0.0))

    def _cover_once(self) -> None:
        first = len(self.sessions)
        by_need: dict[int, Row] = {}
        for column, (at, number, _) in enumerate(self.pairs, start=first):
            self._graded.append(({column: 1.0, at: -1.0}, 0.0))
            by_need.setdefault(number, {})[column] = 1.0
        self._graded.extend((row, 1.0) for row in by_need.values())

    def _one_per_programme(self) -> None:
        numbered = sorted(range(len(self.sessions)), key=lambda at: self.sessions[at].programme)
        for _, group in groupby(numbered, key=lambda at: self.sessions[at].programme):
            members = list(group)
            if len(members) > 1:
                self._rules.append((dict.fromkeys(members, 1.0), 1.0))

    def _no_clash(self) -> None:
        """At most one session at any moment of the week. Slots are boxes of dates by hours, and
        boxes that all meet each other have a moment in common, so one row a moment is enough.
        """
        seen: set[frozenset[int]] = set()
        for group in _moments(self.sessions):
            if len(group) > 1 and group not in seen:
                seen.add(group)
                self._rules.append((dict.fromkeys(sorted(group), 1.0), 1.0))

    def _prerequisites(self) -> None:
        for at, session in enumerate(self.sessions):
            for wanted in session.requires:
                if self.held.get(wanted.skill, 0) >= wanted.level:
                    continue
                row: Row = {at: 1.0}
                row.update((before, -1.0) for before in self._before(session, wanted))
                self._rules.append((row, 0.0))

    def _before(self, session: SessionDocument, wanted: Taught) -> list[int]:
        return [
            at
            for at, other in enumerate(self.sessions)
            if other.ends < session.starts
            and any(t.skill == wanted.skill and t.level >= wanted.level for t in other.teaches)
        ]

    def hours_rows(self, hours: float) -> list[tuple[Row, float]]:
        """No week above `hours`: the load is highest on the day some session starts."""
        rows = []
        for start in sorted({session.starts for session in self.sessions}):
            active = {
                at: session.hours_per_week
                for at, session in enumerate(self.sessions)
                if session.starts <= start <= session.ends
            }
            rows.append((active, hours))
        return rows


def _moments(sessions: Sequence[SessionDocument]) -> Iterator[frozenset[int]]:
    """Sessions that have a lesson at each moment when some lesson of some session begins."""
    for weekday in range(7):
        lessons = [
            (slot.starts, slot.ends, session.starts, session.ends, at)
            for at, session in enumerate(sessions)
            for slot in session.slots
            if slot.weekday == weekday
        ]
        for hour in sorted({begins for begins, *_ in lessons}):
            held = [(first, last, at) for b, e, first, last, at in lessons if b <= hour < e]
            for day in sorted({first for first, *_ in held}):
                yield frozenset(at for first, last, at in held if first <= day <= last)


def clash(a: SessionDocument, b: SessionDocument) -> bool:
    """The same weekly slot in overlapping weeks."""
    if a.ends < b.starts or b.ends < a.starts:
        return False
    return any(
        one.weekday == two.weekday and one.starts < two.ends and two.starts < one.ends
        for one in a.slots
        for two in b.slots
    )


def _fits(
    session: int,
    taken: Collection[int],
    rows: Sequence[tuple[Row, float]],
    by_session: Mapping[int, Sequence[int]],
) -> bool:
    return all(
        sum(amount for at, amount in rows[number][0].items() if at in taken)
        + rows[number][0][session]
        <= rows[number][1]
        for number in by_session.get(session, ())
    )


def _share(session: SessionDocument, need: Need) -> float:
    """How far `session` alone brings a learner to `need`: its level over the level wanted."""
    levels = [taught.level for taught in session.teaches if taught.skill == need.skill]
    return min(1.0, max(levels) / need.level) if levels else 0.0


def _matrix(rows: Sequence[tuple[Row, float]], width: int) -> csr_array:
    indptr = np.cumsum([0, *(len(row) for row, _ in rows)])
    columns = np.array([column for row, _ in rows for column in row], dtype=np.int32)
    values = np.array([value for row, _ in rows for value in row.values()], dtype=np.float64)
    return csr_array((values, columns, indptr), shape=(len(rows), width))
