"""The chain, computed live: answers -> roles -> gap -> plans -> openings.

Reads only. The matcher says what fits, the planner which sessions close the gap, the database
what is open. Everything comes back as matching's own values with the rows a page shows; no
sentence is made here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session as Database

from skills4all.errors import NotFound
from skills4all.matching.coverage import Band, Coverage, State
from skills4all.matching.documents import LearnerProfile, OpeningDocument
from skills4all.matching.gap import Gap, sharpening
from skills4all.matching.holdings import Via
from skills4all.matching.plan_model import Need
from skills4all.matching.planning import plan
from skills4all.matching.plans import Constraints, Plan, Planning
from skills4all.matching.ranking import MODEL_VERSION, Matcher, OpeningMatch, RoleMatch, Standing
from skills4all.matching.vocabulary import Occupation
from skills4all.models import Opening, Pledge, Session
from skills4all.queries import sessions as session_rows
from skills4all.services import knowledge, role_nearness
from skills4all.services.indexing.live import LiveIndexes
from skills4all.services.open_today import OpenToday

SAME_ROLE = 0.5
"""A posting belongs to a role when the role's skills cover at least this much of it."""
LEAST_NEED = 0.01
MOST_UNLOCKS = 3


@dataclass(frozen=True)
class ModelStamp:
    """Which knowledge computed a result; every recommendation carries it."""

    version: str
    vocabulary: str
    index: str


@dataclass(frozen=True)
class Recommendation:
    """Roles best first. `sharpen`: skills whose answer would tell most, over the first roles."""

    standing: Standing
    roles: tuple[RoleMatch, ...]
    sharpen: tuple[str, ...]
    model: ModelStamp


@dataclass(frozen=True)
class Job:
    """An opening or a pledge with how the learner stands to it."""

    match: OpeningMatch
    row: Opening | Pledge

    @property
    def pledged(self) -> bool:
        return self.match.opening.pledged


@dataclass(frozen=True)
class Jobs:
    """What may be at the end.

    `now`: open today and at least a stretch today. `after`: pledges and openings that start once
    the plan is done. `similar`: open today for people who have the skills already; they tell who
    hires for this, they will not be waiting.
    """

    now: tuple[Job, ...]
    after: tuple[Job, ...]
    similar: tuple[Job, ...]


@dataclass(frozen=True)
class Unlock:
    """Learning `skill` would bring `openings` more postings of today within reach."""

    skill: str
    openings: int


@dataclass(frozen=True)
class Pathway:
    """One role for one learner.

    `before` is the role without the what-if skills, if any; `after` the coverage once each plan
    of `planning` is done, in the same order; `sessions` the rows of the sessions its plans take.
    """

    role: RoleMatch
    before: RoleMatch | None
    planning: Planning
    after: tuple[Coverage, ...]
    sessions: Mapping[str, Session]
    jobs: Jobs
    unlocks: tuple[Unlock, ...]
    sharpen: tuple[str, ...]
    model: ModelStamp


def recommend(
    profile: LearnerProfile, live: LiveIndexes, limit: int | None = None
) -> Recommendation:
    """Roles for a profile, best first. Touches no database."""
    matcher = knowledge.matcher()
    standing = matcher.standing(profile)
    roles = matcher.roles(standing, role_nearness.nearness(standing, live.all()))[:limit]
    return Recommendation(standing, tuple(roles), _to_sharpen(roles), stamp(live))


def pathway(
    database: Database,
    profile: LearnerProfile,
    occupation: str,
    *,
    learn: Sequence[str],
    constraints: Constraints,
    live: LiveIndexes,
    today: date,
) -> Pathway:
    """Gap, plans, openings and unlocks for one role. Raises `NotFound` for an unknown role."""
    vocabulary = knowledge.vocabulary()
    role = vocabulary.occupations.get(vocabulary.current(occupation))
    if role is None:
        raise NotFound(kind="occupation")
    return pathways(
        database,
        profile,
        [role],
        learn=learn,
        constraints=constraints,
        live=live,
        today=today,
    )[0]


def pathways(
    database: Database,
    profile: LearnerProfile,
    roles: Sequence[Occupation],
    *,
    learn: Sequence[str] = (),
    constraints: Constraints,
    live: LiveIndexes,
    today: date,
) -> list[Pathway]:
    """Pathways to several roles, in the order given; the database is read once for all."""
    matcher = knowledge.matcher()
    standing = matcher.standing(profile)
    aims = [_Aim.of(matcher, standing, role, learn) for role in roles]
    open_today = OpenToday.read(
        database,
        roles,
        [need for aim in aims for need in aim.needs],
        held_levels(standing),
        live,
        today,
    )
    found = [_pathway(aim, standing, constraints, open_today, live, today) for aim in aims]
    chosen = {
        step.session.id for each in found for plan in each.planning.plans for step in plan.steps
    }
    sessions = session_rows.with_public_ids(database, chosen) if chosen else {}
    return [replace(each, sessions=sessions) for each in found]


@dataclass(frozen=True)
class _Aim:
    """A role, how the learner stands to it with the what-if skills, and what is missing."""

    match: RoleMatch
    standing: Standing
    needs: tuple[Need, ...]
    supposed: bool

    @classmethod
    def of(
        cls, matcher: Matcher, standing: Standing, role: Occupation, learn: Sequence[str]
    ) -> "_Aim":
        with_learned = matcher.with_skills(standing, wanted_levels(role, learn))
        match = matcher.role(with_learned, role)
        return cls(match, with_learned, tuple(needs(match.gap)), bool(learn))


