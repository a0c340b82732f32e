"""A few classes for many counts, so that a map can be read; each holds about as many places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CLASSES = 4


@dataclass(frozen=True, slots=True)
class Class:
    """Counts from `least` to `most`, both counted in; `number` from 1, the palest."""

    number: int
    least: int
    most: int


def classes(counts: Mapping[str, int | None], most: int = CLASSES) -> list[Class]:
    """Classes over the counts that are told and not zero; no two overlap."""
    told = sorted(count for count in counts.values() if count)
    if not told:
        return []
    cuts = sorted({told[len(told) * part // most] for part in range(most)})
    ends = [*(told[_before(told, cut)] for cut in cuts[1:]), told[-1]]
    return [Class(number, *each) for number, each in enumerate(zip(cuts, ends, strict=True), 1)]


def _before(told: list[int], cut: int) -> int:
    """The last place with a count below `cut`."""
    return told.index(cut) - 1


def class_of(count: int | None, among: list[Class]) -> int | None:
    """The number of its class; 0 for none at all, None for what is not told."""
    if count is None:
        return None
    return next((each.number for each in among if each.least <= count <= each.most), 0)
