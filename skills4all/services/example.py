"""The living example of the first page: one person's chain, computed with the sessions and the
openings of today, kept for the day.

Plain values only: what a page keeps between requests must not hold rows of a closed database.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session as Database

from skills4all.matching.ranking import RoleMatch
from skills4all.models import Session
from skills4all.services import knowledge, recommendations
from skills4all.services.answers import Answers
from skills4all.services.indexing.live import LiveIndexes

SOMEBODY = Answers(field="smp", level="licence", place="taza")
GOALS = ("python-developer", "data-analyst", "software-tester", "web-developer")
"""What people ask for by name; the first with a plan and somebody who hires is told."""


@dataclass(frozen=True, slots=True)
class Course:
    """The session of the plan that teaches most, as it stands in the catalogue."""

    title: str
    language: str
    by: str
    place: str | None
    mode: str
    starts: date
    price: int


@dataclass(frozen=True, slots=True)
class Example:
    """`after`: coverage once the plan of `steps` sessions is done; `jobs`: who hires for it."""

    answers: Answers
    match: RoleMatch
    course: Course
    steps: int
    cost: int
    ends: date
    after: float
    jobs: int


def of_today(database: Database, live: LiveIndexes, today: date) -> Example | None:
    """The example, or None while no session closes a gap. Computed once a day, and
    when the indexes are first there: not at each change, which a country makes every minute.
    """
    key = (str(live.folder), bool(live.version), today)
    if key not in _kept:
        _kept.clear()
        _kept[key] = _computed(database, live, today)
    return _kept[key]


_kept: dict[tuple[str, bool, date], Example | None] = {}


def forget() -> None:
    """Compute it again when it is asked for next."""
    _kept.clear()


def _computed(database: Database, live: LiveIndexes, today: date) -> Example | None:
    roles = knowledge.vocabulary().occupations
    found = (
        recommendations.pathway(
            database,
            SOMEBODY.profile(),
            goal,
            learn=(),
            constraints=SOMEBODY.possibilities.constraints(SOMEBODY.place),
            live=live,
            today=today,
        )
        for goal in GOALS
        if goal in roles
    )
    return next((told for told in map(_told, found) if told is not None), None)


def _told(found: recommendations.Pathway) -> Example | None:
    """The plan of fewest sessions, then of least cost, when there is one and somebody hires."""
    jobs = (*found.jobs.now, *found.jobs.after, *found.jobs.similar)
    plans = [
        (len(plan.steps), plan.cost, at, after.score)
        for at, (plan, after) in enumerate(zip(found.planning.plans, found.after, strict=True))
        if after.score is not None and plan.steps
    ]
    if not plans or not jobs:
        return None
    steps, cost, at, after = min(plans)
    plan = found.planning.plans[at]
    most = max(plan.steps, key=lambda step: len(step.covers))
    return Example(
        answers=SOMEBODY,
        match=found.role,
        course=_course(found.sessions[most.session.id]),
        steps=steps,
        cost=cost,
        ends=plan.ends,
        after=after,
        jobs=len(jobs),
    )


def _course(session: Session) -> Course:
    programme = session.programme
    price = session.price if session.price is not None else programme.price
    return Course(
        title=programme.title,
        language=programme.content_language,
        by=programme.organisation.name,
        place=session.place_id,
        mode=(session.mode or programme.mode).value,
        starts=session.starts_on,
        price=price,
    )
