"""A text as `negation` sees it: folded words, and the ranges of it that name something."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from skills4all.matching.text import Token, fold, fold_word

Range = tuple[int, int]

STOP = re.compile(r"[.;!?\n\r؛؟•|](?!\w)|\n|\s[–—-]\s|\)")
COMMA = re.compile("[,،]")
FAR = 250
"""Characters: no clause is longer, and a text without a full stop must not cost its square."""


def word_set(table: str) -> frozenset[str]:
    """Folded words of a table."""
    return frozenset(fold(word) for word in table.split())


class NamedText:
    """Words of a text and what it names, both in order of appearance."""

    def __init__(self, text: str, words: Sequence[Token], named: Sequence[Range]) -> None:
        self.text, self.words, self.named = text, words, named
        self.folded = [fold_word(word.text) for word in words]
        self.name_starts = [start for start, _ in named]
        self.word_starts = [word.start for word in words]

    def names_between(self, start: int, end: int) -> set[int]:
        """Numbers of the names that begin in a range."""
        first = bisect_left(self.name_starts, start)
        return set(range(first, bisect_left(self.name_starts, end)))

    def word_at(self, start: int) -> int:
        """The number of the first word from a place on."""
        return bisect_left(self.word_starts, start)

    def in_a_name(self, at: int) -> bool:
        """Whether a word is part of a name."""
        place = bisect_left(self.name_starts, self.words[at].end) - 1
        return place >= 0 and self.words[at].start < self.named[place][1]

    def stop(self, start: int) -> int:
        """Where the clause that goes on at `start` ends."""
        limit = min(start + FAR, len(self.text))
        found = STOP.search(self.text, start, limit)
        return found.start() if found else limit

    def gap(self, at: int) -> str:
        """What stands between a word and the one before."""
        return self.text[self.words[at - 1].end : self.words[at].start]
