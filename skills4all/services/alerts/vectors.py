"""News and learners as vectors whose product is the very score that the rule gives.

An opening is a vector of the shares of its requirements, a learner one of how far each is met:
their product is the coverage. A session has the same weight for each skill it teaches, a pathway
one for each skill it misses: their product counts the skills. The index weighs terms by rarity and
brings every vector to length 1, so rarity is divided out beforehand and a term that nobody asks for
fills each vector up to the same length.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping

from skills4all.matching.coverage import Known
from skills4all.matching.index import IndexDocument
from skills4all.services.alerts.items import Item, Items, NewOpening, NewSession

FILLING = "filling"
Vector = dict[str, float]


class Vectors:
    """Over one set of news: `documents` to index, and what to ask."""

    def __init__(self, items: Items) -> None:
        self._items = items
        taught = (each.taught for each in items.by_id.values() if isinstance(each, NewSession))
        self._most = max(map(len, taught), default=1)
        plain = {item.id: self._plain(item) for item in items.by_id.values()}
        self._rarity = _rarity(plain)
        self.documents = [self._document(item, plain[item.id]) for item in items.by_id.values()]
        self._levels: dict[str, set[int]] = defaultdict(set)
        for asked in items.asked.values():
            for each in asked:
                self._levels[each.requirement.skill].add(each.requirement.level)

    def held(self, known: Known) -> Vector:
        """How far a learner meets whatever some opening asks."""
        found = {
            _asked(skill, level): known.met(skill, level).value
            for skill in known.holdings.offers
            for level in self._levels.get(skill, ())
        }
        return self._flat(found)

    def missed(self, gap: frozenset[str]) -> Vector:
        return self._flat({_taught(skill): 1.0 for skill in gap})

    def _flat(self, vector: Mapping[str, float]) -> Vector:
        """Without the rarity that the index is going to multiply by; unknown terms drop out."""
        rarity = self._rarity
        return {term: weight / rarity[term] for term, weight in vector.items() if term in rarity}

    def _plain(self, item: Item) -> Vector:
        """At most of length 1."""
        if isinstance(item, NewOpening):
            found: Vector = defaultdict(float)
            for each in self._items.asked[item.id]:
                found[_asked(each.requirement.skill, each.requirement.level)] += each.share
        else:
            # The shorter the vector the more the filling: all have room for the most taught.
            found = {_taught(skill): 1.0 / self._most for skill in item.taught}
        length = sum(weight * weight for weight in found.values())
        return {**found, FILLING: math.sqrt(max(0.0, 1.0 - length))}

    def _document(self, item: Item, vector: Vector) -> IndexDocument:
        facets = {"group": item.group, "day": self._items.days[item.id]}
        return IndexDocument(item.id, self._flat(vector), facets)


def _rarity(vectors: Mapping[str, Vector]) -> dict[str, float]:
    """What the index is going to fit: the smoothed inverse document frequency."""
    counts = Counter(
        term for vector in vectors.values() for term, weight in vector.items() if weight
    )
    total = len(vectors)
    return {term: math.log((1 + total) / (1 + count)) + 1 for term, count in counts.items()}


def _asked(skill: str, level: int) -> str:
    return f"s:{skill}:{level}"


def _taught(skill: str) -> str:
    return f"t:{skill}"
