"""Terms of documents and queries: skill concepts and words together.

A term is `s:<skill id>` for a concept or `w:<folded word>` for a word. Concepts make the same
person look the same in every language; words keep what the vocabulary does not name.
"""

from collections.abc import Iterable

from skills4all.matching.reading.concepts import MAX_TEXT, SkillReader
from skills4all.matching.text import STOP_WORDS, tokens

CONCEPT_REPEAT = 2
"""A concept counts as that many words: it is the surer sign."""


class Analyser:
    """Text and chosen skills -> terms, the same for documents and queries."""

    def __init__(self, reader: SkillReader) -> None:
        self.reader = reader

    def terms(self, text: str, skills: Iterable[str] = ()) -> list[str]:
        """Terms of `text` (repeated as often as they stand) and of `skills`."""
        concepts = [m.concept for m in self.reader.read(text) if not m.negated]
        found = [f"s:{skill}" for skill in (*skills, *concepts) for _ in range(CONCEPT_REPEAT)]
        words = (token.key for token in tokens(text[:MAX_TEXT]))
        found.extend(f"w:{word}" for word in words if word not in STOP_WORDS)
        return found
