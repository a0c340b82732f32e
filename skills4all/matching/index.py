"""An immutable index of documents: TF-IDF rows stored term by term, asked for the nearest ones.

Term-major postings make a query touch only the lists of its own terms. Documents stand in the
order of their identifiers, so equal scores come out in that order on every machine.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from skills4all.matching.vectoriser import Tfidf


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """`terms` as the analyser gives them, or their frequencies; `facets` to filter by."""

    id: str
    terms: Sequence[str] | Mapping[str, float]
    facets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SkillIndex:
    """Postings of `n_documents` over `n_terms`.

    Attributes
    ----------
    tfidf : the fitted weights that queries need.
    ids : tuple of str, sorted, shape (n_documents,)
    ptr : int64, shape (n_terms + 1,); postings of term t are ptr[t]:ptr[t + 1]
    doc : int32 ascending within a term; val : float32; shape (n_postings,)
    facets : name -> (values, int32 codes of shape (n_documents,)), -1 where a document has none
    """

    tfidf: Tfidf
    ids: tuple[str, ...]
    ptr: NDArray[np.int64]
    doc: NDArray[np.int32]
    val: NDArray[np.float32]
    facets: Mapping[str, tuple[tuple[str, ...], NDArray[np.int32]]]

    @classmethod
    def fit(cls, documents: Sequence[IndexDocument]) -> "SkillIndex":
        """Fit weights and postings. Raises ValueError on an empty corpus or a repeated id."""
        documents = sorted(documents, key=lambda document: document.id)
        ids = tuple(document.id for document in documents)
        if len(set(ids)) != len(ids):
            raise ValueError("document identifiers repeat")
        tfidf = Tfidf.fit([document.terms for document in documents])
        rows = [tfidf.transform(document.terms) for document in documents]
        ptr, doc, val = _by_term(rows, len(tfidf.terms))
        return cls(tfidf, ids, ptr, doc, val, _facets(documents))

    def query(
        self,
        terms: Sequence[str] | Mapping[str, float],
        k: int = 20,
        where: Mapping[str, str | Collection[str]] | None = None,
    ) -> list[tuple[str, float]]:
        """The `k` documents nearest to `terms`, best first, ties by id; only scores above 0.

        `where` keeps documents whose facet has the value (or one of the values) given.
        """
        scores = self.scores(terms)
        if where:
            scores[~self.mask(where)] = 0.0
        return [(self.ids[at], float(scores[at])) for at in top(scores, k)]

    def scores(self, terms: Sequence[str] | Mapping[str, float]) -> NDArray[np.float32]:
        """Cosine of every document to `terms`, shape (n_documents,)."""
        numbers, weights = self.tfidf.transform(terms)
        scores = np.zeros(len(self.ids), dtype=np.float32)
        for number, weight in zip(numbers, weights, strict=True):
            start, end = self.ptr[number], self.ptr[number + 1]
            scores[self.doc[start:end]] += weight * self.val[start:end]
        return scores

    def mask(self, where: Mapping[str, str | Collection[str]]) -> NDArray[np.bool_]:
        """True for documents that satisfy every condition; an unknown facet matches none."""
        kept = np.ones(len(self.ids), dtype=np.bool_)
        for name, wanted in where.items():
            values, codes = self.facets.get(name, ((), np.full(len(self.ids), -1, np.int32)))
            names = {wanted} if isinstance(wanted, str) else set(wanted)
            kept &= np.isin(codes, [at for at, value in enumerate(values) if value in names])
        return kept


def top(scores: NDArray[np.float32], k: int) -> NDArray[np.intp]:
    """Places of the `k` best scores above 0, best first, ties by place."""
    found = np.flatnonzero(scores > 0)
    if len(found) > k:
        least = np.partition(scores[found], len(found) - k)[len(found) - k]
        found = found[scores[found] >= least]
    return found[np.lexsort((found, -scores[found]))][:k]


def _by_term(
    rows: Sequence[tuple[NDArray[np.int32], NDArray[np.float32]]], n_terms: int
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]]:
    terms = np.concatenate([where for where, _ in rows])
    doc = np.repeat(np.arange(len(rows), dtype=np.int32), [len(where) for where, _ in rows])
    val = np.concatenate([weights for _, weights in rows])
    order = np.argsort(terms, kind="stable")
    counts = np.bincount(terms, minlength=n_terms)
    ptr = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return ptr, doc[order], val[order]


def _facets(
    documents: Sequence[IndexDocument],
) -> dict[str, tuple[tuple[str, ...], NDArray[np.int32]]]:
    found = {}
    for name in sorted({name for document in documents for name in document.facets}):
        values = tuple(sorted({d.facets[name] for d in documents if name in d.facets}))
        code = {value: at for at, value in enumerate(values)}
        codes = [code[d.facets[name]] if name in d.facets else -1 for d in documents]
        found[name] = (values, np.array(codes, dtype=np.int32))
    return found
