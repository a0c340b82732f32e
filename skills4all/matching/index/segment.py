"""A segment: documents that were indexed together, stored term by term and row by row.

Documents stand partition after partition, so a posting list falls into one stretch a partition and
a query that asks for one touches nothing of the others. Nothing in a segment ever changes; what is
removed from it is told by its owner.
"""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import _sparsetools

from skills4all.matching.index.documents import Where
from skills4all.matching.index.rows import Rows
from skills4all.matching.index.tfidf import Tfidf

Facet = tuple[tuple[str, ...], NDArray[np.int32]]
"""Values, and the code of each document among them; -1 where it has none."""


@dataclass(frozen=True)
class Described:
    """Documents before they are stored: `ids`, shape (n,); facets by name."""

    ids: NDArray[np.bytes_]
    facets: Mapping[str, Facet]

    def take(self, kept: NDArray[np.intp]) -> "Described":
        facets = {name: (values, codes[kept]) for name, (values, codes) in self.facets.items()}
        return Described(self.ids[kept], facets)


@dataclass(frozen=True)
class Segment:
    """`n` documents with `t` different terms in `p` partitions.

    Attributes
    ----------
    ids : bytes (UTF-8), shape (n,); by_id : int32, places of documents in the order of their ids
    partitions : names; bounds : int64, shape (p + 1,), documents of partition j are
        bounds[j]:bounds[j + 1]
    terms : int32 ascending, shape (t,)
    ptr : int64, shape (t * p + 1,); postings of terms[i] in partition j are
        ptr[i * p + j]:ptr[i * p + j + 1]
    doc : int32 ascending within a term; val : float32
    rows : the same documents as rows; scales : float32, shape (n,) (see `Tfidf.weigh`)
    facets : name -> (values, int32 codes of shape (n,))
    """

    ids: NDArray[np.bytes_]
    by_id: NDArray[np.int32]
    partitions: tuple[str, ...]
    bounds: NDArray[np.int64]
    terms: NDArray[np.int32]
    ptr: NDArray[np.int64]
    doc: NDArray[np.int32]
    val: NDArray[np.float32]
    rows: Rows
    scales: NDArray[np.float32]
    facets: Mapping[str, Facet]
    name: str = field(default_factory=lambda: f"s-{secrets.token_hex(6)}")

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def size(self) -> int:
        """Bytes of all arrays."""
        arrays = [self.ids, self.by_id, self.bounds, self.terms, self.ptr, self.doc, self.val]
        arrays += [self.scales, *vars(self.rows).values()]
        arrays += [codes for _, codes in self.facets.values()]
        return sum(array.nbytes for array in arrays)

    @classmethod
    def of(
        cls, documents: Described, rows: Rows, tfidf: Tfidf, partition: str, order_by: str
    ) -> "Segment":
        """Store documents. They are ordered by partition, then by the facet `order_by`, since
        neighbours that share terms are found together, then by id.
        """
        names, codes = _facet(documents, partition)
        _, near = _facet(documents, order_by)
        order = np.lexsort((documents.ids, near, codes))
        documents, rows = documents.take(order), rows.take(order)
        bounds = np.searchsorted(codes[order], np.arange(-1, len(names) + 1)).astype(np.int64)
        val, scales = tfidf.weigh(rows)
        terms, places = np.unique(rows.term, return_inverse=True)
        numbers = places.astype(np.int32)
        doc, by_term = _transposed(rows, numbers, val, len(terms))
        return cls(
            ids=documents.ids,
            by_id=np.argsort(documents.ids, kind="stable").astype(np.int32),
            partitions=("", *names),
            bounds=bounds,
            terms=terms,
            ptr=_pointers(rows, numbers, bounds, len(terms)),
            doc=doc,
            val=by_term,
            rows=rows,
            scales=scales,
            facets=documents.facets,
        )

    def place(self, identifier: bytes) -> int | None:
        """Where a document stands, None when it is not here."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.ids[self.by_id[middle]] < identifier:
                low = middle + 1
            else:
                high = middle
        at = int(self.by_id[low]) if low < len(self) else -1
        return at if at >= 0 and self.ids[at] == identifier else None

    def without(self, dead: NDArray[np.int32]) -> tuple[Described, Rows]:
        """What is left when `dead` documents are taken away."""
        kept = np.ones(len(self), dtype=np.bool_)
        kept[dead] = False
        places = np.flatnonzero(kept)
        return Described(self.ids, self.facets).take(places), self.rows.take(places)

    def stretches(self, partitions: Collection[str] | None) -> list[tuple[int, int]]:
        """Runs of neighbouring partitions that hold what is asked for; None asks for all."""
        if partitions is None:
            return [(0, len(self.partitions))]
        found: list[tuple[int, int]] = []
        for at, name in enumerate(self.partitions):
            if name in partitions and self.bounds[at] < self.bounds[at + 1]:
                if found and found[-1][1] == at:
                    found[-1] = (found[-1][0], at + 1)
                else:
                    found.append((at, at + 1))
        return found

    def mask(self, where: Where, part: slice) -> NDArray[np.bool_] | None:
        """True for documents of `part` that satisfy every condition, None without conditions."""
        kept: NDArray[np.bool_] | None = None
        for name, wanted in where.items():
            values, codes = self.facets.get(name, ((), None))
            names = {wanted} if isinstance(wanted, str) else set(wanted)
            numbers = [at for at, value in enumerate(values) if value in names]
            if codes is None or not numbers:
                return np.zeros(part.stop - part.start, dtype=np.bool_)
            here = codes[part]
            told = here == numbers[0] if len(numbers) == 1 else np.isin(here, numbers)
            kept = told if kept is None else kept & told
        return kept


def _facet(documents: Described, name: str) -> Facet:
    nothing = np.full(len(documents.ids), -1, dtype=np.int32)
    return documents.facets.get(name, ((), nothing))


def _transposed(
    rows: Rows, numbers: NDArray[np.int32], val: NDArray[np.float32], n_terms: int
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Entries term by term, rows ascending within a term: a counting sort, in one pass."""
    small = len(val) < np.iinfo(np.int32).max
    kind = np.int32 if small else np.int64
    ptr = np.empty(n_terms + 1, dtype=kind)
    doc, by_term = np.empty(len(val), dtype=kind), np.empty(len(val), dtype=np.float32)
    _sparsetools.csr_tocsc(
        len(rows), n_terms, rows.ptr.astype(kind), numbers.astype(kind), val, ptr, doc, by_term
    )
    return doc.astype(np.int32, copy=False), by_term


