"""The skills of a learner as a page shows them: each once, with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session as Database

from skills4all.matching.documents import Evidence, Source
from skills4all.matching.priors import inferred_evidence
from skills4all.models import Learner
from skills4all.queries.learners import profile_of
from skills4all.services import knowledge

_RANK = {source: rank for rank, source in enumerate(Source)}


@dataclass(frozen=True, slots=True)
class SkillsToldOf:
    """`supposed`: inferred, waiting for a yes or a no, strongest first. `had` and `denied`: said,
    read or certified."""

    supposed: tuple[Evidence, ...]
    had: tuple[Evidence, ...]
    denied: tuple[Evidence, ...]


def skills_of(database: Database, learner: Learner) -> SkillsToldOf:
    """What is known of the learner's skills, the strongest evidence for each."""
    profile = profile_of(database, learner)
    best: dict[str, Evidence] = {}
    for item in profile.evidence:
        known = best.get(item.skill)
        if known is None or _RANK[item.source] > _RANK[known.source]:
            best[item.skill] = item
    supposed = [
        item
        for item in inferred_evidence(knowledge.vocabulary(), profile.backgrounds)
        if item.skill not in best
    ]
    told = [best[skill] for skill in sorted(best)]
    return SkillsToldOf(
        tuple(sorted(supposed, key=lambda item: (-item.strength, item.skill))),
        tuple(item for item in told if not item.denied),
        tuple(item for item in told if item.denied),
    )
