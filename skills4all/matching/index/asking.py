"""Answers from one state of an index."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from skills4all.matching.index import batch, selection
from skills4all.matching.index.documents import Where
from skills4all.matching.index.scoring import Query, by_postings, by_rows
from skills4all.matching.index.snapshot import Part, Snapshot

Found = list[tuple[str, float]]
Hits = tuple[NDArray[np.bytes_], NDArray[np.float32]]

FEW = 0.02
"""Below this share of documents that pass a filter their rows are scored, not the postings."""


def nearest(
    snapshot: Snapshot, query: Query, k: int, where: Where, partition: str, above: float
) -> Found:
    """The `k` best of all parts."""
    if not len(query.numbers):
        return []
    hits = [
        hit
        for part in snapshot.parts
        for hit in _hits(part, snapshot, query, k, where, partition, above)
    ]
    return _ranked(hits, k)


def _hits(
    part: Part,
    snapshot: Snapshot,
    query: Query,
    k: int,
    where: Where,
    partition: str,
    above: float,
) -> Iterator[Hits]:
    segment = part.segment
    names, rest = _divided(where, partition)
    for stretch in segment.stretches(names):
        start, stop = (int(segment.bounds[at]) for at in stretch)
        kept = segment.mask(rest, slice(start, stop))
        dead = part.dead_within(start, stop)
        if kept is not None and np.count_nonzero(kept) < FEW * len(kept):
            kept[dead] = False
            places = np.flatnonzero(kept) + start
            scores = by_rows(segment, snapshot.tfidf, query, places)
            best = selection.best(scores, k, above)
            yield segment.ids[places[best]], scores[best]
            continue
        scores = by_postings(segment, query, stretch)
        scores[dead] = 0.0
        if kept is not None:
            scores[~kept] = 0.0
        best = selection.best(scores, k, above)
        yield segment.ids[best + start], scores[best]


def nearest_of_group(
    snapshot: Snapshot, group: batch.Group, k: int, where: Where, partition: str, above: float
) -> list[Found]:
    """`nearest` for each member of a group."""
    hits: list[list[Hits]] = [[] for _ in group.members]
    least = np.full(batch.LANES, np.nextafter(np.float32(above), np.float32(1)), np.float32)
    for part in snapshot.parts:
        for start, scores in _blocks(part, group, where, partition):
            places = batch.best(scores, k, least)
            for lane, mine in enumerate(hits):
                best = places[lane]
                mine.append((part.segment.ids[best + start], scores[best, lane]))
    return [_ranked(mine, k) for mine in hits]


def _blocks(
    part: Part, group: batch.Group, where: Where, partition: str
) -> Iterator[tuple[int, NDArray[np.float32]]]:
    segment = part.segment
    names, rest = _divided(where, partition)
    for block in batch.blocks(segment, segment.stretches(names)):
        start, stop = (int(segment.bounds[at]) for at in block)
        scores = batch.scores(segment, group, block)
        scores[part.dead_within(start, stop)] = 0.0
        kept = segment.mask(rest, slice(start, stop))
        if kept is not None:
            scores[~kept] = 0.0
        yield start, scores


def all_scores(snapshot: Snapshot, query: Query) -> NDArray[np.float32]:
    """Scores of the live documents, part after part."""
    found = [
        np.delete(by_postings(part.segment, query, (0, len(part.segment.partitions))), part.dead)
        for part in snapshot.parts
    ]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.float32)


def products(snapshot: Snapshot, queries: Sequence[Query]) -> NDArray[np.float32]:
    """`all_scores` of many, shape (n_queries, n_documents): one sparse product a part."""
    pointers = np.cumsum([0, *(len(query.numbers) for query in queries)])
    numbers = np.concatenate([query.numbers for query in queries])
    weights = np.concatenate([query.weights for query in queries])
    shape = (len(queries), len(snapshot.tfidf.terms))
    asked = sp.csr_matrix((weights, numbers, pointers), shape=shape)
    found = [np.zeros((len(queries), 0), dtype=np.float32)]
    found += [_product(asked, part) for part in snapshot.parts]
    return np.concatenate(found, axis=1)


def _product(asked: sp.csr_matrix, part: Part) -> NDArray[np.float32]:
    segment = part.segment
    ends = segment.ptr[:: len(segment.partitions)]
    stored = sp.csr_matrix(
        (segment.val, segment.doc, ends), shape=(len(segment.terms), len(segment))
    )
    dense = (asked[:, segment.terms] @ stored).toarray()
    return np.delete(dense, part.dead, axis=1)


def shares(snapshot: Snapshot, query: Query, identifier: str) -> Mapping[str, float]:
    """What each common term adds to the score of a document. Raises KeyError."""
    weight = dict(zip(query.numbers.tolist(), query.weights.tolist(), strict=True))
    for part in snapshot.parts:
        at = part.place(identifier.encode())
        if at is not None:
            rows = part.segment.rows.take(np.array([at]))
            values = snapshot.tfidf.values(rows, part.segment.scales[[at]])
            return {
                snapshot.tfidf.terms[term]: weight[term] * float(value)
                for term, value in zip(rows.term.tolist(), values, strict=True)
                if term in weight
            }
    raise KeyError(identifier)


def _divided(
    where: Where, partition: str
) -> tuple[Collection[str] | None, dict[str, str | Collection[str]]]:
    """Which partitions are asked for (None: all), and the conditions that remain."""
    if not partition or partition not in where:
        return None, dict(where)
    asked = where[partition]
    names = [asked] if isinstance(asked, str) else asked
    return names, {name: value for name, value in where.items() if name != partition}


def _ranked(hits: Sequence[Hits], k: int) -> Found:
    """The `k` best, ties by id."""
    if not hits:
        return []
    ids = np.concatenate([identifiers for identifiers, _ in hits])
    scores = np.concatenate([values for _, values in hits])
    order = np.lexsort((ids, -scores))[:k]
    return [(ids[at].decode(), float(scores[at])) for at in order]
