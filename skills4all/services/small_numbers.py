"""Which counts of people are told: none below ten, and none that a sum would give away.

A province that is not told could be found as the rest of its region. So within a region either the
untold ones are ten people or more together, or one more province is left untold.
"""

from __future__ import annotations

from collections.abc import Mapping

from skills4all.models.gap_count import LEAST_SHOWN
from skills4all.services import knowledge

Told = dict[str, int | None]
"""By place; None: too few to be told."""


def told(counts: Mapping[str, int]) -> tuple[Told, Told]:
    """Of counts by province: what is told of each region, and of each province."""
    regions: Told = {}
    provinces: Told = {}
    for region, inside in provinces_of_regions().items():
        own = {each: counts.get(each, 0) for each in inside}
        total = sum(own.values())
        regions[region] = total if total >= LEAST_SHOWN else None
        provinces.update(_told_inside(own))
    return regions, provinces


def _told_inside(counts: Mapping[str, int]) -> Told:
    shown = sorted((each for each in counts if counts[each] >= LEAST_SHOWN), key=counts.__getitem__)
    rest = sum(counts.values()) - sum(counts[each] for each in shown)
    # Told apart from its region, a rest of one to nine people would be known.
    while shown and 0 < rest < LEAST_SHOWN:
        rest += counts[shown.pop(0)]
    return {each: counts[each] if each in shown else None for each in counts}


def sums(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts by region, of what is not people."""
    return {
        region: counts.get(region, 0) + sum(counts.get(each, 0) for each in inside)
        for region, inside in provinces_of_regions().items()
    }


def provinces_of_regions() -> dict[str, list[str]]:
    """The provinces and prefectures of each region."""
    found: dict[str, list[str]] = {}
    for place in knowledge.vocabulary().places.values():
        if place.kind == "region":
            found.setdefault(place.id, [])
        elif place.parent and place.kind != "country":
            found.setdefault(place.parent, []).append(place.id)
    return found
