"""A text as the ranker sees it: its words, and the words it leads with.

Titles come first: the opening of a posting, a course or a sheet says what it is about, so it
counts once more. Words that every description uses ("responsible for", "programme that prepares")
say nothing about what is described, and are left out.
"""

import re
from dataclasses import dataclass

from skills4all.matching.reading.concepts import MAX_TEXT
from skills4all.matching.text import STOP_WORDS, fold, tokens

_LEAD = re.compile(r"(.{3,90}?)(?:\. |: | ?; | - |\n|$)", re.DOTALL)

FILLER = frozenset(
    """pour par des les une qui peut selon etre ou avec dans sur aux leur ses son tout tous toute
    afin ainsi comme entre sous lors dont chez divers different type niveau cadre lie
    may including include such other various related use using used new from that which their its
    into prepare individual program programme instruction any all not has have can etc perform
    appropriate ensure provide general other autre occupation metier emploi poste job
    technologist""".split()  # noqa: SIM905 (a list of words reads better as text)
)
"""Words of descriptions in general. `STOP_WORDS` are those of the languages."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Folded keys in order, and the folded characters they came from."""

    keys: tuple[str, ...]
    letters: str


def passage(text: str) -> Passage:
    """The words of `text`; at most `MAX_TEXT` characters are read."""
    text = text[:MAX_TEXT]
    keys = tuple(
        token.key
        for token in tokens(text)
        if token.key not in STOP_WORDS and token.key not in FILLER
    )
    return Passage(keys, fold(text))


def lead(text: str) -> str:
    """What `text` opens with, such as a title; the whole of it when nothing sets one apart."""
    found = _LEAD.match(text)
    return found.group(1) if found else text
