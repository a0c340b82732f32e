"""The written forms of a vocabulary: folded forms, and forms that count only with their capitals.

Owns which concept a sequence of folded words names, word for word. Inflected, coordinated and
interrupted forms are the affair of `phrases`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from skills4all.matching.reading.clitics import unglued
from skills4all.matching.reading.spelling import Speller
from skills4all.matching.text import Token, fold, fold_word, keys
from skills4all.matching.vocabulary import Label, Named

Form = tuple[str, ...]
_ENDS = frozenset(",;:\n\r؛،|•()و")
_PLURAL = re.compile("ات(?:ه|ها|هم|نا|كم|ك|ي)?$")
FULL_STOP = re.compile(r"\.\s")
_KINDS = ("preferred", "alias", "exact")


class Forms:
    """Written forms -> concept identifiers.

    An alias claimed twice goes to the first claimant, preferred labels first; the vocabulary's own
    check refuses such files.
    """

    def __init__(self, concepts: Sequence[Named]) -> None:
        self.plain: dict[Form, str] = {}
        self.exact: dict[Form, dict[str, str]] = {}
        self._longest: dict[str, int] = {}
        self._tool_names: dict[str, set[str]] = {}
        self._hamza_below: set[str] = set()
        self._singulars: set[str] = set()
        self._plurals: set[str] = set()
        for concept, label in _labels(concepts):
            self._add(concept, label)
        self.speller = Speller(
            (key for form in self.plain for key in form),
            {form[0]: concept for form, concept in self.plain.items() if len(form) == 1},
            self._tool_names,
        )

    def _add(self, concept: Named, label: Label) -> None:
        form = keys(label.text)
        if not form:
            return
        if label.kind == "exact":
            self.exact.setdefault(form, {}).setdefault(label.text, concept.id)
        else:
            self.plain.setdefault(form, concept.id)
            if len(form) == 1:
                if label.text.startswith("إ"):
                    self._hamza_below.add(form[0])
                self._add_word(form[0], fold(label.text), getattr(concept, "kind", "") == "tool")
        self._longest[form[0]] = max(self._longest.get(form[0], 0), len(form))

    def _add_word(self, key: str, word: str, tool: bool) -> None:
        if tool:
            self._tool_names.setdefault(key, set()).add(word)
        if not word.endswith("ات"):
            self._singulars.add(key)
            self._plurals.discard(key)
        elif key not in self._singulars:
            self._plurals.add(key)

    def lookup(self, text: str) -> str | None:
        """The concept whose label or alias `text` is, as a whole."""
        form = keys(text)
        exact = self.exact.get(form, {})
        known = exact.get(text.strip()) or self.plain.get(form)
        return known or next(iter(exact.values()), None)

    def longest_at(self, text: str, words: Sequence[Token], at: int) -> tuple[str, int] | None:
        """The longest form that begins with `words[at]`: its concept and how many words it has."""
        for start, vouched in self._readings(words[at]):
            longest = self._longest.get(start)
            if longest is None:
                continue
            span = words[at : at + longest]
            form = (start, *(self.speller.meant(word.key) or word.key for word in span[1:]))
            for length in range(len(span), 1 if vouched else 0, -1):
                concept = self._form(text, span[:length], form[:length])
                if concept is not None:
                    return concept, length
        return None

    def is_exact(self, word: Token) -> bool:
        """Only its capitals make a form of the word."""
        return (word.key,) in self.exact and (word.key,) not in self.plain

    def _readings(self, word: Token) -> Iterator[tuple[str, bool]]:
        """Words that a word may be, surest first, and whether others must vouch for it."""
        key = word.key
        yield key, False
        yield from unglued(word)
        alone, vouched = self.speller.meant_alone(key), self.speller.meant(key)
        if alone:
            yield alone, False
        if vouched and vouched != alone:
            yield vouched, True

    def _form(self, text: str, span: Sequence[Token], form: Form) -> str | None:
        if form not in self.plain and form not in self.exact:
            return None
        if any(clause_end(text, a, b) for a, b in pairwise(span)):
            return None
        capitals = self.exact.get(form, {}).get(text[span[0].start : span[-1].end])
        return capitals or (None if self._other_number(span, form[0]) else self.plain.get(form))

    def _other_number(self, span: Sequence[Token], start: str) -> bool:
        """Keys forget number and hamza, which for a word alone may matter: "excels" is a verb, not
        the plural of a tool; "إلكترونية" is an adjective, not the singular of "إلكترونيات"; "أكسل"
        is a name of people, not "إكسل".
        """
        if len(span) > 1:
            return False
        word = fold_word(span[0].text)
        if span[0].text.startswith("أ") and start in self._hamza_below:
            return True
        if start in self._plurals:
            return _PLURAL.search(word) is None
        names = self._tool_names.get(span[0].key, ())
        return span[0].text.islower() and word not in names and word[:-1] in names


def _labels(concepts: Iterable[Named]) -> Iterator[tuple[Named, Label]]:
    for kind in _KINDS:
        for concept in concepts:
            for label in concept.labels:
                if label.kind == kind:
                    yield concept, label


def clause_end(text: str, before: Token, after: Token) -> bool:
    """A form never runs across a comma, a full stop, a line, or an Arabic "and" before a name."""
    between = text[before.end : after.start]
    if between == " ":
        return False
    return not _ENDS.isdisjoint(between) or FULL_STOP.search(between) is not None
