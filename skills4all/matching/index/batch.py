"""Many queries at once: neighbours share the postings that they have in common.

Queries are answered in groups of `LANES`. One compiled pass a term adds its postings to the scores
of the whole group side by side, so a list that several of them need is read once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import _sparsetools

from skills4all.matching.index.scoring import Query, Scratch, lists
from skills4all.matching.index.segment import Segment

LANES = 8
_BLOCK = 64
_LEAST_DOCUMENTS = 100_000
"""Partitions are taken together until they hold as many: below, calls cost more than postings."""


_SCRATCH = Scratch()


@dataclass(frozen=True)
class Group:
    """Queries side by side. `numbers` : int32 ascending, their terms together; `weights` : float32,
    shape (len(numbers), LANES), zero where a query lacks a term; `members` : which queries.
    """

    members: NDArray[np.intp]
    numbers: NDArray[np.int32]
    weights: NDArray[np.float32]


def groups(queries: Sequence[Query]) -> Iterator[Group]:
    """Queries that look for the same come together: they are sorted by their heaviest terms."""
    order = sorted(range(len(queries)), key=lambda at: _heaviest(queries[at]))
    for first in range(0, len(order), LANES):
        members = order[first : first + LANES]
        joined = np.concatenate([queries[at].numbers for at in members])
        numbers, places = np.unique(joined, return_inverse=True)
        lanes = np.repeat(np.arange(len(members)), [len(queries[at].numbers) for at in members])
        weights = np.zeros((len(numbers), LANES), dtype=np.float32)
        weights[places, lanes] = np.concatenate([queries[at].weights for at in members])
        yield Group(np.array(members), numbers.astype(np.int32), weights)


def _heaviest(query: Query) -> tuple[int, ...]:
    order = np.argsort(-query.weights, kind="stable")[:2]
    return tuple(query.numbers[order].tolist())


def blocks(segment: Segment, stretches: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches cut into runs of partitions whose scores stay in the cache."""
    for first, last in stretches:
        begin = first
        for at in range(first + 1, last + 1):
            size = segment.bounds[at] - segment.bounds[begin]
            if size >= _LEAST_DOCUMENTS or at == last:
                yield begin, at
                begin = at


def scores(segment: Segment, group: Group, block: tuple[int, int]) -> NDArray[np.float32]:
    """Scores of the documents of a block, shape (n_documents, LANES); until the next call."""
    start, stop = (int(segment.bounds[at]) for at in block)
    known, begins, ends = lists(segment, group.numbers, block)
    doc, val, weights = segment.doc, segment.val, group.weights
    found = _SCRATCH.take(start * LANES, stop * LANES)
    span = np.zeros(2, dtype=np.int32)
    for at, begin, end in zip(known.tolist(), begins.tolist(), ends.tolist(), strict=True):
        span[1] = end - begin
        _sparsetools.csc_matvecs(
            stop, 1, LANES, span, doc[begin:end], val[begin:end], weights[at], found
        )
    return found[start * LANES :].reshape(-1, LANES)


def best(found: NDArray[np.float32], k: int, above: NDArray[np.float32]) -> list[NDArray[np.intp]]:
    """For each lane the places of its `k` best scores that reach `above` and are positive."""
    wide = len(found) // _BLOCK
    if wide <= 4 * k:
        return [_lane(found[:, lane], np.arange(len(found)), above[lane]) for lane in range(LANES)]
    maxima = found[: wide * _BLOCK].reshape(_BLOCK, wide, LANES).max(axis=0)
    bounds = np.maximum(-np.partition(-maxima, k - 1, axis=0)[k - 1], above)
    tail = np.arange(wide * _BLOCK, len(found))
    places = []
    for lane in range(LANES):
        columns = np.flatnonzero(maxima[:, lane] >= bounds[lane])
        inside = (columns + wide * np.arange(_BLOCK)[:, None]).ravel()
        places.append(_lane(found[:, lane], np.concatenate((inside, tail)), bounds[lane]))
    return places


def _lane(
    scores: NDArray[np.float32], places: NDArray[np.intp], least: np.float32
) -> NDArray[np.intp]:
    here = scores[places]
    kept: NDArray[np.intp] = places[(here >= least) & (here > 0)]
    return kept
