"""Choices for the three questions, in the reader's language and in a useful order."""

from collections.abc import Sequence
from dataclasses import dataclass

from skills4all.matching.text import fold
from skills4all.matching.vocabulary import Named
from skills4all.services.knowledge import vocabulary
from skills4all.web.locale import reader_language

FIRST_REGION = "fes-meknes"


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: `value` goes into the address, `text` is what people read."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """Options under a heading."""

    text: str
    choices: tuple[Choice, ...]


def places_within(place: str) -> tuple[str, ...]:
    """The place and, for a region, its provinces; nothing for a place we do not know."""
    places = vocabulary().places
    if place not in places:
        return ()
    return (place, *(each.id for each in places.values() if each.parent == place))


def _sorted(concepts: Sequence[Named], language: str) -> tuple[Choice, ...]:
    choices = [Choice(concept.id, concept.label(language)) for concept in concepts]
    return tuple(sorted(choices, key=lambda choice: fold(choice.text)))


def field_groups(headings: dict[str, str]) -> tuple[Group, ...]:
    """Fields of study under their broad ISCED-F field; `headings` by its two digits."""
    language = reader_language()
    fields = vocabulary().fields.values()
    groups = []
    for code, heading in headings.items():
        members = [field for field in fields if field.isced.startswith(code)]
        if members:
            groups.append(Group(heading, _sorted(members, language)))
    return tuple(groups)


def levels() -> tuple[Choice, ...]:
    """Degree levels, lowest first."""
    language = reader_language()
    ordered = sorted(vocabulary().levels.values(), key=lambda level: level.rank)
    return tuple(Choice(level.id, level.label(language)) for level in ordered)


def place_groups(*, with_regions: bool = False) -> tuple[Group, ...]:
    """Provinces and prefectures under their region, Fès-Meknès first: we begin there.

    `with_regions`: the region itself may be chosen too, for filters.
    """
    language = reader_language()
    places = vocabulary().places.values()
    regions = sorted(
        (place for place in places if place.kind == "region"),
        key=lambda place: (place.id != FIRST_REGION, fold(place.label(language))),
    )
    groups = []
    for region in regions:
        name = region.label(language)
        whole = (Choice(region.id, name),) if with_regions else ()
        inside = _sorted([place for place in places if place.parent == region.id], language)
        groups.append(Group(name, (*whole, *inside)))
    return tuple(groups)
