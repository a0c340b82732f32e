"""Roles that ask for much the same as one role: where to look next.

Two roles are as near as what they both ask for, weighed as in a coverage by how telling each skill
is, compared with all that either asks for. Nothing of a person enters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from skills4all.matching.vocabulary import Occupation
from skills4all.services import knowledge

OPTIONAL = 0.5
LEAST_SHARED = 3
"""With fewer skills in common, two roles are not worth comparing."""


@dataclass(frozen=True, slots=True)
class NearRole:
    """`shared`: how many skills both roles ask for."""

    role: Occupation
    shared: int


def near(role: Occupation, most: int = 6) -> list[NearRole]:
    """The nearest first; fewer than `most`, even none, when little is shared."""
    asked = _asked(knowledge.vocabulary().version)
    mine = asked[role.id]
    found = [
        (_likeness(mine, theirs), NearRole(knowledge.vocabulary().occupations[other], shared))
        for other, theirs in asked.items()
        if other != role.id and (shared := len(mine.keys() & theirs.keys())) >= LEAST_SHARED
    ]
    found.sort(key=lambda pair: (-pair[0], pair[1].role.id))
    return [each for _likeness_of, each in found[:most]]


def _likeness(mine: Mapping[str, float], theirs: Mapping[str, float]) -> float:
    either = mine.keys() | theirs.keys()
    both = sum(min(mine.get(skill, 0.0), theirs.get(skill, 0.0)) for skill in either)
    return both / sum(max(mine.get(skill, 0.0), theirs.get(skill, 0.0)) for skill in either)


@lru_cache(maxsize=1)
def _asked(_vocabulary: str) -> dict[str, dict[str, float]]:
    """Role -> skill -> weight; once a process, as the vocabulary only changes with a release."""
    telling = knowledge.matcher().telling
    return {
        role.id: {
            row.skill: row.weight
            * telling.get(row.skill, 1.0)
            * (1.0 if row.relation == "essential" else OPTIONAL)
            for row in role.requirements
        }
        for role in knowledge.vocabulary().occupations.values()
    }
