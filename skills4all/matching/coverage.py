"""Directional coverage: how much of what a role needs a learner covers. The score people see.

Each requirement weighs `weight x telling x (1 if essential else OPTIONAL_SHARE)`; it is met by
the best single offer for it. The sum is divided by the total weight, or by `FLOOR` where a role or
a posting asks for so little that meeting it proves nothing. Directional: what a learner has beyond
the role neither helps nor hurts. The design follows the finding that coverage of essential skills
predicts felt feasibility better than any symmetric similarity (Nesta, Career Causeways, 2021).
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from skills4all.matching.documents import Evidence, Source
from skills4all.matching.holdings import Holdings, Offer, Via
from skills4all.matching.vocabulary import Requirement, Vocabulary

OPTIONAL_SHARE = 0.2
FLOOR = 2.0
"""Least total weight a score is measured against: about five telling essential skills."""
LIKELY = 0.5
"""An inferred skill counts as evidence when at least half of the graduates have it."""
LEAST_TELLING = 0.3
SOFT_SHARE = 0.5
"""Transversal skills and human languages tell half: nobody can say who lacks teamwork."""


class State(StrEnum):
    """What we know of one requirement."""

    MATCHED = "matched"
    PARTLY = "partly"
    MISSING = "missing"
    UNKNOWN = "unknown"


class Band(StrEnum):
    WITHIN_REACH = "within_reach"
    STRETCH = "stretch"
    FAR = "far"
    UNKNOWN = "unknown"


BANDS = ((0.20, Band.WITHIN_REACH), (0.10, Band.STRETCH), (0.0, Band.FAR))


class Item(NamedTuple):
    """One requirement, what we know of it and what it adds to the score.

    A tuple, as `reasons.Reason`: thousands are made for one page, and a frozen dataclass costs
    several times as much to make.

    `share`: its part of the score's denominator; `value` in [0, 1]: how far it is met;
    `share * value` summed over the items is the score. `evidence` and `via` say why.
    """

    requirement: Requirement
    state: State
    share: float
    value: float = 0.0
    evidence: Evidence | None = None
    via: Via | None = None
    level: int | None = None

    @property
    def contribution(self) -> float:
        return self.share * self.value


@dataclass(frozen=True, slots=True)
class Asked:
    """A requirement and its share in [0, 1] of the score's denominator.

    `unknown` is its item for everybody of whom nothing is known there: most items of most people.
    """

    requirement: Requirement
    share: float
    unknown: Item


class Met(NamedTuple):
    """What is known of a skill wanted at some level, whichever role wants it; see `Item`."""

    state: State
    value: float = 0.0
    evidence: Evidence | None = None
    via: Via | None = None
    level: int | None = None


@dataclass(frozen=True)
class Known:
    """All that is known of one learner: what they hold, and what they were never taught.

    Answers are remembered: a hundred roles ask for the same few hundred skills.
    """

    holdings: Holdings
    untaught: frozenset[str] = frozenset()
    _met: dict[tuple[str, int], Met] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @cached_property
    def skills(self) -> frozenset[str]:
        """Skills of which anything is known, for or against."""
        return self.untaught.union(self.holdings.offers, self.holdings.denied)

    def met(self, skill: str, wanted: int) -> Met:
        """How far a skill out of `skills` is met at level `wanted`."""
        found = self._met.get((skill, wanted))
        if found is None:
            found = self._met[skill, wanted] = self._judged(skill, wanted)
        return found

    def _judged(self, skill: str, wanted: int) -> Met:
        denial = self.holdings.denied.get(skill)
        best = None if denial else self.holdings.best(skill, wanted)
        if best is None:
            return Met(State.MISSING, evidence=denial)
        state = State.MATCHED if _matches(best, wanted) else State.PARTLY
        return Met(state, best.value(wanted), best.evidence, best.via, best.level)


@dataclass(frozen=True, slots=True)
class Coverage:
    """`score` in [0, 1], or None when nothing at all is known either way."""

    score: float | None
    items: tuple[Item, ...]

    @property
    def band(self) -> Band:
        return band_of(self.score)


def band_of(score: float | None) -> Band:
    if score is None:
        return Band.UNKNOWN
    return next(band for least, band in BANDS if score >= least)


def telling_weights(vocabulary: Vocabulary) -> Mapping[str, float]:
    """How telling each required skill is: 1 for one role's own, LEAST_TELLING for what all ask.

    Inverse document frequency over the occupations, scaled to [LEAST_TELLING, 1], halved for
    soft skills.
    """
    roles = vocabulary.occupations.values()
    counts = Counter(row.skill for role in roles for row in role.requirements)
    total = max(len(vocabulary.occupations), 1)
    top = math.log((total + 1) / 1.5)

    def telling(count: int) -> float:
        rarity = math.log((total + 1) / (count + 0.5)) / top if top > 0 else 1.0
        return LEAST_TELLING + (1 - LEAST_TELLING) * max(0.0, min(1.0, rarity))

    return {
        skill: telling(count) * (SOFT_SHARE if _soft(vocabulary, skill) else 1.0)
        for skill, count in counts.items()
    }


def _soft(vocabulary: Vocabulary, skill: str) -> bool:
    known = vocabulary.skills.get(skill)
    return known is not None and known.kind in ("transversal", "language")


def cover(
    requirements: Sequence[Requirement], known: Known, telling: Mapping[str, float]
) -> Coverage:
    """Coverage of `requirements` by what is known of a learner.

    `telling`: skill -> (0, 1]; a skill it does not know counts 1. Items come heaviest first, then
    by skill.
    """
    return cover_asked(asked(requirements, telling), known)


def asked(requirements: Sequence[Requirement], telling: Mapping[str, float]) -> tuple[Asked, ...]:
    """Each requirement with its share of the whole, heaviest first, then by skill.

    The same for every learner, so a matcher keeps it for the roles of its vocabulary.
    """
    weights = [_weight(row, telling) for row in requirements]
    denominator = max(sum(weights), FLOOR)
    shares = [weight / denominator for weight in weights]
    rows = [
        Asked(row, share, Item(row, State.UNKNOWN, share))
        for row, share in zip(requirements, shares, strict=True)
    ]
    return tuple(sorted(rows, key=lambda each: (-each.share, each.requirement.skill)))


def cover_asked(rows: Sequence[Asked], known: Known) -> Coverage:
    """`cover` for requirements whose shares are known."""
    items, parts = [], []
    skills = known.skills
    for each in rows:
        row, share = each.requirement, each.share
        if row.skill not in skills:
            items.append(each.unknown)
            continue
        state, value, evidence, via, level = known.met(row.skill, row.level)
        items.append(Item(row, state, share, value, evidence, via, level))
        parts.append(share * value)
    score = math.fsum(parts) if parts and not known.holdings.empty else None
    return Coverage(score, tuple(items))


def _weight(row: Requirement, telling: Mapping[str, float]) -> float:
    share = 1.0 if row.relation == "essential" else OPTIONAL_SHARE
    return row.weight * telling.get(row.skill, 1.0) * share


def _matches(offer: Offer, wanted: int) -> bool:
    if offer.via not in (Via.DIRECT, Via.NARROWER) or offer.level < wanted:
        return False
    return offer.evidence.source is not Source.INFERRED or offer.evidence.strength >= LIKELY
