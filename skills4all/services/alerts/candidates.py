"""The few news worth an exact look for each learner, found by an index of the news alone.

An index of its own, small and short-lived: documents hold concepts only, weighed as coverage weighs
them. A group of news that is small is looked at whole, so that the index decides nothing there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from skills4all.matching.index import IndexDocument, SkillIndex
from skills4all.services import knowledge
from skills4all.services.alerts.choosing import Aim, Asking, Chosen, aims, for_pathway, together
from skills4all.services.alerts.items import ANY, Item, Items, NewOpening, day_of
from skills4all.services.gaps_near import region_of
from skills4all.services.indexing.documents import skill_term

K = 40
"""Candidates of each group: five times what a letter holds."""
INDEX, ITEMS = "index", "items.json"

Question = tuple[tuple[str, ...], str]
"""Groups asked together, and the first day that counts."""


class Candidates:
    """News with its index. `index` is None when no document has a term."""

    def __init__(self, items: Items, index: SkillIndex | None, k: int = K) -> None:
        self.items, self.index, self.k = items, index, k

    @classmethod
    def of(cls, items: Items, k: int = K) -> Candidates:
        """Index news in memory. `k` decides how many of a group are looked at."""
        documents = [_document(items, item) for item in items.by_id.values()]
        known = any(document.terms for document in documents)
        return cls(items, SkillIndex.fit(documents, "group") if known else None, k)

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
        return cls(items, index)

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
        asked: dict[Question, list[tuple[Aim, dict[str, float]]]] = defaultdict(list)
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

    def _questions(self, aim: Aim) -> Iterable[tuple[tuple[str, ...], dict[str, float]]]:
        held = _held(aim)
        yield (_own(aim),), held
        yield (f"opening:{ANY}",), held
        missing = {skill_term(skill): 1.0 for skill in aim.gap}
        yield self._reachable(aim.asking.profile.place), missing

    def _reachable(self, place: str | None) -> tuple[str, ...]:
        if place is None:
            return tuple(self.items.session_groups())
        return f"session:{ANY}", f"session:{region_of(place) or ANY}"

    def _answer(
        self,
        question: Question,
        asked: Sequence[tuple[Aim, dict[str, float]]],
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
        # Openings of the occupation are told even when nothing in them is covered.
        first = list(inside.values())[: self.k]
        for (aim, _), answer in zip(asked, answers, strict=True):
            mine = found[id(aim)]
            mine.update((identifier, inside[identifier]) for identifier, _ in answer)
            if len(answer) < self.k and groups == (_own(aim),):
                mine.update((item.id, item) for item in first)


def _document(items: Items, item: Item) -> IndexDocument:
    if isinstance(item, NewOpening):
        shares = items.asked[item.id]
        terms = {skill_term(each.requirement.skill): each.share for each in shares}
    else:
        terms = {skill_term(skill): 1.0 for skill in item.taught}
    return IndexDocument(item.id, terms, {"group": item.group, "day": items.days[item.id]})


def _own(aim: Aim) -> str:
    """The group of its occupation's openings."""
    return f"opening:{aim.role.id}"


def _held(aim: Aim) -> dict[str, float]:
    """What is held with how much trust; whatever coverage counts is in it."""
    offers = aim.standing.holdings.offers
    return {skill_term(skill): max(each.trust for each in mine) for skill, mine in offers.items()}
