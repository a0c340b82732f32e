"""A stored profile, said as the answers that stand in an address."""

from __future__ import annotations

from sqlalchemy.orm import Session as Database

from skills4all.matching.documents import Background, Evidence, Source
from skills4all.models import Learner
from skills4all.queries.learners import profile_of
from skills4all.services.answers import CENTIMES, Answers, Possibilities
from skills4all.services.knowledge import vocabulary

_RANK = {source: rank for rank, source in enumerate(Source)}
_STATUS = {"abandoned": 0, "in_progress": 1, "obtained": 2}


def answers_of(database: Database, learner: Learner) -> Answers:
    """The answers of a learner. An address holds one course of study: the highest obtained."""
    profile = profile_of(database, learner)
    main = max(profile.backgrounds, key=_weight, default=None)
    best = _strongest(profile.evidence)
    return Answers(
        field=main.field if main else None,
        level=main.level if main else None,
        place=profile.place,
        have={skill: item.level for skill, item in best.items() if not item.denied},
        lack=tuple(sorted(skill for skill, item in best.items() if item.denied)),
        possibilities=possibilities_of(learner),
    )


def possibilities_of(learner: Learner) -> Possibilities:
    """What the learner can give, in the units of an address (MAD, whole hours)."""
    return Possibilities(
        budget=None if learner.budget is None else learner.budget // CENTIMES,
        months=learner.months,
        hours=None if learner.hours_per_week is None else int(learner.hours_per_week),
        km=learner.max_km,
        modes=() if learner.mode is None else (learner.mode.value,),
    )


def _weight(background: Background) -> tuple[int, int, int]:
    rank = vocabulary().level_rank(background.level)
    return (_STATUS[background.status], rank, background.year or 0)


def _strongest(evidence: tuple[Evidence, ...]) -> dict[str, Evidence]:
    best: dict[str, Evidence] = {}
    for item in evidence:
        known = best.get(item.skill)
        if known is None or _RANK[item.source] > _RANK[known.source]:
            best[item.skill] = item
    return best
