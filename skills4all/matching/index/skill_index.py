"""`SkillIndex`: documents as TF-IDF rows, asked for the nearest ones, edited without a rebuild."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from skills4all.matching.index import asking, batch, files
from skills4all.matching.index.asking import Found
from skills4all.matching.index.documents import IndexDocument, Terms, Where
from skills4all.matching.index.rows import Rows, joined
from skills4all.matching.index.scoring import Query
from skills4all.matching.index.segment import Described, Segment, described, together
from skills4all.matching.index.snapshot import Part, Snapshot
from skills4all.matching.index.tfidf import Tfidf, counted, sorted_terms

MOST_SMALL = 8
"""Segments beside the first one before they are merged."""
MOST_DEAD = 0.2
"""Share of removed documents from which on a merge takes them out."""


class SkillIndex:
    """An index of documents that can be asked while it is edited.

    One thread edits, any number ask: each answer is made from one state of the index, the newest
    when it was asked.

    Parameters
    ----------
    partition : facet that most queries filter by, "" for none. Each of its values is stored apart.
    order_by : facet whose equals share many terms, "" for none. They are stored side by side.

    Attributes
    ----------
    tfidf : the weights of this epoch
    ids : identifiers of the live documents, in the order of `scores`
    generation : which save of its folder it is; 0 for one that never was saved

    Notes
    -----
    Scores are cosines in float32, summed term by term in ascending order, whether from postings or
    from rows, alone or in a batch, in one segment or many: documents of one epoch get the same
    scores to the last bit, and equal scores come out in the order of ids.
    """

    def __init__(self, snapshot: Snapshot, partition: str = "", order_by: str = "") -> None:
        self.partition, self.order_by = partition, order_by
        self._saved = snapshot
        self._added: dict[bytes, IndexDocument] = {}
        self._touched: set[bytes] = set()
        self._view: Snapshot | None = snapshot
        self._lock = threading.RLock()
        self._home: Path | None = None

    # --- made and kept -------------------------------------------------------------------------

    @classmethod
    def fit(
        cls, documents: Iterable[IndexDocument], partition: str = "", order_by: str = ""
    ) -> "SkillIndex":
        """Fit weights and postings. Raises ValueError on an empty corpus or a repeated id.

        `documents` are read once: a generator need not hold a country in memory.
        """
        ids: list[str] = []
        facets: list[dict[str, str]] = []

        def terms() -> Iterator[Terms]:
            for document in documents:
                ids.append(document.id)
                facets.append(dict(document.facets))
                yield document.terms

        names, rows = counted(terms())
        found = described(ids, facets)
        tfidf = Tfidf.of_counts(names, rows)
        segment = Segment.of(found, rows, tfidf, partition, order_by)
        return cls(Snapshot(tfidf, (Part(segment),)), partition, order_by)

    @classmethod
    def empty(cls, partition: str = "", order_by: str = "") -> "SkillIndex":
        """An index to add to. Its weights say nothing until `reweight`."""
        nothing = Tfidf([], np.zeros(0, dtype=np.float32), 0)
        return cls(Snapshot(nothing, ()), partition, order_by)

    def save(self, folder: Path, vocabulary: str = "", anew: bool = False) -> int:
        """Publish below `folder`; returns the generation.

        Only what is new is written, and whoever reads `folder` sees the state before or the one
        after. `vocabulary` is the version of the concepts behind the terms; `open` asks for it.
        Raises `IndexMovedError` when another writer published since this one was opened, unless
        `anew` replaces whatever there is.
        """
        self.flush()
        with self._lock:
            follows = self._home == folder and not anew
            mine = self._saved.generation if follows else None
            kept = files.Kept(self._saved, self.partition, self.order_by)
            self._saved = self._view = files.save(folder, kept, vocabulary, mine)
            self._home = folder
            return self._saved.generation

    @classmethod
    def open(cls, folder: Path, vocabulary: str = "") -> "SkillIndex":
        """What was published last, its arrays mapped, its checksums verified.

        Raises `DamagedIndexError` for anything that is not whole and of this vocabulary.
        """
        kept = files.read(folder, vocabulary)
        index = cls(kept.snapshot, kept.partition, kept.order_by)
        index._home = folder
        return index

    def refresh(self, vocabulary: str = "") -> bool:
        """Take over what another process published since; True when something was.

        Unchanged segments are kept. Raises `DamagedIndexError`; the state before stays in force.
        """
        if self._home is None or files.state(self._home) == self._saved.state:
            return False
        kept = files.read(self._home, vocabulary, self._saved)
        with self._lock:
            self._saved = kept.snapshot
            self._view = None if self._touched else kept.snapshot
        return True

    # --- edited --------------------------------------------------------------------------------

    def add(self, *documents: IndexDocument) -> None:
        """Add documents, or replace those of the same id. The next query sees them."""
        with self._lock:
            for document in documents:
                self._added[document.id.encode()] = document
                self._touched.add(document.id.encode())
            self._view = None

    def remove(self, *ids: str) -> None:
        """Take documents out; ids that are not in it are ignored. The next query sees it."""
        with self._lock:
            for identifier in ids:
                self._added.pop(identifier.encode(), None)
                self._touched.add(identifier.encode())
            self._view = None

    def flush(self) -> None:
        """Make the edits since the last flush a segment of their own."""
        with self._lock:
            self._saved = self._view = self._now()
            self._added, self._touched = {}, set()

    def merge(self, max_small: int = MOST_SMALL) -> bool:
        """Join the small segments when they are more than `max_small`; all of them, without their
        removed documents, when these are `MOST_DEAD` of the whole. True when something was joined.
        """
        self.flush()
        with self._lock:
            parts = self._saved.parts
            if self._saved.dead > MOST_DEAD * (self._saved.live + self._saved.dead):
                kept, chosen = parts[:0], parts
            elif len(parts) > 1 + max_small:
                kept, chosen = parts[:1], parts[1:]
            else:
                return False
            self._saved = self._view = replace(self._saved, parts=(*kept, *self._joined(chosen)))
            return True

    def reweight(self) -> None:
        """A new epoch: weights fitted on the documents of today, everything in one segment.

        Gives what `fit` gives on the same documents. Raises ValueError when none is left.
        """
        self.flush()
        with self._lock:
            found, rows = _left(self._saved.parts)
            used, numbers = np.unique(rows.term, return_inverse=True)
            names = [self.tfidf.terms[at] for at in used.tolist()]
            rows = Rows(rows.ptr, numbers.astype(np.int32), rows.tf)
            names, rows = sorted_terms(names, rows)
            tfidf = Tfidf.of_counts(names, rows)
            segment = Segment.of(found, rows, tfidf, self.partition, self.order_by)
            self._saved = self._view = Snapshot(tfidf, (Part(segment),), self._saved.generation)

    # --- asked ---------------------------------------------------------------------------------

    def query(
        self, terms: Terms, k: int = 20, where: Where | None = None, above: float = 0.0
    ) -> Found:
        """The `k` documents nearest to `terms` as (id, score), best first; only scores over
        `above` >= 0.
        """
        snapshot = self._now()
        query = Query(*snapshot.tfidf.transform(terms))
        return asking.nearest(snapshot, query, k, where or {}, self.partition, above)

    def query_batch(
        self,
        queries: Sequence[Terms],
        k: int = 20,
        where: Where | None = None,
        above: float = 0.0,
        threads: int = 1,
    ) -> list[Found]:
        """`query` for many, in the order given. Groups of them share their work."""
        snapshot = self._now()
        vectors = [Query(*snapshot.tfidf.transform(terms)) for terms in queries]
        asked = [at for at, vector in enumerate(vectors) if len(vector.numbers)]
        found: list[Found] = [[] for _ in queries]

        def answer(group: batch.Group) -> None:
            nearest = asking.nearest_of_group(
                snapshot, group, k, where or {}, self.partition, above
            )
            for member, mine in zip(group.members.tolist(), nearest, strict=True):
                found[asked[member]] = mine

        groups = batch.groups([vectors[at] for at in asked])
        if threads == 1:
            for group in groups:
                answer(group)
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(answer, groups))
        return found

    def scores(self, terms: Terms) -> NDArray[np.float32]:
        """Cosine of every live document to `terms`, in the order of `ids`."""
        snapshot = self._now()
        return asking.all_scores(snapshot, Query(*snapshot.tfidf.transform(terms)))

    def scores_batch(self, queries: Sequence[Terms]) -> NDArray[np.float32]:
        """`scores` of many, shape (n_queries, n_documents)."""
        snapshot = self._now()
        return asking.products(
            snapshot, [Query(*snapshot.tfidf.transform(terms)) for terms in queries]
        )

    def explain(self, terms: Terms, identifier: str) -> Found:
        """What each common term adds to the score of a document, most first. Raises KeyError."""
        snapshot = self._now()
        shares = asking.shares(snapshot, Query(*snapshot.tfidf.transform(terms)), identifier)
        return sorted(shares.items(), key=lambda share: (-share[1], share[0]))

    def __contains__(self, identifier: str) -> bool:
        return any(part.place(identifier.encode()) is not None for part in self._now().parts)

    def __len__(self) -> int:
        return self._now().live

    @property
    def tfidf(self) -> Tfidf:
        return self._saved.tfidf

    @property
    def ids(self) -> tuple[str, ...]:
        return self._now().ids

    @property
    def generation(self) -> int:
        return self._saved.generation

    def stats(self) -> dict[str, float]:
        """Documents live and dead, segments, terms, bytes of arrays, generation, and how far the
        corpus has moved from the one the weights were fitted on (`drift`; re-weight at 0.1).
        """
        snapshot = self._now()
        later = sum(len(part.segment) for part in snapshot.parts[1:])
        return {
            "live": snapshot.live,
            "dead": snapshot.dead,
            "segments": len(snapshot.parts),
            "terms": len(snapshot.tfidf.terms),
            "bytes": sum(part.segment.size for part in snapshot.parts),
            "drift": (snapshot.dead + later) / max(1, snapshot.tfidf.n_documents),
            "generation": snapshot.generation,
        }

    # --- inside --------------------------------------------------------------------------------

    def _now(self) -> Snapshot:
        """The state with all edits in it."""
        view = self._view
        if view is None:
            with self._lock:
                view = self._view = self._edited()
        return view

    def _edited(self) -> Snapshot:
        parts = tuple(part.less(self._touched) for part in self._saved.parts)
        fresh = list(self._added.values())
        if fresh:
            found = described([each.id for each in fresh], [each.facets for each in fresh])
            rows = self.tfidf.count(each.terms for each in fresh)
            segment = Segment.of(found, rows, self.tfidf, self.partition, self.order_by)
            parts = (*parts, Part(segment))
        return replace(self._saved, parts=tuple(part for part in parts if part.live))

    def _joined(self, parts: Sequence[Part]) -> list[Part]:
        found, rows = _left(parts)
        if not len(rows):
            return []
        return [Part(Segment.of(found, rows, self.tfidf, self.partition, self.order_by))]


def _left(parts: Sequence[Part]) -> tuple[Described, Rows]:
    left = [part.segment.without(part.dead) for part in parts]
    return together([found for found, _ in left]), joined([rows for _, rows in left])
