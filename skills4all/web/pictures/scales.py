"""Scales: a value's place across a picture, and round numbers for an axis."""

from __future__ import annotations

import math
from dataclasses import dataclass

FULL = 100.0
NEAR_END = 0.3


@dataclass(frozen=True, slots=True)
class Scale:
    """From `least` to `most` over the width between two margins, in percent."""

    least: float
    most: float
    mirrored: bool = False
    before: float = 0.0
    after: float = 0.0

    def at(self, value: float) -> float:
        """Percent from the left edge of the picture."""
        room = FULL - self.before - self.after
        reach = max(self.most - self.least, 1e-9)
        along = self.before + room * (value - self.least) / reach
        return round(FULL - along if self.mirrored else along, 2)

    def span(self, start: float, end: float, least: float = 0.0) -> tuple[float, float]:
        """(left edge, width) of a bar; never thinner than `least`."""
        left, right = sorted((self.at(start), self.at(end)))
        width = max(right - left, least)
        return round(min(left, FULL - width), 2), round(width, 2)

    def anchor(self, value: float) -> str:
        """Which end of a word stands at `value`, as the reader reads, so that it stays inside."""
        along = (value - self.least) / max(self.most - self.least, 1e-9)
        return "start" if along < NEAR_END else "end" if along > 1 - NEAR_END else "middle"


def ticks(least: float, most: float, about: int = 4) -> list[float]:
    """Round numbers from at or below `least` to at or above `most`."""
    step = _round_step(max(most - least, 1e-9) / max(about, 1))
    first, last = math.floor(least / step), math.ceil(most / step)
    return [number * step for number in range(first, max(last, first + 1) + 1)]


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)
