"""How far a negative word reaches, ahead and back.

Ahead: to the end of its clause, to a turn ("mais", "only"), or to a comma or "and" after which the
sentence says something of its own. Back: to the name nearest before, and those enumerated with it.
"""

import re
from bisect import bisect_left
from collections.abc import Container, Sequence

from skills4all.matching.reading import negation_words as tables
from skills4all.matching.reading.negation_events import Event, Kind, event_at
from skills4all.matching.reading.negation_text import COMMA, FAR, STOP, NamedText, word_set

_WORDS = 12
_WORDS_BACK = 7
_ENUMERATES = 2
_PART_END = re.compile("[,،.;:!?\n]")
_DARIJA_VERB = re.compile("(?:kan|kat|3[ae]?nd|bghi|khd|9ri|t3ell)\\w*")

_AND = frozenset(("et", "and", "و", "w", "ou", "or", "wla"))
_IS = frozenset(("est", "sont", "is", "are"))
_SUBJECTS = word_set(tables.SUBJECTS)
_ASSERTS = word_set(tables.ASSERTS)
_EXPERIENCE = word_set(tables.EXPERIENCE)
_LIGHT = word_set(tables.LIGHT)
_TURNS = word_set(tables.TURNS) | word_set(tables.EXCEPT)
# "Docker est exigé" parts, "Docker n'est pas exigé" does not.
_MAY_STAND_BETWEEN = word_set(tables.REQUIREMENTS) | word_set(tables.KNOWING) | _IS


def ahead(text: NamedText, event: Event, turns: Container[int]) -> tuple[int, int | None]:
    """The place where the reach of an event ends, and the number of the word that turned it."""
    place = start = text.words[event.last].end
    stop = text.stop(start)
    if event.kind is not Kind.LACK:
        colon = text.text.find(":", start, stop)
        stop = colon if colon >= 0 else stop
    last = min(event.last + _WORDS, len(text.words) - 1)
    for at in range(event.last + 1, last + 1):
        word = text.words[at]
        if word.start >= stop:
            return stop, None
        if at in turns:
            return word.start, at
        if _new_clause(text, at, place, event):
            return word.start, None
        place = word.end
    return min(stop, text.words[last].end), None


def _new_clause(text: NamedText, at: int, end_before: int, event: Event) -> bool:
    """A comma that enumerates nothing, or a comma or "and" before a subject or affirmation."""
    word = text.folded[at]
    comma = COMMA.search(text.text, end_before, text.words[at].start) is not None
    joined = comma or text.folded[at - 1] in _AND or word[:1] == "و"
    if joined and (word in _SUBJECTS or _DARIJA_VERB.fullmatch(word)):
        return True
    return comma and (not _enumerates(text, at, end_before, event) or _affirms(text, at))


def _enumerates(text: NamedText, at: int, comma: int, event: Event) -> bool:
    """A name stands on both sides of a comma before a word, at most a small word between; or what
    is denied before it is one thing without a name: "pas de réseaux, Python".
    """
    beyond = text.word_starts[min(at + _ENUMERATES, len(text.words) - 1)]
    before = text.word_starts[max(at - 1 - _ENUMERATES, 0)]
    place = bisect_left(text.name_starts, comma)
    follows = place < len(text.named) and text.name_starts[place] <= beyond
    thing = text.folded[event.last + 1 : at]
    if follows and text.name_starts[place] == text.word_starts[at] and len(thing) <= _ENUMERATES:
        return _EXPERIENCE.isdisjoint(thing)
    return follows and place > 0 and text.named[place - 1][1] > before


def _affirms(text: NamedText, at: int) -> bool:
    """The part of the sentence from a word on, to the next comma, affirms something."""
    for each in range(at, min(at + _WORDS, len(text.words))):
        ends = each > at and _PART_END.search(text.gap(each))
        if ends or event_at(text, each) is not None:
            return False
        if text.folded[each] in _ASSERTS:
            return True
    return False


def back(text: NamedText, event: Event) -> set[int]:
    """Numbers of the name nearest before an event, and of those enumerated with it."""
    place = bisect_left(text.name_starts, text.words[event.first].start) - 1
    found: set[int] = set()
    right, most = event.first, _WORDS_BACK
    while place >= 0:
        between = _words_between(text, text.named[place][1], right)
        if between is None or len(between) > most or _parted(between, nearest=not found):
            break
        found.add(place)
        right, most = text.word_at(text.named[place][0]), _ENUMERATES
        place -= 1
    return found


def _parted(between: Sequence[str], *, nearest: bool) -> bool:
    """A turn, or an affirmation that is not what the event is about, stands between."""
    allowed = _MAY_STAND_BETWEEN if nearest else frozenset()
    return any(word in _TURNS or (word in _ASSERTS and word not in allowed) for word in between)


def _words_between(text: NamedText, end: int, right: int) -> list[str] | None:
    """Words from the end of a name to a word, or None when something parts them."""
    start = text.words[right].start
    if start - end > FAR or STOP.search(text.text, end, start):
        return None
    comma = COMMA.search(text.text, end, start)
    since_comma = text.folded[text.word_at(comma.start()) : right] if comma else []
    if since_comma and since_comma[0] not in _SUBJECTS and not _LIGHT.issuperset(since_comma):
        return None
    return text.folded[text.word_at(end) : right]
