"""What a learner holds: evidence weighed by its source, and carried over to related skills.

The table of trust is stated here once: certified counts above declared, declared above read,
read above inferred. What a learner says of a skill replaces what we supposed of it; a denial
removes it, unless something stronger (a certificate) says otherwise.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from skills4all.matching.documents import Evidence, Source
from skills4all.matching.vocabulary import Vocabulary

TRUST: Mapping[Source, float] = {
    Source.CERTIFIED: 1.0,
    Source.DECLARED: 0.9,
    Source.READ: 0.87,
    Source.INFERRED: 0.85,
}
_RANK = {source: rank for rank, source in enumerate(Source)}

FROM_NARROWER = 0.88
"""Who knows PostgreSQL knows most of "relational databases": factor per step up. Below the trust in
a declaration, so that a certificate of the part never equals the word for the whole: of two equal
offers no reason would be the true one."""
FROM_BROADER = 0.25
"""Who knows "relational databases" has a start in PostgreSQL: one step down only."""
UNTOLD_LEVEL = 2
"""Level of a skill named without one; B1 for a human language."""
UNTOLD_LANGUAGE_LEVEL = 3


class Via(StrEnum):
    """How an evidence reaches a requirement."""

    DIRECT = "direct"
    NARROWER = "narrower"
    NEAR = "near"
    BROADER = "broader"


class Offer(NamedTuple):
    """`evidence` speaks for a skill, directly or through a related one, with `trust` in [0, 1].

    A tuple, since one person brings hundreds.
    """

    evidence: Evidence
    trust: float
    level: int
    via: Via

    def value(self, wanted: int) -> float:
        """Share in [0, 1] of a requirement at level `wanted` that this offer meets."""
        return self.trust if self.level >= wanted else self.trust * (self.level / wanted)


@dataclass(frozen=True)
class Holdings:
    """Offers by the skill they speak for, and the skills denied."""

    offers: Mapping[str, tuple[Offer, ...]]
    denied: Mapping[str, Evidence]
    held: frozenset[str]

    @property
    def empty(self) -> bool:
        return not self.offers and not self.denied

    def best(self, skill: str, wanted: int) -> Offer | None:
        """The offer that meets most of `skill` at level `wanted`; of two equal ones the direct."""
        offers = self.offers.get(skill, ())
        if len(offers) < 2:  # Most skills are spoken for once: nothing to weigh.
            return offers[0] if offers else None
        return max(offers, key=lambda offer: (offer.value(wanted), offer.via is Via.DIRECT))


def weigh(vocabulary: Vocabulary, evidence: Iterable[Evidence]) -> Holdings:
    """Weigh `evidence` and carry it to related skills of `vocabulary`; unknown skills are left."""
    by_skill: dict[str, list[Evidence]] = defaultdict(list)
    for item in evidence:
        skill = vocabulary.current(item.skill)
        if skill in vocabulary.skills:
            by_skill[skill].append(item)
    offers: dict[str, list[Offer]] = defaultdict(list)
    denied: dict[str, Evidence] = {}
    held = set()
    for skill, items in by_skill.items():
        standing, denial = _standing(items)
        if denial is not None:
            denied[skill] = denial
        for item in standing:
            held.add(skill)
            _spread(vocabulary, skill, item, offers)
    return Holdings(
        offers={
            skill: tuple(found) for skill, found in sorted(offers.items()) if skill not in denied
        },
        denied=denied,
        held=frozenset(held),
    )


def _standing(items: list[Evidence]) -> tuple[list[Evidence], Evidence | None]:
    """Evidence that stands, and the denial in force if there is one."""
    denials = [item for item in items if item.denied]
    ceiling = max((_RANK[item.source] for item in denials), default=-1)
    standing = [item for item in items if not item.denied and _RANK[item.source] > ceiling]
    if any(item.source is Source.DECLARED for item in standing):
        supposed = [item for item in standing if item.source is Source.INFERRED]
        told = [item for item in standing if item.source is not Source.INFERRED]
        standing = [_confirmed(item, supposed) for item in told]
    return standing, denials[0] if denials and not standing else None


def _confirmed(item: Evidence, supposed: list[Evidence]) -> Evidence:
    """Who confirms what we supposed, without naming a level, confirms the level too."""
    levels = [each.level for each in supposed if each.level is not None]
    if item.source is not Source.DECLARED or item.level is not None or not levels:
        return item
    return replace(item, level=max(levels))


def _spread(
    vocabulary: Vocabulary, skill: str, item: Evidence, offers: dict[str, list[Offer]]
) -> None:
    trust = TRUST[item.source] * item.strength
    known = vocabulary.skills[skill]
    untold = UNTOLD_LANGUAGE_LEVEL if known.kind == "language" else UNTOLD_LEVEL
    level = untold if item.level is None else item.level
    offers[skill].append(Offer(item, trust, level, Via.DIRECT))
    for steps, ancestor in enumerate(vocabulary.ancestors(skill), start=1):
        offers[ancestor].append(Offer(item, trust * FROM_NARROWER**steps, level, Via.NARROWER))
    for narrower in vocabulary.narrower.get(skill, ()):
        offers[narrower].append(Offer(item, trust * FROM_BROADER, level, Via.BROADER))
    for near, strength in known.near:
        offers[near].append(Offer(item, trust * strength, level, Via.NEAR))
