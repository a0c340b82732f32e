"""Read skills from text in French, Arabic and English, and say which words they were read from.

Owns the order of the reading: forms word for word, longest first (`forms`), phrases through
inflection (`phrases`), then what stands where nothing is meant (`noise`), names in doubt
(`company`), and what the text denies (`negation`). It does not judge how good someone is: see
`coverage`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from skills4all.matching.reading.company import Found, in_company
from skills4all.matching.reading.forms import Forms
from skills4all.matching.reading.levels import read_level
from skills4all.matching.reading.negation import denied
from skills4all.matching.reading.noise import noise
from skills4all.matching.reading.phrases import Phrases
from skills4all.matching.text import LINKING_WORDS, Token, tokens
from skills4all.matching.vocabulary import Named, Vocabulary

MAX_TEXT = 20_000
"""Characters of text that are read; more adds nothing but cost."""

_LAST_SENTENCE = 2_000
_SPACES = dict.fromkeys(map(ord, "\t\u00a0\u2007\u2009\u202f\u3000"), " ")


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
    concepts : sequence of Named
        Skills, occupations or fields; an alias claimed twice goes to the first claimant, so the
        vocabulary's own check refuses such files.
    """

    def __init__(self, concepts: Sequence[Named]) -> None:
        self._forms = Forms(concepts)
        self._phrases = Phrases(concepts, self._forms.longest_at)
        self._languages = frozenset(
            concept.id for concept in concepts if getattr(concept, "kind", "") == "language"
        )

    def lookup(self, text: str) -> str | None:
        """The concept whose label or alias `text` is, as a whole."""
        return self._forms.lookup(text)

    def read(self, text: str) -> list[Mention]:
        """Mentions in order of appearance; at most `MAX_TEXT` characters are read."""
        original, text = text, _plain_spaces(_cut(text))
        everything = list(tokens(text))
        words = [token for token in everything if token.key not in LINKING_WORDS]
        scanned = sorted(self._scan(text, words), key=_place)
        if not scanned:
            return []
        found = in_company(text, words, scanned, self._languages)
        mentions = _outside(_mentions(original, words, found), noise(text))
        negated = denied(text, everything, [(each.start, each.end) for each in mentions])
        return [
            replace(each, negated=True) if number in negated else each
            for number, each in enumerate(mentions)
        ]

    def _scan(self, text: str, words: Sequence[Token]) -> Iterator[Found]:
        """What is named, from left to right; a name may begin inside another and end beyond it."""
        at = 0
        while at < len(words):
            named = self._named(text, words, at)
            if named is None:
                at += 1
                continue
            found, at = named
            yield found
            if found.last > found.first and at > found.last:
                shared = list(self._shared_head(text, words, found))
                yield from shared
                at = shared[-1].last + 1 if shared else self._overlapping(text, words, found) or at

    def _named(self, text: str, words: Sequence[Token], at: int) -> tuple[Found, int] | None:
        """What is named at a word, word for word or, when that says more, as a phrase; and where
        to read on.
        """
        exact = self._forms.longest_at(text, words, at)
        phrase = self._phrases.longest_at(text, words, at)
        if phrase is not None and phrase.length > (exact[1] if exact else 0):
            return Found(phrase.concept, phrase.first, phrase.last), phrase.resume
        if exact is None:
            return None
        concept, length = exact
        last = at + length - 1
        return Found(concept, at, last, self._forms.is_exact(words[at])), last + 1

    def _overlapping(self, text: str, words: Sequence[Token], found: Found) -> int | None:
        """Where in a name one begins that ends beyond: "ingénieur [logiciel embarqué]"."""
        for at in range(found.first + 1, found.last + 1):
            named = self._named(text, words, at)
            if named is not None and named[0].last > found.last:
                return at
        return None

    def _shared_head(self, text: str, words: Sequence[Token], found: Found) -> Iterator[Found]:
        """ "tests unitaires, fonctionnels et de charge": those after have no head of their own."""
        last = found.last
        while (other := self._phrases.after_and(text, words, found.first, last)) is not None:
            if self._named(text, words, other.first) is not None:
                return
            last = other.last
            yield Found(other.concept, other.first, last)


def _cut(text: str) -> str:
    """No more than is read, and no word or sentence cut in two: half a name is another name."""
    if len(text) <= MAX_TEXT:
        return text
    head = text[:MAX_TEXT]
    for end in ("\n", ". ", " "):
        last = head.rfind(end, MAX_TEXT - _LAST_SENTENCE)
        if last >= 0:
            return head[: last + 1]
    return "" if head.isalnum() and text[MAX_TEXT].isalnum() else head


def _plain_spaces(text: str) -> str:
    """Tabs and unbreakable spaces as spaces; every character keeps its place."""
    return text.translate(_SPACES)


def _place(found: Found) -> tuple[int, int]:
    return found.first, found.last


def _mentions(text: str, words: Sequence[Token], found: Iterator[Found]) -> Iterator[Mention]:
    for each in found:
        start, end = words[each.first].start, words[each.last].end
        yield Mention(each.concept, text[start:end], start, end)


def _outside(mentions: Iterator[Mention], ranges: Sequence[tuple[int, int]]) -> list[Mention]:
    """Mentions that stand in none of `ranges`; a name that is the whole of one is meant."""
    return [
        each
        for each in mentions
        if not any(
            start <= each.start < end and (each.start, each.end) != (start, end)
            for start, end in ranges
        )
    ]


class SkillReader:
    """Skills of a vocabulary, read from text with the level that the words beside them tell."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.lexicon = Lexicon(tuple(vocabulary.skills.values()))

    def read(self, text: str) -> list[Mention]:
        mentions = self.lexicon.read(text)
        unnamed = _blanked(text, mentions)
        return [self._levelled(text, unnamed, mention) for mention in mentions]

    def _levelled(self, text: str, unnamed: str, mention: Mention) -> Mention:
        language = self.vocabulary.skills[mention.concept].kind == "language"
        level = read_level(text, mention.start, mention.end, unnamed, language=language)
        return replace(mention, level=level) if level is not None else mention


def _blanked(text: str, mentions: Sequence[Mention]) -> str:
    """The text with a bar in place of names: what stands from the next name on is said of that."""
    parts, at = [], 0
    for each in mentions:
        if each.end > at:
            start = max(each.start, at)
            parts += [text[at:start], "|" * (each.end - start)]
            at = each.end
    return "".join([*parts, text[at:]])
