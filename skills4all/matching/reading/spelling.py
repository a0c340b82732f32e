"""Spelling slips: the one word of the vocabulary that is a single typing error away.

Owns when a slip is believed. Inside a form of several words the other words vouch for it; a word
alone must be the name of a tool, or long, because ordinary words are close to one another
("traiter" is not "trainer"). It never judges words that the vocabulary itself uses.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA

_VOUCHED = 7
_VOUCHED_ARABIC = 6
_TOOL = 6
_TOOL_TRANSPOSED = 5
_ALONE = 9
_LONGEST = 40
# Words of other trades and of every day that are a letter away from a name: found by asking the
# speller for every common word of the three languages.
_NO_SLIPS = frozenset(
    """reader readers marco opener opening perception repression irritation irritating framing
    incentive sinister mosquito jupiter physician interviewed microscopic promoting processeur
    typographie typography tomographie tomography interpret interpreted metadonnee revait revoit
    standardise generique كولين جولان""".split()  # noqa: SIM905
)
_REMEMBERED = 50_000


class Speller:
    """Parameters
    ----------
    words : iterable of str
        Folded words of all forms.
    alone : mapping of str to str
        Those that are a form by themselves, with the concept they name.
    tools : iterable of str
        Those that name a tool by themselves.
    """

    def __init__(
        self, words: Iterable[str], alone: Mapping[str, str], tools: Iterable[str]
    ) -> None:
        self._words = frozenset(words)
        self._alone = dict(alone)
        self._tools = frozenset(tools)
        self._near: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            if word.isalpha() and _TOOL_TRANSPOSED <= len(word) <= _LONGEST:
                for part in _shortened(word):
                    self._near[part].append(word)
        self._found: dict[str, str] = {}

    def meant(self, key: str) -> str | None:
        """The word meant by `key` inside a form of several words."""
        target = self._closest(key)
        least = _VOUCHED if key.isascii() else _VOUCHED_ARABIC
        return target if target and len(key) >= least else None

    def meant_alone(self, key: str) -> str | None:
        """The word meant by `key` when it is a form by itself."""
        target = self._closest(key)
        if not target or target not in self._alone:
            return None
        transposed = len(key) == len(target) and sorted(key) == sorted(target)
        if target in self._tools:
            substituted = len(key) == len(target) and not transposed
            enough = _TOOL_TRANSPOSED if transposed else _VOUCHED if substituted else _TOOL
            return target if max(len(key), len(target)) >= enough else None
        return target if len(key) >= (_VOUCHED if transposed else _ALONE) else None

    def _closest(self, key: str) -> str:
        """The only word of the vocabulary one error away with the same first letter, or ''.

        Several are as good as one when they name one concept.
        """
        if key in self._words or key in _NO_SLIPS:
            return ""
        if not _TOOL_TRANSPOSED - 1 <= len(key) <= _LONGEST:
            return ""
        if key not in self._found:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            self._found[key] = self._search(key) if key.isalpha() else ""
        return self._found[key]

    def _search(self, key: str) -> str:
        near = {word for part in _shortened(key) for word in self._near.get(part, ())}
        close = [
            word
            for word in near
            if word[0] == key[0] and OSA.distance(word, key, score_cutoff=1) == 1
        ]
        meanings = {self._alone.get(word, word) for word in close}
        return min(close) if len(meanings) == 1 else ""


def _shortened(word: str) -> set[str]:
    """The word, and the word without each of its letters: one error apart, two share a part."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
