"""A plan in time: sessions on lanes, where they overlap on several; months, deadlines, today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from skills4all.web.pictures.scales import Scale

MOST_LABELS = 5
EDGE = 3.0
"""Percent left free at both ends, so that marks at the ends are whole."""
LABEL = 0.87
"""Names of months start no further along than this: they need room to end."""
THIN = 4.0
"""A run is never drawn thinner: its number must fit."""


@dataclass(frozen=True, slots=True)
class Run:
    """A session to draw. `enrol_by`: the last day to enrol, when there is one."""

    starts: date
    ends: date
    enrol_by: date | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A session as drawn; `deadline` is the place of its last day to enrol, if yet to come."""

    number: int
    lane: int
    x: float
    width: float
    middle: float
    deadline: float | None
    start: float


@dataclass(frozen=True, slots=True)
class Month:
    """The first day of a month; `labelled` when its name is written."""

    day: date
    x: float
    labelled: bool
    new_year: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    bars: Sequence[Bar]
    months: Sequence[Month]
    lanes: int
    today: float


def timeline(runs: Sequence[Run], today: date, *, mirrored: bool = False) -> Timeline:
    """Runs in the order of their numbers. Raises ValueError without any."""
    if not runs:
        raise ValueError("a timeline needs a run")
    first = min(today, *(run.starts for run in runs))
    last = max(today, *(run.ends for run in runs)) + timedelta(days=1)
    scale = Scale(first.toordinal(), last.toordinal(), mirrored, EDGE, EDGE)
    drawn = [_drawn(run, today, scale) for run in runs]
    lanes = _lanes(drawn)
    bars = [Bar(place + 1, lanes[place], *each) for place, each in enumerate(drawn)]
    months = _months(first, last, scale)
    return Timeline(bars, months, max(lanes) + 1, scale.at(today.toordinal()))


Drawn = tuple[float, float, float, float | None, float]
"""Left edge, width, middle, place of the deadline, place of the start."""


def _drawn(run: Run, today: date, scale: Scale) -> Drawn:
    starts, ends = run.starts.toordinal(), run.ends.toordinal() + 1
    x, width = scale.span(starts, ends, THIN)
    open_until = run.enrol_by if run.enrol_by and run.enrol_by >= today else None
    deadline = scale.at(open_until.toordinal()) if open_until else None
    return x, width, round(x + width / 2, 2), deadline, scale.at(starts)


def _lanes(drawn: Sequence[Drawn]) -> list[int]:
    """The first lane on which each run, with its deadline, touches no other."""
    taken: list[list[tuple[float, float]]] = []
    found = []
    for x, width, _, deadline, _ in drawn:
        marks = (x, x + width) if deadline is None else (x, x + width, deadline - 1, deadline + 1)
        left, right = min(marks), max(marks)
        free = (
            number
            for number, spans in enumerate(taken)
            if all(right < start or left > end for start, end in spans)
        )
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((left, right))
        found.append(lane)
    return found


def _months(first: date, last: date, scale: Scale) -> list[Month]:
    days = _firsts(first, last)
    every = max(1, -(-len(days) // MOST_LABELS))
    last_label = first + (last - first) * LABEL
    return [
        Month(
            day,
            scale.at(day.toordinal()),
            number % every == 0 and day <= last_label,
            number == 0 or day.month == 1,
        )
        for number, day in enumerate(days)
    ]


def _firsts(first: date, last: date) -> list[date]:
    """First days of months from `first` to `last`."""
    day, found = first.replace(day=1), []
    while day <= last:
        if day >= first:
            found.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return found
