"""Weights of terms: fitted by scikit-learn, applied without it.

scikit-learn is imported only by `fit`: its import costs seconds, which a page must not pay.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from skills4all.matching.index.documents import Terms
from skills4all.matching.index.rows import Rows, count, damped

_AT_ONCE = 200_000
"""Rows weighed together: their float64 temporaries are what costs memory."""


@dataclass(frozen=True)
class Tfidf:
    """A fitted TF-IDF: sublinear term frequency, smoothed IDF, L2 norm, float32.

    An epoch: its weights never change. Terms met later get the next numbers and the weight of a
    term that no document has; `reweight` of an index ends the epoch.

    Attributes
    ----------
    terms : list of str by number; only ever appended to, so that all readers may share it
    idf : float32, shape (n_fitted,), n_fitted <= len(terms)
    n_documents : how many documents `idf` was fitted on
    """

    terms: list[str]
    idf: NDArray[np.float32]
    n_documents: int
    epoch: str = field(default_factory=lambda: f"e-{secrets.token_hex(6)}")

    def __post_init__(self) -> None:
        number = {term: at for at, term in enumerate(self.terms)}
        object.__setattr__(self, "number", number)
        object.__setattr__(self, "unseen", np.float32(np.log(1 + self.n_documents) + 1))

    number: dict[str, int] = field(init=False, repr=False, compare=False)
    unseen: np.float32 = field(init=False, repr=False, compare=False)

    @classmethod
    def fit(cls, documents: Iterable[Terms]) -> "Tfidf":
        """Fit on documents already turned into terms. Raises ValueError on an empty corpus."""
        return cls.of_counts(*counted(documents))

    @classmethod
    def of_counts(cls, terms: list[str], rows: Rows) -> "Tfidf":
        """Fit on documents already counted."""
        if not len(rows) or not len(rows.term):
            raise ValueError("empty vocabulary: no document has a term")
        from sklearn.feature_extraction.text import TfidfTransformer

        counts = sp.csr_matrix((rows.tf, rows.term, rows.ptr), shape=(len(rows), len(terms)))
        fitted = TfidfTransformer(smooth_idf=True, norm=None).fit(counts)
        return cls(terms, fitted.idf_.astype(np.float32), len(rows))

    def count(self, documents: Iterable[Terms]) -> Rows:
        """Count documents to be indexed: terms they bring get numbers."""
        before = len(self.number)
        rows = count(documents, self.number)
        self.terms.extend(list(self.number)[before:])
        return rows

    def learn(self, more: Sequence[str]) -> None:
        """Take over the terms that a writer met after the fitted ones. Raises ValueError when
        others were met here.
        """
        first = len(self.idf)
        if self.terms[first : first + len(more)] != more[: len(self.terms) - first]:
            raise ValueError("terms of two writers")
        for term in more[len(self.terms) - first :]:
            self.number[term] = len(self.terms)
            self.terms.append(term)

    def rarity(self, term: str) -> float:
        """The IDF of `term`; an unknown one counts as the rarest."""
        at = self.number.get(term)
        return float(self.idf.max()) if at is None else float(self._idf(np.array([at]))[0])

    def transform(self, terms: Terms) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """One sparse row: sorted term numbers and L2-normalised weights; unknown terms drop out."""
        where, frequency = self._counted(terms)
        if not len(where):
            return where, frequency.astype(np.float32)
        # The same operations in the same order as `weigh`, without what only many rows need.
        weights = damped(frequency) * self._idf(where)
        squares = np.add.reduceat(np.square(weights, dtype=np.float64), [0])
        weights *= (1.0 / np.sqrt(squares)).astype(np.float32)
        return where, weights

    def _counted(self, terms: Terms) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """Numbers of known terms, ascending, and their frequencies."""
        known = self.number
        if not isinstance(terms, Mapping):
            numbers = [at for at in map(known.get, terms) if at is not None]
            where, counts = np.unique(np.array(numbers, dtype=np.int32), return_counts=True)
            return where, counts.astype(np.float64)
        found = {known[term]: n for term, n in terms.items() if term in known and n > 0}
        where = np.array(sorted(found), dtype=np.int32)
        return where, np.array([found[at] for at in where.tolist()], dtype=np.float64)

    def weigh(self, rows: Rows) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """L2-normalised weights of all entries, and of each row what its entries were scaled by.

        An entry weighs fl(fl(tf * idf) * scale), whoever computes it and when: scores are the same
        to the last bit from postings and from rows.
        """
        values = np.empty(len(rows.term), dtype=np.float32)
        scales = np.ones(len(rows), dtype=np.float32)
        for first in range(0, len(rows), _AT_ONCE):
            part = slice(first, min(first + _AT_ONCE, len(rows)))
            ptr = rows.ptr[part.start : part.stop + 1]
            entries = slice(int(ptr[0]), int(ptr[-1]))
            weights = rows.tf[entries] * self._idf(rows.term[entries])
            filled = np.diff(ptr) > 0
            squares = np.square(weights, dtype=np.float64)
            if filled.any():
                sums = np.add.reduceat(squares, (ptr[:-1] - ptr[0])[filled])
                scales[part][filled] = 1.0 / np.sqrt(sums)
            values[entries] = weights * np.repeat(scales[part], np.diff(ptr))
        return values, scales

    def values(self, rows: Rows, scales: NDArray[np.float32]) -> NDArray[np.float32]:
        """The weights of rows that were weighed before."""
        weights = rows.tf * self._idf(rows.term)
        found: NDArray[np.float32] = weights * np.repeat(scales, np.diff(rows.ptr))
        return found

    def _idf(self, where: NDArray[np.integer]) -> NDArray[np.float32]:
        if not len(self.idf):
            return np.full(len(where), self.unseen)
        if len(self.idf) == len(self.terms):
            found: NDArray[np.float32] = self.idf[where]
            return found
        known = where < len(self.idf)
        return np.where(known, self.idf[np.where(known, where, 0)], self.unseen)


def counted(documents: Iterable[Terms]) -> tuple[list[str], Rows]:
    """Terms in alphabetical order, as scikit-learn numbers them, and the counts of documents."""
    number: dict[str, int] = {}
    rows = count(documents, number)
    return sorted_terms(list(number), rows)


def sorted_terms(terms: list[str], rows: Rows) -> tuple[list[str], Rows]:
    """The same rows with terms renumbered alphabetically."""
    order = sorted(range(len(terms)), key=terms.__getitem__)
    numbers = np.empty(len(terms), dtype=np.int32)
    numbers[order] = np.arange(len(terms), dtype=np.int32)
    return [terms[at] for at in order], rows.renumbered(numbers)
