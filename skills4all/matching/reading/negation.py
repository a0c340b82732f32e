"""Which of the things named in a text it denies: "pas d'expérience en Java", "R : non", "بدون SQL".

Owns the direction of a denial. A negative word governs what follows; when nothing follows, or what
follows says "required" or "used", it governs what stands before. How far is the affair of
`negation_reach`, the words themselves of `negation_words`.
"""

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from skills4all.matching.reading import negation_words as tables
from skills4all.matching.reading.negation_events import Event, Kind, events
from skills4all.matching.reading.negation_reach import ahead, back
from skills4all.matching.reading.negation_text import NamedText, Range, word_set
from skills4all.matching.text import Token

_NEAR = 2
_NOTHING = frozenset(".,;!?)\n،؛؟|–—")
# "données non structurées" denies nothing; "Java : non" does.
_ADJECTIVAL = frozenset(("non", "none"))
_NEITHER = frozenset(("ni", "nor", "ولا"))
_WITHOUT = word_set("sans without بدون دون")
_OF_A_NOUN = word_set(tables.OF_A_NOUN)
_EXPERIENCE = word_set(tables.EXPERIENCE)
_REQUIREMENTS = word_set(tables.REQUIREMENTS)
_ONLY = word_set(tables.ONLY)
_KNOWING = word_set(tables.KNOWING)
_LEADS_ON = word_set(tables.LEADS_ON)
_TURNED_AWAY = word_set(tables.TURNED_AWAY)
_BESIDES = (("apart", "from"), ("a", "part"))


def denied(text: str, words: Sequence[Token], named: Sequence[Range]) -> set[int]:
    """Numbers of the ranges of `named` (in order of appearance) that `text` denies."""
    if not named:
        return set()
    sentence = NamedText(text, words, named)
    found = list(events(sentence))
    turns = {event.first for event in found if event.kind in (Kind.TURN, Kind.EXCEPT)}
    affirmed = {*_denied_twice(sentence, found), *_turned_away(sentence, found)}
    denied: set[int] = set()
    for event in _denying(sentence, found):
        if event.first not in affirmed:
            governed, turn = _governed(sentence, event, turns)
            denied |= governed
            affirmed |= {turn} if turn is not None else set()
    return denied


def _denying(text: NamedText, found: Sequence[Event]) -> Iterator[Event]:
    """Events that deny; a "ni" goes on as what it follows: "sans oublier Git, ni Bash"."""
    harmless_until = -1
    for event in found:
        if event.kind is Kind.HARMLESS:
            harmless_until = text.stop(text.words[event.last].end)
            continue
        goes_on = text.folded[event.first] in _NEITHER
        if _besides(text, event):
            continue
        if event.kind is Kind.TURN or (goes_on and text.words[event.first].start < harmless_until):
            continue
        yield event


def _denied_twice(text: NamedText, found: Sequence[Event]) -> Iterator[int]:
    """ "pas un jour sans Git": both negative words, when no name stands between them."""
    for one, two in pairwise(found):
        without = text.folded[two.first].lstrip("وف") in _WITHOUT
        near = two.first - one.last <= _NEAR + 2
        both = one.kind is two.kind is Kind.CUE
        if both and without and near:
            start, end = text.words[one.last].end, text.words[two.first].start
            if not text.names_between(start, end):
                yield from (one.first, two.first)


def _turned_away(text: NamedText, found: Sequence[Event]) -> Iterator[int]:
    """ "those who do not speak French will not be considered": both, French is asked for."""
    for one, two in pairwise(found):
        if one.kind is two.kind is Kind.CUE:
            following = text.folded[two.last + 1 : two.last + 4]
            same = text.words[two.first].start < text.stop(text.words[one.last].end)
            if same and not _TURNED_AWAY.isdisjoint(following):
                yield from (one.first, two.first)


def _besides(text: NamedText, event: Event) -> bool:
    """ "Apart from Java, I know Kotlin" at the beginning of a sentence takes nothing out."""
    start = text.words[event.first].start
    begins = not text.text[:start].strip() or text.text[:start].rstrip()[-1] in ".!?\n؟"
    return begins and tuple(text.folded[event.first : event.last + 1])[:2] in _BESIDES


def _governed(text: NamedText, event: Event, turns: Container[int]) -> tuple[set[int], int | None]:
    """What an event denies, and the number of the word that turned its reach, if one did."""
    nothing = _nothing_follows(text, event)
    if text.folded[event.first] in _ADJECTIVAL and not (nothing or _requires(text, event)):
        return set(), None
    if event.kind is Kind.AFTERWARDS or nothing:
        return back(text, event), None
    end, turn = ahead(text, event, turns)
    after = text.names_between(text.words[event.last].end, end)
    if _beyond_its_noun(text, event, after) or _not_only(text, after, turn):
        return set(), turn
    if event.kind is Kind.CUE and _speaks_of_before(text, event, bool(after)):
        before = back(text, event)
        if before or _requires(text, event):
            return before, turn
    return after, turn


def _nothing_follows(text: NamedText, event: Event) -> bool:
    end = text.words[event.last].end
    rest = text.text[end : end + 3].lstrip(" ")
    return not rest or rest[0] in _NOTHING


def _beyond_its_noun(text: NamedText, event: Event, after: set[int]) -> bool:
    """ "sans aide", "no better tool": the noun is not about knowing what stands further on."""
    first = text.folded[event.first]
    if event.kind is not Kind.CUE or first.lstrip("وف") not in _OF_A_NOUN or not after:
        return False
    near = text.folded[event.last + 1 : event.last + 4]
    if any(word in _EXPERIENCE or word[1:] in _EXPERIENCE for word in near):
        return False
    return text.word_at(text.named[min(after)][0]) - event.last > _NEAR


def _not_only(text: NamedText, after: set[int], turn: int | None) -> bool:
    """ "لا أتقن Python فحسب", "not in Python only": the name stands right before the "only"."""
    if turn is None or not after or text.folded[turn] not in _ONLY:
        return False
    return not text.text[text.named[max(after)][1] : text.words[turn].start].strip()


def _requires(text: NamedText, event: Event) -> bool:
    """ "not required": within two words of the negative one."""
    following = text.folded[event.last + 1 : event.last + 3]
    return not _REQUIREMENTS.isdisjoint(following)


def _speaks_of_before(text: NamedText, event: Event, anything_after: bool) -> bool:
    """ "Docker is not required", "Access jamais touché", not "not required to know Docker"."""
    following = text.folded[event.last + 1 : event.last + 5]
    for place, word in enumerate(following):
        known = word in _KNOWING and not anything_after
        if known or (word in _REQUIREMENTS and place <= _NEAR):
            return not (place + 1 < len(following) and following[place + 1] in _LEADS_ON)
    return not _REQUIREMENTS.isdisjoint(text.folded[event.first : event.last + 1])