def _pointers(
    rows: Rows, numbers: NDArray[np.int32], bounds: NDArray[np.int64], n_terms: int
) -> NDArray[np.int64]:
    lengths = np.empty((n_terms, len(bounds) - 1), dtype=np.int64)
    for at in range(len(bounds) - 1):
        entries = slice(int(rows.ptr[bounds[at]]), int(rows.ptr[bounds[at + 1]]))
        lengths[:, at] = np.bincount(numbers[entries], minlength=n_terms)
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)


def described(ids: Sequence[str], facets: Sequence[Mapping[str, str]]) -> Described:
    """Documents by their identifiers and facets. Raises ValueError when an identifier repeats."""
    if len(set(ids)) != len(ids):
        raise ValueError("document identifiers repeat")
    names = sorted({name for each in facets for name in each})
    coded: dict[str, Facet] = {}
    for name in names:
        values = tuple(sorted({each[name] for each in facets if name in each}))
        code = {value: at for at, value in enumerate(values)}
        codes = np.array([code.get(each.get(name, ""), -1) for each in facets], dtype=np.int32)
        coded[name] = (values, codes)
    return Described(np.array([each.encode() for each in ids], dtype=np.bytes_), coded)


def together(parts: Sequence[Described]) -> Described:
    """Documents of several segments as one."""
    names = sorted({name for part in parts for name in part.facets})
    facets = {name: _joined_facet([_facet(part, name) for part in parts]) for name in names}
    return Described(np.concatenate([part.ids for part in parts]), facets)


def _joined_facet(parts: Sequence[Facet]) -> Facet:
    values = tuple(sorted({value for known, _ in parts for value in known}))
    code = {value: at for at, value in enumerate(values)}
    found = []
    for known, codes in parts:
        numbers = np.array([*(code[value] for value in known), -1], dtype=np.int32)
        found.append(numbers[codes])  # code -1 takes the last: still none
    return values, np.concatenate(found)
