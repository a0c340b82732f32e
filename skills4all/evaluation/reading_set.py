"""How well skills are read from text: annotated texts in three languages and Darija, and measures.

Owns the set (`reading/*.json`, texts that people judged) and the counting: micro precision and
recall of stated and of denied skills, per language and per kind of text. It reads nothing from text
itself: a reader comes in, so that the same set measures any of them.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from skills4all.matching.reading.concepts import Mention

FOLDER = Path(__file__).parent / "reading"
LANGUAGES = ("fr", "ar", "en", "darija")

Reader = Callable[[str], Iterable[Mention]]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with the skills that it states and those that it denies."""

    id: str
    language: str
    kind: str
    text: str
    skills: frozenset[str]
    denied: frozenset[str]

    @property
    def number(self) -> int:
        """The last part of the identifier: odd ones develop the reader, even ones measure it."""
        return int(self.id.rpartition("-")[2])


@dataclass(frozen=True, slots=True)
class Counts:
    """What was right, what was read and is not there, what is there and was not read."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.right + other.right, self.wrong + other.wrong, self.missed + other.missed
        )

    @property
    def precision(self) -> float:
        """1.0 when nothing was read."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """1.0 when there was nothing to read."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


@dataclass(frozen=True)
class Reading:
    """What a reader made of one text. A skill that is stated anywhere counts as stated."""

    item: Annotated
    stated: frozenset[str]
    denied: frozenset[str]

    @cached_property
    def stated_counts(self) -> Counts:
        return _counts(self.stated, self.item.skills)

    @cached_property
    def denied_counts(self) -> Counts:
        return _counts(self.denied, self.item.denied)

    def faults(self) -> Iterator[str]:
        """What is wrong, a line each: `+` read and not there, `-` there and not read."""
        for name, found, wanted in (
            ("", self.stated, self.item.skills),
            ("denied ", self.denied, self.item.denied),
        ):
            yield from (f"{self.item.id}: + {name}{skill}" for skill in sorted(found - wanted))
            yield from (f"{self.item.id}: - {name}{skill}" for skill in sorted(wanted - found))


@dataclass(frozen=True, slots=True)
class Measure:
    """Micro counts over some texts."""

    texts: int
    stated: Counts
    denied: Counts


@dataclass(frozen=True, slots=True)
class Report:
    """Measures per language, and per language and kind of text."""

    languages: Mapping[str, Measure]
    kinds: Mapping[tuple[str, str], Measure]


def load(folder: Path = FOLDER) -> tuple[Annotated, ...]:
    """All annotated texts, language by language in the order of the files."""
    return tuple(item for language in LANGUAGES for item in _items(folder, language))


def unseen(folder: Path = FOLDER) -> tuple[Annotated, ...]:
    """Ordinary texts that the reader was never developed on: the figures to publish."""
    rows = json.loads((folder / "unseen.json").read_text(encoding="utf-8"))
    return tuple(_item(row, row["language"]) for row in rows)


def readings(reader: Reader, items: Iterable[Annotated]) -> Iterator[Reading]:
    """What `reader` makes of each text."""
    for item in items:
        mentions = tuple(reader(item.text))
        stated = frozenset(each.concept for each in mentions if not each.negated)
        denied = frozenset(each.concept for each in mentions if each.negated) - stated
        yield Reading(item, stated, denied)


def report(results: Iterable[Reading]) -> Report:
    """Measures of readings already made."""
    by_language: dict[str, list[Reading]] = defaultdict(list)
    by_kind: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for result in results:
        by_language[result.item.language].append(result)
        by_kind[result.item.language, result.item.kind].append(result)
    return Report(
        {language: measure(group) for language, group in by_language.items()},
        {key: measure(group) for key, group in by_kind.items()},
    )


def measure(results: Iterable[Reading]) -> Measure:
    """Micro counts over readings."""
    results = tuple(results)
    return Measure(
        len(results),
        sum((each.stated_counts for each in results), Counts()),
        sum((each.denied_counts for each in results), Counts()),
    )


def _items(folder: Path, language: str) -> Iterator[Annotated]:
    for row in json.loads((folder / f"{language}.json").read_text(encoding="utf-8")):
        yield _item(row, language)


def _item(row: Mapping[str, Any], language: str) -> Annotated:
    return Annotated(
        id=row["id"],
        language=language,
        kind=row["kind"],
        text=row["text"],
        skills=frozenset(row["skills"]),
        denied=frozenset(row["denied"]),
    )


def _counts(found: frozenset[str], wanted: frozenset[str]) -> Counts:
    return Counts(len(found & wanted), len(found - wanted), len(wanted - found))
