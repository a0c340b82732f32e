"""Forms of two words or more, read through inflection, coordination and small interruptions.

"administrer les bases de données" is "administration de bases de données"; "analyse fine des
données" is "analyse de données"; "tests unitaires et d'intégration" names two kinds of tests,
"تحليل ونمذجة البيانات" two things done with data. Owns how far a form may be stretched; the forms
and their stems are those of `stem_forms`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from skills4all.matching.reading.forms import clause_end
from skills4all.matching.reading.stem_forms import FILLERS, OF, Node, StemForms
from skills4all.matching.text import Token
from skills4all.matching.vocabulary import Named

_AND = frozenset("et ou and or w wla & و او".split())  # noqa: SIM905
_AND_THE = ("وال", "ولل", "وغير")
_BEFORE_A_VERB = frozenset("to i we you they will can and must also".split())  # noqa: SIM905
_SKIPS = 2

NamedAt = Callable[[str, Sequence[Token], int], object | None]
"""Whether something is named at a word of a text: what has a name of its own is no adjective."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """`concept` was read from `words[first:last + 1]`, `length` of them of the form; the scan
    resumes at `resume`.
    """

    concept: str
    first: int
    last: int
    length: int
    resume: int


@dataclass(frozen=True, slots=True)
class _Way:
    """A beginning of a form: where it leads, the word to read next, what was skipped so far."""

    node: Node
    first: int
    at: int
    last: int
    length: int = 1
    skips: int = _SKIPS
    resume: int = 0

    def longer(self, node: Node) -> "_Way":
        """With the next word as a word of the form."""
        return _Way(
            node, self.first, self.at + 1, self.at, self.length + 1, self.skips, self.resume
        )

    def beyond(self, words: int, resume: int = 0) -> "_Way":
        """Past words that are none of the form."""
        return _Way(
            self.node,
            self.first,
            self.at + words,
            self.last,
            self.length,
            self.skips - 1,
            resume or self.resume,
        )


class Phrases:
    """The phrases of a vocabulary."""

    def __init__(self, concepts: Iterable[Named], named: NamedAt) -> None:
        self._forms = StemForms(concepts)
        self._named = named

    def longest_at(self, text: str, words: Sequence[Token], at: int) -> Phrase | None:
        """The phrase with most words of a form among those that begin at `words[at]`."""
        found: list[Phrase] = []
        for language in self._forms.languages(words[at].key):
            node = self._forms.child(self._forms.roots[language], words[at], language)
            if node is not None and (language != OF or _verbal(text, words, at)):
                walk = _Walk(self._forms, text, words, language, self._named)
                found += walk.follow(_Way(node, at, at + 1, at))
        return max(found, key=lambda each: each.length, default=None)

    def after_and(self, text: str, words: Sequence[Token], head: int, last: int) -> Phrase | None:
        """A form with the first word of one just read: "tests unitaires et de charge"."""
        begin = _coordinated(text, words, last + 1)
        if begin is None:
            return None
        found: list[Phrase] = []
        for language in self._forms.languages(words[head].key):
            node = self._forms.child(self._forms.roots[language], words[head], language)
            if node is not None and language != OF:
                walk = _Walk(self._forms, text, words, language, self._named)
                found += walk.follow(_Way(node, begin, begin, last, skips=0), begins=True)
        return max(found, key=lambda each: each.length, default=None)


class _Walk:
    """Ways along the words of one text through the forms of one language."""

    def __init__(
        self,
        forms: StemForms,
        text: str,
        words: Sequence[Token],
        language: str,
        named: NamedAt,
    ) -> None:
        self.forms, self.text, self.words, self.language = forms, text, words, language
        self._named = named

    def follow(self, way: _Way, *, begins: bool = False) -> Iterator[Phrase]:
        """All phrases `way` leads to; `begins`: what stands before its next word matters not."""
        if way.node.concept is not None and not begins:
            resume = way.resume or way.last + 1
            yield Phrase(way.node.concept, way.first, way.last, way.length, resume)
        if way.at >= len(self.words):
            return
        if not begins and clause_end(self.text, self.words[way.at - 1], self.words[way.at]):
            return
        child = self.forms.child(way.node, self.words[way.at], self.language)
        if child is not None and not self._pronoun(way.at):
            yield from self.follow(way.longer(child))
        if way.skips:
            skipped = self._skipped(way)
            if skipped is not None:
                yield from self.follow(skipped)

    def _pronoun(self, at: int) -> bool:
        """ "support it", "secured it": after an action a small "it" is not IT."""
        return self.language == OF and self.words[at].text == "it"

    def _skipped(self, way: _Way) -> _Way | None:
        """The way beyond a filler, a second head ("et modélisation") or an adjective."""
        word = self.words[way.at]
        if word.key in FILLERS:
            return way.beyond(1)
        if way.length == 1 and word.key in _AND:
            return way.beyond(2, resume=way.first + 1)
        if way.length == 1 and self._second_head(way.first, word):
            return way.beyond(1, resume=way.first + 1)
        return way.beyond(1) if self._adjective(way.at) else None

    def _second_head(self, first: int, word: Token) -> bool:
        """ "تحليل ونمذجة البيانات": heads of a construct have no article."""
        bare = word.text.startswith("و") and not word.text.startswith(_AND_THE)
        return self.language == "ar" and bare and not _with_article(self.words[first])

    def _adjective(self, at: int) -> bool:
        """Between a head and its complement: "analyse fine des données", "تحليل دقيق للبيانات"."""
        if at + 1 >= len(self.words):
            return False
        word, following = self.words[at], self.words[at + 1]
        if self._named(self.text, self.words, at) is not None:
            return False
        if self.language == "ar":
            return following.text.startswith("لل")
        if self.language == OF:
            return word.key.isalpha()
        return self.language == "fr" and _linked(self.text, word, following)


def _with_article(word: Token) -> bool:
    return word.text.startswith(("ال", "وال", "بال", "فال", "كال", "لل"))


def _verbal(text: str, words: Sequence[Token], at: int) -> bool:
    """English only: "analysing data" and "analysis of data", not "a management project"."""
    word = words[at].text.casefold()
    if word.endswith(("ing", "ed")) or (at and words[at - 1].key in _BEFORE_A_VERB):
        return True
    return at + 1 < len(words) and _linked(text, words[at], words[at + 1])


def _linked(text: str, before: Token, after: Token) -> bool:
    """A linking word ("de", "of") stands between."""
    return any(letter.isalpha() for letter in text[before.end : after.start])


def _coordinated(text: str, words: Sequence[Token], at: int) -> int | None:
    """Where the second of two things begins, when `words[at]` opens it."""
    if at >= len(words):
        return None
    between = text[words[at - 1].end : words[at].start].strip()
    if words[at].key in _AND and not between:
        return at + 1 if at + 1 < len(words) else None
    if words[at].text.startswith(_AND_THE) and not between:
        return at
    return at if between and set(between.split()[0]) <= set(",،/") else None
