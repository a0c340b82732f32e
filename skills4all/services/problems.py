"""What is wrong with the values of a use case, gathered so that all of it is told at once.

For values already of the right type: forms, the API and importers parse before they ask.
"""

from collections.abc import Collection, Mapping
from datetime import date
from unicodedata import category

from skills4all.errors import FieldProblem, Invalid
from skills4all.services import knowledge

LONGEST_LINE = 200
LONGEST_TEXT = 12_000
DEAREST = 100_000_000
"""Centimes: a million dirhams."""
MOST_SKILLS = 60
LANGUAGES = ("fr", "ar", "en")


class Problems:
    """Each method notes a problem or does nothing; `finish` raises all that was noted."""

    def __init__(self) -> None:
        self.found: list[FieldProblem] = []

    def note(self, field: str, code: str, value: object = None, **details: object) -> None:
        told = None if value is None else str(value)
        self.found.append(FieldProblem(field, code, told, details=details))

    def line(self, field: str, text: str | None, *, required: bool = False) -> None:
        """One line of text."""
        self._text(field, text, LONGEST_LINE, required)
        if text and "\n" in text:
            self.note(field, "one_line")

    def text(self, field: str, text: str | None, *, required: bool = False) -> None:
        """Paragraphs."""
        self._text(field, text, LONGEST_TEXT, required)

    def _text(self, field: str, text: str | None, most: int, required: bool) -> None:
        if required and not (text or "").strip():
            self.note(field, "required")
        if text and len(text) > most:
            self.note(field, "too_long", most=most)
        # PostgreSQL refuses one of them, and nobody means any of them.
        if text and any(category(mark) == "Cc" and mark not in "\n\t" for mark in text):
            self.note(field, "control_character")

    def number(self, field: str, number: float | None, least: float, most: float) -> None:
        if number is not None and not least <= number <= most:
            self.note(field, "out_of_range", number, least=least, most=most)

    def money(self, field: str, centimes: int | None) -> None:
        if centimes is not None and not 0 <= centimes <= DEAREST:
            self.note(field, "out_of_range", centimes // 100, least=0, most=DEAREST // 100)

    def word(self, field: str, word: str | None, words: Collection[str]) -> None:
        if word is not None and word not in words:
            self.note(field, "unknown", word)

    def concept(
        self, field: str, kind: knowledge.Kind, identifier: str | None, *, required: bool = False
    ) -> None:
        if not identifier:
            if required:
                self.note(field, "required")
        elif identifier not in knowledge.names(kind).concepts:
            self.note(field, "unknown", identifier)

    def skills(self, field: str, levels: Mapping[str, int]) -> None:
        """Skill -> level: 1-4, 1-6 for a human language."""
        known = knowledge.vocabulary().skills
        if len(levels) > MOST_SKILLS:
            self.note(field, "too_many", most=MOST_SKILLS)
        for skill, level in levels.items():
            if skill not in known:
                self.note(field, "unknown", skill)
            elif not 1 <= level <= (6 if known[skill].kind == "language" else 4):
                self.note(field, "level", skill)

    def order(self, field: str, first: date | None, last: date | None, code: str) -> None:
        """`last` (shown in `field`) must not come before `first`."""
        if first is not None and last is not None and last < first:
            self.note(field, code)

    def finish(self) -> None:
        """Raises `Invalid` with every problem noted."""
        if self.found:
            raise Invalid(self.found)
