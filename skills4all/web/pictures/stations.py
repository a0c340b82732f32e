"""A way with its stations: those behind, the one at which somebody stands, those ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skills4all.web.pictures.scales import FULL


@dataclass(frozen=True, slots=True)
class Station:
    """`state`: done, here or ahead."""

    name: str
    x: float
    state: str


@dataclass(frozen=True, slots=True)
class Way:
    """`travelled`: (left edge, width) of the part of the line that lies behind, in percent."""

    stations: Sequence[Station]
    start: float
    end: float
    travelled: tuple[float, float]

    @property
    def done(self) -> int:
        return sum(each.state == "done" for each in self.stations)


def way(names: Sequence[str], done: Sequence[str], *, mirrored: bool = False) -> Way:
    """Stations evenly along a line, each in the middle of its part. The first that is not done is
    where one stands; stations may be done out of order. Raises ValueError without any.
    """
    if not names:
        raise ValueError("a way needs a station")
    here = next((name for name in names if name not in done), None)
    step = FULL / len(names)
    found = []
    for place, name in enumerate(names):
        along = step * (place + 0.5)
        x = round(FULL - along if mirrored else along, 2)
        state = "done" if name in done else "here" if name == here else "ahead"
        found.append(Station(name, x, state))
    reached = found[-1] if here is None else next(each for each in found if each.name == here)
    left, right = sorted((found[0].x, reached.x))
    return Way(found, found[0].x, found[-1].x, (left, round(right - left, 2)))
