"""Plans: dated sessions that close a gap, chosen exactly, shown as two or three real choices.

First the most valuable cover that the constraints allow; then, without giving any of it up, the
earliest end, the least money, the least way from home. What stays uncovered is said. When nothing
fits, each constraint is tried without, to say which to relax and to how much.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from skills4all.matching import relaxing
from skills4all.matching.documents import SessionDocument
from skills4all.matching.plan_model import Need
from skills4all.matching.plans import Constraints, Plan, Planning
from skills4all.matching.solving import Case, every_kind


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
    solved = every_kind(needs, open_now, constraints, held, today)
    if solved:
        return Planning(_different(solved), (), untaught)
    case = Case(needs, open_now, held, today)
    alone = tuple(relaxing.alone(case, constraints))
    return Planning((), alone, untaught, () if alone else relaxing.together(case, constraints))


def _open(session: SessionDocument, today: date) -> bool:
    in_time = session.enrol_by is None or session.enrol_by >= today
    return in_time and session.starts >= today and session.seats_left > 0


def _taught(skill: str, sessions: Sequence[SessionDocument]) -> bool:
    return any(taught.skill == skill for session in sessions for taught in session.teaches)


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
