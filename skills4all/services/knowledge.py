"""What every process shares: the vocabulary, the matcher over it, and names people give things.

Built once a process, before it forks, so that the workers share the memory.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from skills4all.matching.ranker import Knowledge
from skills4all.matching.ranking import Matcher
from skills4all.matching.reading.concepts import Lexicon
from skills4all.matching.text import fold
from skills4all.matching.themes import ThemeSpace
from skills4all.matching.vocabulary import FieldOfStudy, Named, Occupation, Vocabulary
from skills4all.reference import files
from skills4all.reference.themes import themes
from skills4all.reference.word_meaning import word_meaning

Kind = Literal["skill", "occupation", "field", "level", "place"]

ALIKE = 40
"""How alike, from 0 to 100, two writings must be for one to be suggested for the other."""


def vocabulary() -> Vocabulary:
    return files.vocabulary()


@lru_cache(maxsize=1)
def matcher() -> Matcher:
    return Matcher(vocabulary())


@lru_cache(maxsize=1)
def text_knowledge() -> Knowledge:
    """What the text ranker knows before it sees a corpus. Fits the themes, which takes seconds:
    for commands and the worker; pages read what they published (`role_nearness`).
    """
    return with_themes(ThemeSpace.fit(themes()))


def with_themes(space: ThemeSpace) -> Knowledge:
    """The rest of what the text ranker knows, around themes that are ready."""
    return Knowledge(space, word_meaning(), matcher().reader, names("occupation").lexicon)


def role_text(role: Occupation) -> str:
    """All that is written of a role, its names first: labels, descriptions, skills it asks for."""
    skills = (vocabulary().skills[row.skill] for row in role.requirements)
    return " ; ".join(
        label.text
        for concept in (role, *skills)
        for label in concept.labels
        if concept is role or label.kind == "preferred"
    ) + "".join(f". {label.text}" for label in role.descriptions)


@dataclass(frozen=True)
class Names:
    """Finds a concept of one kind by identifier, label or alias in any language."""

    concepts: dict[str, Named]
    lexicon: Lexicon

    def find(self, text: str) -> str | None:
        """The identifier that `text` means, or None."""
        text = text.strip()
        current = vocabulary().current(text)
        return current if current in self.concepts else self.lexicon.lookup(text)

    def nearest(self, text: str, limit: int = 3, least: int = ALIKE) -> tuple[str, ...]:
        """Identifiers whose identifier, label or code is written most like `text`, best first.

        `least`: from 0 (anything) to 100 (the same).
        """
        found = extract(
            fold(text), self._written, scorer=ratio, limit=limit * 5, score_cutoff=least
        )
        return tuple(dict.fromkeys(identifier for _, _, (identifier, _) in found))[:limit]

    @cached_property
    def _written(self) -> dict[tuple[str, str], str]:
        """(identifier, form) -> form: every way the concepts are written, folded."""
        forms = {
            (concept.id, fold(text))
            for concept in self.concepts.values()
            for text in (concept.id, *(label.text for label in concept.labels))
        }
        forms |= {
            (identifier, code)
            for code, identifier in vocabulary().generic_fields.items()
            if isinstance(self.concepts.get(identifier), FieldOfStudy)
        }
        return {key: key[1] for key in sorted(forms)}


@lru_cache(maxsize=8)
def names(kind: Kind) -> Names:
    tables: dict[Kind, Iterable[Named]] = {
        "skill": vocabulary().skills.values(),
        "occupation": vocabulary().occupations.values(),
        "field": vocabulary().fields.values(),
        "level": vocabulary().levels.values(),
        "place": vocabulary().places.values(),
    }
    concepts = {concept.id: concept for concept in tables[kind]}
    return Names(concepts, Lexicon(tuple(concepts.values())))


def label(kind: Kind, identifier: str | None, language: str) -> str:
    """What people call a concept in `language`; the identifier itself if it is unknown."""
    if not identifier:
        return ""
    concept = names(kind).concepts.get(vocabulary().current(identifier))
    return concept.label(language) if concept else identifier
