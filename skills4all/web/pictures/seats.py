"""The seats of sessions, each in its state, and beyond the last seat those who wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skills4all.web.pictures.scales import Scale


@dataclass(frozen=True, slots=True)
class Sold:
    """A session: its seats, how many are sold, how many are kept for a while for someone who
    waits, and how many people wait beyond that.
    """

    seats: int
    sold: int
    kept: int = 0
    waiting: int = 0

    @property
    def free(self) -> int:
        return max(self.seats - self.sold - self.kept, 0)


@dataclass(frozen=True, slots=True)
class Part:
    state: str
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """`end`: the place of the last seat."""

    sold: Sold
    parts: Sequence[Part]
    end: float


def rows(sessions: Sequence[Sold], *, mirrored: bool = False) -> list[Row]:
    """All on one scale, so that a large session looks large."""
    most = max((each.seats + each.waiting for each in sessions), default=0)
    scale = Scale(0, max(most, 1), mirrored)
    return [_row(each, scale) for each in sessions]


def _row(sold: Sold, scale: Scale) -> Row:
    parts, start = [], 0
    counts = (("sold", sold.sold), ("kept", sold.kept), ("free", sold.free))
    for state, count in (*counts, ("waiting", sold.waiting)):
        if count:
            parts.append(Part(state, count, *scale.span(start, start + count)))
        start += count
    return Row(sold, parts, scale.at(sold.seats))