def _pathway(
    aim: _Aim,
    today_standing: Standing,
    constraints: Constraints,
    open_today: OpenToday,
    live: LiveIndexes,
    today: date,
) -> Pathway:
    matcher = knowledge.matcher()
    match, standing, role = aim.match, aim.standing, aim.match.occupation
    planning = plan(
        aim.needs,
        open_today.sessions,
        constraints,
        held_levels(standing),
        today,
    )
    return Pathway(
        role=match,
        before=matcher.role(today_standing, role) if aim.supposed else None,
        planning=planning,
        after=tuple(
            matcher.cover(matcher.with_skills(standing, each.learned), role.requirements)
            for each in planning.plans
        ),
        sessions={},
        jobs=_jobs(matcher, standing, role, planning.plans, open_today),
        unlocks=_unlocks(matcher, standing, match, open_today.near_role(role)),
        sharpen=sharpening(match.gap),
        model=stamp(live),
    )


def stamp(live: LiveIndexes) -> ModelStamp:
    return ModelStamp(MODEL_VERSION, knowledge.vocabulary().version, live.version)


def needs(gap: Gap) -> list[Need]:
    """What a plan should bring, worth what each would add to the score."""
    found = []
    for item in gap.to_learn:
        worth = item.share * (1.0 - item.value)
        below = item.level is not None and item.level < item.requirement.level
        indirect = item.via in (Via.NEAR, Via.BROADER)
        certain = item.state is State.MISSING or (
            item.state is State.PARTLY and (below or indirect)
        )
        if worth >= LEAST_NEED:
            found.append(Need(item.requirement.skill, item.requirement.level, worth, certain))
    return found


def held_levels(standing: Standing) -> dict[str, int]:
    """Skill -> level held, for prerequisites: told, certified, or had by most graduates."""
    levels: dict[str, int] = {}
    for skill, offers in standing.holdings.offers.items():
        sure = (
            offer.level
            for offer in offers
            if offer.via in (Via.DIRECT, Via.NARROWER) and offer.evidence.strength >= 0.5
        )
        best = max(sure, default=0)
        if best:
            levels[skill] = best
    return levels


def wanted_levels(role: Occupation, skills: Iterable[str]) -> dict[str, int]:
    """Each skill at the level the role wants, or 2 where it does not ask for it."""
    wanted = {row.skill: row.level for row in role.requirements}
    return {skill: wanted.get(skill, 2) for skill in skills}


def _to_sharpen(roles: Sequence[RoleMatch], look_at: int = 5, limit: int = 3) -> tuple[str, ...]:
    weight: dict[str, float] = {}
    for role in roles[:look_at]:
        for item in role.gap.unknown:
            skill = item.requirement.skill
            weight[skill] = weight.get(skill, 0.0) + item.share
    return tuple(sorted(weight, key=lambda skill: (-weight[skill], skill))[:limit])


def _jobs(
    matcher: Matcher,
    standing: Standing,
    role: Occupation,
    plans: Sequence[Plan],
    open_today: OpenToday,
) -> Jobs:
    ours = _belonging(matcher, role, open_today.near_role(role))
    ends = min((each.ends for each in plans), default=None)
    later = [d for d in ours if ends is not None and d.starts is not None and d.starts >= ends]
    after_plan = _after(matcher, standing, plans)
    after = [
        match
        for match in matcher.openings(after_plan, [*open_today.pledged_for(role), *later])
        if ends is None or match.opening.starts is None or match.opening.starts >= ends
    ]
    taken = {match.opening.id for match in after}
    today_matches = matcher.openings(standing, [d for d in ours if d.id not in taken])
    near = (Band.WITHIN_REACH, Band.STRETCH)
    now = [match for match in today_matches if match.coverage.band in near]
    similar = [match for match in today_matches if match.coverage.band not in near]
    rows = open_today.rows
    return Jobs(
        *(tuple(Job(m, rows[m.opening.id]) for m in group) for group in (now, after, similar))
    )


def _belonging(
    matcher: Matcher, role: Occupation, openings: Sequence[OpeningDocument]
) -> list[OpeningDocument]:
    """Of the same role; or of none, and mostly asking for what the role asks."""
    holder = matcher.with_skills(
        matcher.standing(LearnerProfile()), {row.skill: row.level for row in role.requirements}
    )
    return [
        document
        for document in openings
        if document.occupation == role.id
        or (
            document.occupation is None
            and (matcher.cover(holder, document.requirements).score or 0.0) >= SAME_ROLE
        )
    ]


def _after(matcher: Matcher, standing: Standing, plans: Sequence[Plan]) -> Standing:
    return matcher.with_skills(standing, plans[0].learned) if plans else standing


def _unlocks(
    matcher: Matcher, standing: Standing, match: RoleMatch, candidates: Sequence[OpeningDocument]
) -> tuple[Unlock, ...]:
    """What one more skill would bring within reach among today's openings."""
    held_back = [
        document
        for document in candidates
        if matcher.cover(standing, document.requirements).band is not Band.WITHIN_REACH
    ]
    gains = []
    for item in match.gap.to_learn[:8]:
        skill, level = item.requirement.skill, item.requirement.level
        learned = matcher.with_skills(standing, {skill: level})
        wanting = [d for d in held_back if any(row.skill == skill for row in d.requirements)]
        count = sum(
            matcher.cover(learned, document.requirements).band is Band.WITHIN_REACH
            for document in wanting
        )
        if count:
            gains.append(Unlock(skill, count))
    return tuple(sorted(gains, key=lambda gain: (-gain.openings, gain.skill))[:MOST_UNLOCKS])
