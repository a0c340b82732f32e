"""The frozen vocabulary that matching works with: skills, occupations, fields, levels, places.

Owns the shape of the knowledge and the look-ups over it. It reads no file and knows no
database: `skills4all.reference` builds it and hands it over.

Identifiers are stable slugs. Levels of skills are ordinal: 1 (basics) to 4 (expert); for human
languages 1 (A1) to 6 (C2), on their own scale. Strengths and weights are in [0, 1].
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Language = Literal["fr", "ar", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "ar", "en")

CEFR = {"A1": 1, "A2": 2, "B1": 3, "B2": 4, "C1": 5, "C2": 6}

SkillKind = Literal["knowledge", "skill", "tool", "language", "transversal"]
LabelKind = Literal["preferred", "alias", "exact"]
Relation = Literal["essential", "optional"]


@dataclass(frozen=True, slots=True)
class Label:
    """One way of writing a concept; `exact` forms count only with their own capitals ("R")."""

    text: str
    language: str
    kind: LabelKind = "alias"


@dataclass(frozen=True, slots=True)
class Named:
    """What all concepts share: an identifier and how people write it."""

    id: str
    labels: tuple[Label, ...]

    def label(self, language: str) -> str:
        """The preferred label in `language`, else in French, else the identifier."""
        preferred = {item.language: item.text for item in self.labels if item.kind == "preferred"}
        return preferred.get(language) or preferred.get("fr") or self.id


@dataclass(frozen=True, slots=True)
class Skill(Named):
    kind: SkillKind
    broader: str | None = None
    near: tuple[tuple[str, float], ...] = ()
    esco: str | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """A role or an opening wants `skill` at `level`; `weight` says how much it matters there."""

    skill: str
    relation: Relation = "essential"
    weight: float = 1.0
    level: int = 2


@dataclass(frozen=True, slots=True)
class Occupation(Named):
    requirements: tuple[Requirement, ...]
    isco: str = ""
    esco: str | None = None
    zone: int = 3
    entry_level: str = "licence"
    segment: str = ""
    family: str = ""
    descriptions: tuple[Label, ...] = ()

    def description(self, language: str) -> str:
        by_language = {item.language: item.text for item in self.descriptions}
        return by_language.get(language) or by_language.get("fr") or ""


@dataclass(frozen=True, slots=True)
class Conferred:
    """A field gives `skill` to a `strength` share of its graduates from `from_level` on."""

    skill: str
    from_level: str
    strength: float
    level: int
    reason: str


@dataclass(frozen=True, slots=True)
class FieldOfStudy(Named):
    isced: str
    generic: bool = False
    levels: tuple[str, ...] = ()
    conferred: tuple[Conferred, ...] = ()
    untaught: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DegreeLevel(Named):
    rank: int
    isced_level: int


@dataclass(frozen=True, slots=True)
class Place(Named):
    kind: Literal["country", "region", "prefecture", "province"]
    parent: str | None
    latitude: float
    longitude: float
    neighbours: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """Everything the matcher knows of the world; `version` changes with any of it."""

    version: str
    skills: Mapping[str, Skill]
    occupations: Mapping[str, Occupation]
    fields: Mapping[str, FieldOfStudy]
    levels: Mapping[str, DegreeLevel]
    places: Mapping[str, Place] = field(default_factory=dict)
    reasons: Mapping[str, Named] = field(default_factory=dict)
    replaced_by: Mapping[str, str] = field(default_factory=dict)

    def current(self, concept: str) -> str:
        """Follow `replaced_by` to the identifier in force, so stored profiles never dangle."""
        seen = set()
        while concept in self.replaced_by and concept not in seen:
            seen.add(concept)
            concept = self.replaced_by[concept]
        return concept

    def ancestors(self, skill: str) -> Iterator[str]:
        """Broader skills of `skill`, nearest first."""
        known = self.skills.get(skill)
        while known is not None and known.broader is not None:
            yield known.broader
            known = self.skills.get(known.broader)

    @cached_property
    def narrower(self) -> Mapping[str, tuple[str, ...]]:
        """Skill identifier -> identifiers one step narrower."""
        found: dict[str, list[str]] = {}
        for skill in self.skills.values():
            if skill.broader is not None:
                found.setdefault(skill.broader, []).append(skill.id)
        return {key: tuple(sorted(ids)) for key, ids in found.items()}

    @cached_property
    def generic_fields(self) -> Mapping[str, str]:
        """ISCED-F code -> the field that a bare code means."""
        chosen: dict[str, str] = {}
        for item in sorted(self.fields.values(), key=lambda each: (not each.generic, each.id)):
            chosen.setdefault(item.isced, item.id)
        return chosen

    def field_of(self, code_or_id: str) -> FieldOfStudy | None:
        """A field by its identifier or by its four-digit ISCED-F code."""
        known = self.fields.get(self.current(code_or_id))
        return known or self.fields.get(self.generic_fields.get(code_or_id, ""))

    def level_rank(self, level: str) -> int:
        """Rank of a degree level; 0 for one we do not know."""
        known = self.levels.get(level)
        return known.rank if known else 0
