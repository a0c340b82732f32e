"""Where the polarity of a text may change: the sequences of words that deny, turn or except."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from skills4all.matching.reading import negation_words as tables
from skills4all.matching.reading.negation_text import NamedText
from skills4all.matching.text import fold


class Kind(Enum):
    """What a sequence of words does; the order decides between sequences that are as long."""

    HARMLESS = auto()
    LACK = auto()
    AFTERWARDS = auto()
    EXCEPT = auto()
    TURN = auto()
    CUE = auto()


@dataclass(frozen=True, slots=True)
class Event:
    """Words `first` to `last` of a text are of a kind."""

    kind: Kind
    first: int
    last: int


def _sequences() -> dict[str, list[tuple[tuple[str, ...], Kind]]]:
    """First word -> sequences that begin so, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Kind]]] = {}
    for kind, table in (
        (Kind.HARMLESS, tables.HARMLESS),
        (Kind.LACK, tables.LACKS),
        (Kind.AFTERWARDS, tables.AFTERWARDS),
        (Kind.EXCEPT, tables.EXCEPT),
        (Kind.TURN, tables.TURNS),
        (Kind.CUE, tables.CUES),
    ):
        for line in table.strip().split("\n"):
            words = tuple(fold(line).split())
            found.setdefault(words[0], []).append((words, kind))
    for entries in found.values():
        entries.sort(key=lambda each: -len(each[0]))
    return found


_SEQUENCES = _sequences()
_NUMBER = re.compile(r"\.?\s?\d")
# Verbs of Darija in Latin letters and in Arabic ones: "ma3ndich", "makan3refch", "ماكنعرفش".
_DARIJA = re.compile("m[ae]?(?:ka|kan|kay|3|kh)\\w{1,20}(?:ch|sh|x)|ما\\w{2,20}ش")


def events(text: NamedText) -> Iterator[Event]:
    """All events of a text, in order; words that are part of a name are none."""
    at = 0
    while at < len(text.words):
        event = None if text.in_a_name(at) else event_at(text, at)
        if event is not None:
            yield event
            at = event.last
        at += 1


def event_at(text: NamedText, at: int) -> Event | None:
    """The event that begins at a word; "وليس" is "ليس"."""
    word = text.folded[at]
    if word == "no" and _NUMBER.match(text.text, text.words[at].end):
        return None
    plain = word[1:] if word[:1] in ("و", "ف") and len(word) > 2 else word
    for first in dict.fromkeys((word, plain)):
        for sequence, kind in _SEQUENCES.get(first, ()):
            if (first, *text.folded[at + 1 : at + len(sequence)]) == sequence:
                return Event(kind, at, at + len(sequence) - 1)
    if word == "ma" and at + 1 < len(text.words) and text.folded[at + 1].endswith(("ch", "sh")):
        return Event(Kind.CUE, at, at + 1)
    return Event(Kind.CUE, at, at) if _DARIJA.fullmatch(word) else None
