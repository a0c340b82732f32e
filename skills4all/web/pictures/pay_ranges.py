"""What openings pay: one line an opening from the least to the most, and the middle of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from skills4all.web.pictures.scales import Scale, ticks

ENOUGH = 5
"""Fewer openings say more about single employers than about a role."""
MOST_ROWS = 30
DIRHAM = 100
TICKS = 5
MOST_LABELS = 4
EDGE = 7.0
TALL = 14.0
"""No higher than this, in em, however many lines."""
ROW = 0.95
THIN = 1.2


@dataclass(frozen=True, slots=True)
class Line:
    x: float
    width: float
    y: float


@dataclass(frozen=True, slots=True)
class Tick:
    """`labelled`: written; on a phone every amount would touch the next."""

    value: int
    x: float
    labelled: bool


@dataclass(frozen=True, slots=True)
class PayRanges:
    """Amounts in centimes. `hidden` openings are counted in the middle but not drawn."""

    lines: Sequence[Line]
    ticks: Sequence[Tick]
    median: int
    median_at: float
    median_anchor: str
    least: int
    most: int
    openings: int
    hidden: int
    row: float
    height: float


def pay_ranges(
    pays: Sequence[tuple[int | None, int | None]], *, mirrored: bool = False
) -> PayRanges | None:
    """`pays`: (least, most) of each opening; one of the two may be missing. None below `ENOUGH`."""
    known = sorted(
        (low if low is not None else high, high if high is not None else low)
        for low, high in pays
        if low is not None or high is not None
    )
    if len(known) < ENOUGH:
        return None
    spans = [(low or 0, high or 0) for low, high in known]
    middle = round(median((low + high) / 2 for low, high in spans) / DIRHAM) * DIRHAM
    return _drawn(spans, middle, mirrored)


def _drawn(spans: Sequence[tuple[int, int]], middle: int, mirrored: bool) -> PayRanges:
    least, most = min(low for low, _ in spans), max(high for _, high in spans)
    marks = ticks(least, most, TICKS)
    scale = Scale(marks[0], marks[-1], mirrored, EDGE, EDGE)
    shown = _spread(spans)
    row = round(min(ROW, TALL / len(shown)), 3)
    lines = [
        Line(*scale.span(low, high, THIN), y=round(place * row, 3))
        for place, (low, high) in enumerate(shown)
    ]
    return PayRanges(
        lines,
        _ticks(marks, scale),
        middle,
        scale.at(middle),
        scale.anchor(middle),
        least,
        most,
        len(spans),
        len(spans) - len(shown),
        row,
        round(row * len(shown), 3),
    )


def _ticks(marks: Sequence[float], scale: Scale) -> list[Tick]:
    every = 1 if len(marks) <= MOST_LABELS else 2
    return [
        Tick(round(mark), scale.at(mark), place % every == 0) for place, mark in enumerate(marks)
    ]


def _spread(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """All of them, or as many as fit, evenly from the lowest to the highest."""
    if len(spans) <= MOST_ROWS:
        return list(spans)
    last = len(spans) - 1
    return [spans[round(place * last / (MOST_ROWS - 1))] for place in range(MOST_ROWS)]
