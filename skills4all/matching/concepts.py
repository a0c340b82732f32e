"""Read skills from text in French, Arabic and English, and say which words they were read from.

Owns the lexicon (all labels and aliases of the vocabulary, folded) and the reading of mentions:
longest form first, forms that need their capitals, single letters only in good company,
negation, spelling slips. It does not judge how good someone is: see `coverage`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extractOne

from skills4all.matching.levels import read_level
from skills4all.matching.negation import negated_spans
from skills4all.matching.text import LINKING_WORDS, Token, alternatives, keys, tokens
from skills4all.matching.vocabulary import Named, Vocabulary

MAX_TEXT = 20_000
"""Characters of text that are read; more adds nothing but cost."""

_COMPANY = 4
_ANNOUNCES = frozenset(
    ("langage", "language", "en", "in", "programmation", "programming", "logiciel", "لغه")
)
_SLIP_LENGTH = 7
_SLIP_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Mention:
    """`words` stood at `start:end` of the text and name `concept`; `negated`: "no Java"."""

    concept: str
    words: str
    start: int
    end: int
    negated: bool = False
    level: int | None = None


class Lexicon:
    """Written forms -> concept identifiers.

    Parameters
    ----------
    concepts : iterable of Named
        Skills, occupations or fields; an alias claimed twice goes to the first claimant, so the
        vocabulary's own check refuses such files.
    """

    def __init__(self, concepts: Sequence[Named]) -> None:
        self._forms: dict[tuple[str, ...], str] = {}
        self._exact: dict[tuple[str, ...], dict[str, str]] = {}
        self._longest: dict[str, int] = {}
        for kind in ("preferred", "alias", "exact"):
            for concept in concepts:
                for label in concept.labels:
                    if label.kind == kind:
                        self._add(concept.id, label.text, exact=kind == "exact")
        known = {key for form in self._forms for key in form}
        self._slip_targets = sorted(
            key for key in known if len(key) >= _SLIP_LENGTH and key.isascii() and key.isalpha()
        )
        self._known = known
        self._slips: dict[str, str] = {}

    def _add(self, concept: str, text: str, *, exact: bool) -> None:
        form = keys(text)
        if not form:
            return
        if exact:
            self._exact.setdefault(form, {}).setdefault(text, concept)
        else:
            self._forms.setdefault(form, concept)
        self._longest[form[0]] = max(self._longest.get(form[0], 0), len(form))

    def lookup(self, text: str) -> str | None:
        """The concept whose label or alias `text` is, as a whole."""
        form = keys(text)
        exact = self._exact.get(form, {})
        known = exact.get(text.strip()) or self._forms.get(form)
        return known or next(iter(exact.values()), None)

    def read(self, text: str) -> list[Mention]:
        """Mentions in order of appearance; at most `MAX_TEXT` characters are read."""
        text = text[:MAX_TEXT]
        everything = list(tokens(text))
        words = [token for token in everything if token.key not in LINKING_WORDS]
        negations = negated_spans(text, everything)
        found = list(self._scan(text, words))
        return [
            Mention(
                concept,
                text[words[first].start : words[last].end],
                words[first].start,
                words[last].end,
                negated=any(start <= words[first].start < end for start, end in negations),
            )
            for concept, first, last in self._in_company(text, words, found)
        ]

    def _scan(self, text: str, words: Sequence[Token]) -> Iterator[tuple[str, int, int]]:
        position = 0
        while position < len(words):
            concept, length = self._longest_at(text, words, position)
            if concept is not None:
                yield concept, position, position + length - 1
            position += max(length, 1)

    def _longest_at(
        self, text: str, words: Sequence[Token], position: int
    ) -> tuple[str | None, int]:
        first = words[position]
        for start in (first.key, *alternatives(first.key), *self._slip(first)):
            longest = min(self._longest.get(start, 0), len(words) - position)
            for length in range(longest, 0, -1):
                span = words[position : position + length]
                if any(_clause_end(text, a, b) for a, b in pairwise(span)):
                    continue
                concept = self._form(span, start, text)
                if concept is not None:
                    return concept, length
        return None, 1

    def _form(self, span: Sequence[Token], start: str, text: str) -> str | None:
        rest = [self._spelt(token) for token in span[1:]]
        form = (start, *rest)
        exact = self._exact.get(form, {})
        return exact.get(text[span[0].start : span[-1].end]) or self._forms.get(form)

    def _spelt(self, token: Token) -> str:
        slip = self._slip(token)
        return slip[0] if slip else token.key

    def _slip(self, token: Token) -> tuple[str, ...]:
        """The one known word a single typing error away, for long words only."""
        key = token.key
        if key in self._known or not (key.isascii() and key.isalpha()):
            return ()
        if not _SLIP_LENGTH <= len(key) <= _SLIP_LONGEST:
            return ()
        if key not in self._slips:
            best = extractOne(
                key, self._slip_targets, scorer=DamerauLevenshtein.distance, score_cutoff=1
            )
            close = best is not None and best[0][0] == key[0]
            if len(self._slips) > 50_000:
                self._slips.clear()
            self._slips[key] = best[0] if best is not None and close else ""
        return (self._slips[key],) if self._slips[key] else ()

    def _in_company(
        self, text: str, words: Sequence[Token], found: list[tuple[str, int, int]]
    ) -> Iterator[tuple[str, int, int]]:
        """Names of one or two letters ("C", "R", "Go") count only after "langage" or beside
        another skill, and never after a number ("16 Go").
        """
        solid = [first for _, first, last in found if last > first or not _short(words[first])]
        for concept, first, last in found:
            if last > first or not _short(words[first]):
                yield concept, first, last
                continue
            before = words[first - 1] if first > 0 else None
            if before is not None and before.key.isdigit():
                continue
            announced = before is not None and before.key in _ANNOUNCES
            if announced or any(_beside(text, words, other, first) for other in solid):
                yield concept, first, last


def _short(token: Token) -> bool:
    return len(token.text) <= 2 and token.text.isalpha()


def _beside(text: str, words: Sequence[Token], one: int, two: int) -> bool:
    """At most `_COMPANY` words apart, within one sentence."""
    if abs(one - two) > _COMPANY:
        return False
    a, b = words[min(one, two)], words[max(one, two)]
    return ". " not in text[a.end : b.start] and "\n" not in text[a.end : b.start]


def _clause_end(text: str, before: Token, after: Token) -> bool:
    """A form never runs across a comma, a full stop or a line."""
    between = text[before.end : after.start]
    return any(mark in between for mark in ",;:\n\r؛،|•()") or ". " in between


class SkillReader:
    """Skills of a vocabulary, read from text with the level that the words beside them tell."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.lexicon = Lexicon(tuple(vocabulary.skills.values()))

    def read(self, text: str) -> list[Mention]:
        return [self._levelled(text, mention) for mention in self.lexicon.read(text)]

    def _levelled(self, text: str, mention: Mention) -> Mention:
        language = self.vocabulary.skills[mention.concept].kind == "language"
        level = read_level(text, mention.start, mention.end, language=language)
        return replace(mention, level=level)
