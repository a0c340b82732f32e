"""One state of an index: its segments, and what was removed from each. Never changed, replaced."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from skills4all.matching.index.segment import Segment
from skills4all.matching.index.tfidf import Tfidf

_NONE = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True)
class Part:
    """`dead` : int32 ascending, places in `segment` of documents that were removed since."""

    segment: Segment
    dead: NDArray[np.int32] = field(default_factory=lambda: _NONE)

    @property
    def live(self) -> int:
        return len(self.segment) - len(self.dead)

    def place(self, identifier: bytes) -> int | None:
        """Where a live document stands, None when it is not here."""
        at = self.segment.place(identifier)
        if at is None or at in self.dead:
            return None
        return at

    def less(self, identifiers: Iterable[bytes]) -> "Part":
        """The same without these documents."""
        places = (self.segment.place(each) for each in identifiers)
        gone = [at for at in places if at is not None]
        if not gone:
            return self
        return Part(self.segment, np.union1d(self.dead, np.array(gone, dtype=np.int32)))

    def dead_within(self, start: int, stop: int) -> NDArray[np.int32]:
        """Of the documents from `start` to `stop`, those removed, counted from `start`."""
        if not len(self.dead):
            return self.dead
        first, last = np.searchsorted(self.dead, (start, stop))
        return self.dead[first:last] - np.int32(start)

    @cached_property
    def ids(self) -> list[str]:
        return [each.decode() for each in np.delete(self.segment.ids, self.dead).tolist()]


@dataclass(frozen=True)
class Snapshot:
    """`generation`: which save of its folder it is; 0 for one that never was saved."""

    tfidf: Tfidf
    parts: tuple[Part, ...]
    generation: int = 0

    @property
    def state(self) -> tuple[str, int]:
        """Epoch and generation: no two published states have the same."""
        return self.tfidf.epoch, self.generation

    @property
    def live(self) -> int:
        return sum(part.live for part in self.parts)

    @property
    def dead(self) -> int:
        return sum(len(part.dead) for part in self.parts)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Live documents, part after part."""
        return tuple(each for part in self.parts for each in part.ids)
