"""What someone may mean while they type: concepts by the start of any of their names.

Forgiving: case, accents, Arabic letter forms and the article do not matter, any of the three
languages will do, and a slip of the keyboard is overlooked once nothing else fits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from skills4all.matching.text import keys
from skills4all.matching.vocabulary import Named
from skills4all.services.knowledge import Kind, names

LONGEST_QUERY = 80
SLIPS = 75
"""How alike, from 0 to 100, a name must be to a mistyped query."""
FEW = 3
LEAST_BEGINNING = 4
"""Letters from which the mistyped beginning of a name tells enough."""


@dataclass(frozen=True, slots=True)
class Name:
    """A folded way of writing a concept; `preferred` names come before aliases."""

    form: str
    concept: str
    preferred: bool


def suggest(kind: Kind, text: str, limit: int = 10) -> tuple[str, ...]:
    """Identifiers of at most `limit` concepts that `text` may be the start of, best first.

    The order: the same name, names that start so, names with a word that starts so, names that
    contain it, names one slip away; within each, preferred names, then short ones.
    """
    query = " ".join(keys(text[:LONGEST_QUERY]))
    if not query:
        return ()
    ranked = sorted(
        (rank, not name.preferred, len(name.form), name.form, name.concept)
        for name in _names(kind)
        if (rank := _rank(query, name.form)) is not None
    )
    found = dict.fromkeys(concept for *_, concept in ranked)
    if len(found) < limit:
        found |= dict.fromkeys(_slips(kind, query, limit))
    return tuple(found)[:limit]


def name_meant(concept: Named, text: str, language: str) -> str:
    """The name of `concept` that `text` is a part of, when its usual name in `language` is not.

    Empty when the usual name says it already, and for a slip that no name contains.
    """
    query = " ".join(keys(text[:LONGEST_QUERY]))
    if _rank(query, " ".join(keys(concept.label(language)))) is not None:
        return ""
    fitting = ((_rank(query, " ".join(keys(label.text))), label.text) for label in concept.labels)
    ranked = [(rank, len(text), text) for rank, text in fitting if rank is not None]
    return min(ranked)[2] if ranked else ""


def _rank(query: str, form: str) -> int | None:
    if form == query:
        return 0
    if form.startswith(query):
        return 1
    if f" {query}" in form:
        return 2
    return 3 if len(query) > 2 and query in form else None


def _slips(kind: Kind, query: str, limit: int) -> Iterator[str]:
    """Names written much like the query; with few of them, also those that begin much like it."""
    forms = {(name.concept, name.form): name.form for name in _names(kind)}
    best = extract(query, forms, scorer=ratio, limit=limit * 3, score_cutoff=SLIPS)
    yield from (concept for _, _, (concept, _) in best)
    if len(best) < FEW and len(query) >= LEAST_BEGINNING:
        begun = {
            (name.concept, name.form, at): name.form[at : at + len(query)]
            for name in _names(kind)
            for at in _word_starts(name.form)
        }
        found = extract(query, begun, scorer=ratio, limit=limit * 9, score_cutoff=SLIPS)
        # At the beginning of a name before inside it, then short ones.
        found.sort(key=lambda each: (-each[1], each[2][2] > 0, len(each[2][1])))
        yield from (concept for _, _, (concept, _, _) in found)


def _word_starts(form: str) -> Iterator[int]:
    yield 0
    yield from (at + 1 for at, mark in enumerate(form) if mark == " ")


@lru_cache(maxsize=8)
def _names(kind: Kind) -> tuple[Name, ...]:
    found: dict[tuple[str, str], Name] = {}
    for concept in names(kind).concepts.values():
        for label in concept.labels:
            form = " ".join(keys(label.text))
            if form:
                known = found.get((concept.id, form))
                preferred = label.kind == "preferred" or (known is not None and known.preferred)
                found[concept.id, form] = Name(form, concept.id, preferred)
    return tuple(found.values())
