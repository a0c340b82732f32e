"""Words that people type into the catalogue, as terms of its index: slips and half words included.

The index itself says which words there are. A word it lacks stands for those that begin with it
(somebody may still be typing) and for those one or two slips away, at half the weight.
"""

from collections import Counter

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from skills4all.matching.index import SkillIndex
from skills4all.matching.index.tfidf import Tfidf
from skills4all.services import knowledge

WORD = "w:"
LONGEST = 200
"""Characters of a search that are read."""
MOST_UNKNOWN = 8
MEANT = 3
"""Words that an unknown one may stand for."""
HALF = 0.5
SHORTEST, SURE = 4, 8
"""From as many letters on one slip is believed, and two."""


def terms(index: SkillIndex, text: str) -> dict[str, float]:
    """Terms with their frequencies; empty when nothing was typed that can be searched."""
    found: dict[str, float] = {}
    unknown = 0
    for term, count in Counter(knowledge.matcher().analyser.terms(text[:LONGEST])).items():
        found[term] = found.get(term, 0.0) + count
        known = term in index.tfidf.number or not term.startswith(WORD)
        if not known and unknown < MOST_UNKNOWN:
            unknown += 1
            for word in _meant(index, term.removeprefix(WORD)):
                found[WORD + word] = found.get(WORD + word, 0.0) + HALF * count
    return found


def _meant(index: SkillIndex, word: str) -> list[str]:
    words = _words(index.tfidf)
    begun = [known for known in words if known.startswith(word)] if len(word) > 1 else []
    if begun:
        return sorted(begun, key=lambda known: (len(known), known))[:MEANT]
    slips = 0 if len(word) < SHORTEST else 1 if len(word) < SURE else 2
    near = extract(word, words, scorer=OSA.distance, score_cutoff=slips, limit=MEANT)
    return [known for known, distance, _ in near if slips]


_WORDS: dict[str, tuple[int, list[str]]] = {}
"""Epoch of an index -> how many of its terms were looked at, and the words among them."""


def _words(tfidf: Tfidf) -> list[str]:
    seen, words = _WORDS.get(tfidf.epoch, (0, []))
    if seen < len(tfidf.terms):
        if len(_WORDS) > 4:
            _WORDS.clear()
        fresh = tfidf.terms[seen:]
        words = words + [term.removeprefix(WORD) for term in fresh if term.startswith(WORD)]
        _WORDS[tfidf.epoch] = (seen + len(fresh), words)
    return words
