"""Scores of the documents of a segment: from postings, or from rows where few documents remain."""

import threading
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import _sparsetools

from skills4all.matching.index.segment import Segment
from skills4all.matching.index.tfidf import Tfidf


@dataclass(frozen=True)
class Query:
    """A sparse vector. `numbers` : int32 ascending; `weights` : float32; of the same shape."""

    numbers: NDArray[np.int32]
    weights: NDArray[np.float32]


class Scratch(threading.local):
    """A row of numbers for each thread: if two shared one, two people's results would mix."""

    def __init__(self) -> None:
        self.row = np.empty(0, dtype=np.float32)

    def take(self, start: int, stop: int) -> NDArray[np.float32]:
        """`stop` numbers of which those from `start` on are zero."""
        if len(self.row) < stop:
            self.row = np.empty(stop, dtype=np.float32)
        self.row[start:stop] = 0.0
        return self.row[:stop]


_SCRATCH = Scratch()


def lists(
    segment: Segment, numbers: NDArray[np.int32], stretch: tuple[int, int]
) -> tuple[NDArray[np.intp], NDArray[np.int64], NDArray[np.int64]]:
    """Which of the terms a segment has in a stretch of partitions, and where their postings are."""
    at = np.searchsorted(segment.terms, numbers)
    at[at == len(segment.terms)] = 0
    known = np.flatnonzero(segment.terms[at] == numbers) if len(segment.terms) else at[:0]
    first, last = stretch
    row = at[known] * len(segment.partitions)
    begins, ends = segment.ptr[row + first], segment.ptr[row + last]
    filled = np.flatnonzero(begins < ends)
    return known[filled], begins[filled], ends[filled]


def by_postings(segment: Segment, query: Query, stretch: tuple[int, int]) -> NDArray[np.float32]:
    """Scores of the documents in a stretch of partitions. Valid until the thread's next call.

    One compiled pass a term, `scores[doc] += weight * val`: terms ascend, so a document's sum is
    the same in whatever segment it stands.
    """
    start, stop = (int(segment.bounds[at]) for at in stretch)
    scores = _SCRATCH.take(start, stop)
    known, begins, ends = lists(segment, query.numbers, stretch)
    doc, val = segment.doc, segment.val
    weights = query.weights[known]
    span = np.zeros(2, dtype=np.int32)
    for at, (begin, end) in enumerate(zip(begins.tolist(), ends.tolist(), strict=True)):
        span[1] = end - begin
        _sparsetools.csc_matvec(
            stop, 1, span, doc[begin:end], val[begin:end], weights[at : at + 1], scores
        )
    return scores[start:]


def by_rows(
    segment: Segment, tfidf: Tfidf, query: Query, places: NDArray[np.intp]
) -> NDArray[np.float32]:
    """Scores of these documents only, shape (len(places),): the same to the last bit."""
    rows = segment.rows.take(places)
    values = tfidf.values(rows, segment.scales[places])
    size = max(len(tfidf.terms), int(query.numbers[-1]) + 1 if len(query.numbers) else 0)
    dense = np.zeros(size, dtype=np.float32)
    dense[query.numbers] = query.weights
    scores = np.zeros(len(places), dtype=np.float32)
    _sparsetools.csr_matvec(
        len(places), size, rows.ptr.astype(np.int32), rows.term, values, dense, scores
    )
    return scores
