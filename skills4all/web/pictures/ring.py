"""What one has of a role as a ring: one arc a state, the figure in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WHOLE = 100.0
GAP = 0.8
"""Between two arcs, in hundredths of the ring."""
LEAST = 1.2
"""A thinner arc would not be seen."""


@dataclass(frozen=True, slots=True)
class Arc:
    """`start` and `length` in hundredths of the ring, from the top, clockwise."""

    state: str
    share: float
    start: float
    length: float


def arcs(shares: Sequence[tuple[str, float]]) -> list[Arc]:
    """Arcs of (state, share 0-1) in their order. What they leave of the whole stays empty."""
    whole = max(1.0, sum(share for _, share in shares))
    found, start = [], 0.0
    for state, share in shares:
        length = WHOLE * share / whole
        if length > GAP:
            drawn = max(length - GAP, LEAST - GAP)
            found.append(Arc(state, share / whole, round(start, 2), round(drawn, 2)))
        start += length
    return found
