"""What every process shares: the vocabulary, the matcher over it, and names people give things.

Built once a process, before it forks, so that the workers share the memory.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from skills4all.matching.concepts import Lexicon
from skills4all.matching.ranking import Matcher
from skills4all.matching.text import fold
from skills4all.matching.vocabulary import Named, Vocabulary
from skills4all.reference import files

Kind = Literal["skill", "occupation", "field", "level", "place"]


def vocabulary() -> Vocabulary:
    return files.vocabulary()


@lru_cache(maxsize=1)
def matcher() -> Matcher:
    return Matcher(vocabulary())


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

    def nearest(self, text: str, limit: int = 3) -> tuple[str, ...]:
        """Identifiers whose identifier or label is written most like `text`, best first."""
        forms = {
            (concept.id, fold(label.text)): concept.id
            for concept in self.concepts.values()
            for label in concept.labels
        } | {(identifier, identifier): identifier for identifier in self.concepts}
        choices = {key: form for key in forms for form in [key[1]]}
        found = extract(fold(text), choices, scorer=ratio, limit=limit * 5, score_cutoff=40)
        return tuple(dict.fromkeys(forms[key] for _, _, key in found))[:limit]


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
