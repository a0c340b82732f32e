"""The few news worth an exact look for each learner, found by an index of the news alone.

The index scores as the rule does (`vectors`), so its best are the rule's best, and the rule decides
on them. A group of news that is small, or whose best are too many alike, is looked at whole:
the letters are the same as of every learner with all news.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from skills4all.matching.index import SkillIndex
from skills4all.matching.index.asking import Found
from skills4all.services import knowledge
from skills4all.services.alerts.choosing import (
    MOST,
    Aim,
    Asking,
    Chosen,
    aims,
    for_pathway,
    may_be_told,
    together,
)
from skills4all.services.alerts.items import ANY, Item, Items, day_of
from skills4all.services.alerts.vectors import Vector, Vectors
from skills4all.services.gaps_near import region_of

K = 40
"""Candidates of each group: five times what a letter holds."""
ROUNDING = 1e-5
"""Scores nearer than this are equal to the rule, which then goes by ids."""
INDEX, ITEMS = "index", "items.json"

Question = tuple[tuple[str, ...], str]
"""Groups asked together, and the first day that counts."""


class Candidates:
    """News with its index; None when there is no news."""

    def __init__(
        self, items: Items, vectors: Vectors, index: SkillIndex | None, k: int = K
    ) -> None:
        self.items, self.index, self.k = items, index, k
        self._vectors = vectors

    @classmethod
    def of(cls, items: Items, k: int = K) -> Candidates:
        """Index news in memory. `k`, at least `MOST`: how many of a group are looked at."""
        vectors = Vectors(items)
        index = SkillIndex.fit(vectors.documents, "group") if len(items) else None
        return cls(items, vectors, index, k)

    def save(self, folder: Path) -> None:
        """Write what `open` reads: nothing of a learner."""
        folder.mkdir(parents=True)
        (folder / ITEMS).write_text(self.items.written(), "utf-8")
        if self.index is not None:
            self.index.save(folder / INDEX, knowledge.vocabulary().version)

    @classmethod
    def open(cls, folder: Path) -> Candidates:
        """The index mapped. Raises OSError, ValueError or `DamagedIndexError`."""
        items = Items.read((folder / ITEMS).read_text("utf-8"))
        index = None
        if (folder / INDEX).is_dir():
            index = SkillIndex.open(folder / INDEX, knowledge.vocabulary().version)
        return cls(items, Vectors(items), index)

    def choose(self, askings: Sequence[Asking]) -> list[tuple[Chosen, ...]]:
        """What to tell each of them, in their order."""
        found = [aims(asking) for asking in askings]
        near = self.near([aim for mine in found for aim in mine if aim is not None])
        return [
            together([self._decided(aim, at, near) for at, aim in enumerate(mine)])
            for mine in found
        ]

    def near(self, wanted: Sequence[Aim]) -> Mapping[int, dict[str, Item]]:
        """id() of an aim -> its candidates; aims that ask the same groups are asked together."""
        found: dict[int, dict[str, Item]] = {id(aim): {} for aim in wanted}
        asked: dict[Question, list[tuple[Aim, Vector]]] = defaultdict(list)
        for aim in wanted:
            day = day_of(max(aim.wanted.since, aim.wanted.moved))
            for groups, terms in self._questions(aim):
                asked[groups, day].append((aim, terms))
        for question, each in asked.items():
            self._answer(question, each, found)
        return found

    def _decided(
        self, aim: Aim | None, number: int, near: Mapping[int, dict[str, Item]]
    ) -> list[Chosen]:
        if aim is None:
            return []
        return for_pathway(self.items, near[id(aim)].values(), aim, number)

    def _questions(self, aim: Aim) -> Iterable[tuple[tuple[str, ...], Vector]]:
        held = self._vectors.held(aim.standing.known)
        yield (_own(aim),), held
        yield (f"opening:{ANY}",), held
        yield self._reachable(aim.asking.profile.place), self._vectors.missed(aim.gap)

    def _reachable(self, place: str | None) -> tuple[str, ...]:
        if place is None:
            return tuple(self.items.session_groups())
        return f"session:{ANY}", f"session:{region_of(place) or ANY}"

    def _answer(
        self,
        question: Question,
        asked: Sequence[tuple[Aim, Vector]],
        found: Mapping[int, dict[str, Item]],
    ) -> None:
        (groups, day), days = question, self.items.days
        inside = {
            item.id: item
            for group in dict.fromkeys(groups)
            for item in self.items.groups.get(group, ())
            if days[item.id] >= day
        }
        if len(inside) <= self.k or self.index is None:
            for aim, _ in asked:
                found[id(aim)].update(inside)
            return
        answers = self.index.query_batch(
            [terms for _, terms in asked],
            self.k,
            {"group": set(groups), "day": {days[each] for each in inside}},
        )
        for (aim, _), answer in zip(asked, answers, strict=True):
            enough = self._enough(answer, aim, groups == (_own(aim),))
            chosen = (identifier for identifier, _ in answer) if enough else inside
            found[id(aim)].update((identifier, inside[identifier]) for identifier in chosen)

    def _enough(self, answer: Found, aim: Aim, own: bool) -> bool:
        """Whether nothing outside the answer can be among the best of the group."""
        if len(answer) < self.k:
            # All that has a score is here. Openings of the occupation are told without one, too.
            return not own
        fitting = [score for name, score in answer if may_be_told(self.items.by_id[name], aim)]
        return len(fitting) >= MOST and fitting[MOST - 1] > answer[-1][1] + ROUNDING


def _own(aim: Aim) -> str:
    """The group of its occupation's openings."""
    return f"opening:{aim.role.id}"
