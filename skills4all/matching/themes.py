"""Themes: domains of work and study, and which ones lie near each other.

A text is placed among the themes whose terms it uses, in any language, and carried a step to their
neighbours. Two texts that share no word meet there: a nurse's and one on health informatics. The
terms and links are written by people (`reference/themes/`), so every join can be shown and argued
with.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from skills4all.matching.index import IndexDocument, SkillIndex
from skills4all.matching.passages import Passage, passage
from skills4all.matching.stems import stems
from skills4all.matching.vocabulary import Named

STEP = 1.0
"""How much of a theme is carried to its neighbours, times the link's own strength."""
BACKWARDS = 0.8
"""A link is walked against its direction at that share."""
MOST = 14
"""Themes a text is placed in."""
SHARPNESS = 2.0


PAIR = 0.5
"""What a pair of words counts beside the words themselves."""


@dataclass(frozen=True, slots=True)
class Theme(Named):
    """`labels` are its names and terms in all languages; `near`: theme -> strength in [0, 1]."""

    near: tuple[tuple[str, float], ...] = ()


def word_terms(words: Passage) -> dict[str, float]:
    """Frequencies of stems and, at half their weight, of pairs of neighbours."""
    single = stems(words.keys)
    counts: dict[str, float] = dict(Counter(single))
    for pair in pairwise(single):
        term = " ".join(pair)
        counts[term] = counts.get(term, 0.0) + PAIR
    return counts


@dataclass(frozen=True)
class ThemeSpace:
    """Themes ready to place texts.

    Attributes
    ----------
    index : the themes' terms, one document a theme.
    links : float32 CSR, shape (n_themes, n_themes): identity plus steps to neighbours.
    """

    index: SkillIndex
    links: sp.csr_matrix

    @classmethod
    def fit(cls, themes: Sequence[Theme]) -> "ThemeSpace":
        documents = [IndexDocument(theme.id, _terms(theme)) for theme in themes]
        return cls.of(SkillIndex.fit(documents), themes)

    @classmethod
    def of(cls, index: SkillIndex, themes: Sequence[Theme]) -> "ThemeSpace":
        """Themes whose index was fitted before."""
        place = {identifier: at for at, identifier in enumerate(index.ids)}
        links = np.zeros((len(index.ids), len(index.ids)), dtype=np.float32)
        for theme in themes:
            for near, strength in theme.near:
                one, two = place[theme.id], place[near]
                links[one, two] = max(links[one, two], strength)
        links = np.maximum(links, BACKWARDS * links.T) * STEP
        np.fill_diagonal(links, 1.0)
        return cls(index, sp.csr_matrix(links))

    def place(self, terms: Mapping[str, float], lead: Mapping[str, float]) -> dict[int, float]:
        """Theme number -> weight, best `MOST` only; the terms a text leads with count again."""
        scores = self.index.scores(terms)
        if lead:
            scores = scores + self.index.scores(lead)
        found = np.flatnonzero(scores > 0)
        if len(found) > MOST:
            found = found[np.lexsort((found, -scores[found]))][:MOST]
        return {int(at): float(scores[at]) ** SHARPNESS for at in found}

    def rows(self, placed: Sequence[Mapping[int, float]]) -> NDArray[np.float32]:
        """Weights after one step to the neighbours, shape (len(placed), n_themes)."""
        flat = np.zeros((len(placed), len(self.index.ids)), dtype=np.float32)
        for at, weights in enumerate(placed):
            for theme, weight in weights.items():
                flat[at, theme] = weight
        spread: NDArray[np.float32] = flat @ self.links
        return spread

    def told(self, text: str, limit: int = 5) -> Iterator[tuple[str, float]]:
        """Themes of `text`, best first: what a join by themes is explained with."""
        placed = self.place(word_terms(passage(text)), {})
        best = sorted(placed.items(), key=lambda pair: (-pair[1], pair[0]))
        return ((self.index.ids[at], weight) for at, weight in best[:limit])


def _terms(theme: Theme) -> dict[str, float]:
    """Pairs stay within a term."""
    counts: dict[str, float] = {}
    for label in theme.labels:
        for term, count in word_terms(passage(label.text)).items():
            counts[term] = counts.get(term, 0.0) + count
    return counts
