"""Where a text says that something is not so: "pas d'expérience en Java", "no SQL", "بدون خبرة"."""

import re
from collections.abc import Sequence

from skills4all.matching.text import Token, fold


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


_CUES = _folded(
    """pas aucun aucune sans jamais ni no not never without neither nor cannot don didn doesn
    haven isn wasn بدون دون ليس ليست لست لا لم ولا ولم غير ماعنديش makanch ma3ndich"""
)
# After these the sentence turns: what follows is no longer denied.
_TURNS = _folded("mais but cependant toutefois however contre لكن ولكن بل sauf except")
# "non seulement", "not only", "pas seulement": no negation at all.
_NOT_ONLY = _folded("seulement only uniquement just فقط moins least")
_STOP = re.compile(r"[.;!?\n\r؛؟•|]")
_REACH = 8


def negated_spans(text: str, words: Sequence[Token]) -> list[tuple[int, int]]:
    """Character ranges that a negation governs: to the end of its clause, a turn, or 8 words."""
    spans = []
    for position, word in enumerate(words):
        if fold(word.text) not in _CUES:
            continue
        following = words[position + 1 : position + 1 + _REACH]
        if not following or fold(following[0].text) in _NOT_ONLY:
            continue
        spans.append((word.end, _end(text, word.end, following)))
    return spans


def _end(text: str, start: int, following: Sequence[Token]) -> int:
    for word in following:
        stop = _STOP.search(text, start, word.start)
        if stop:
            return stop.start()
        if fold(word.text) in _TURNS:
            return word.start
    return following[-1].end
