"""A way with its stations: those behind, the one at which somebody stands, those ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skills4all.web.pictures.scales import FULL


@dataclass(frozen=True, slots=True)
class Station:
    """`state`: done, here or ahead. Words of the first and the last begin and end at the edges of
    the picture, so that long ones stay inside it.
    """

    name: str
    x: float
    state: str
    word_x: float
    anchor: str


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
    found = []
    for place, name in enumerate(names):
        state = "done" if name in done else "here" if name == here else "ahead"
        found.append(_station(name, place, len(names), state, mirrored))
    reached = found[-1] if here is None else next(each for each in found if each.name == here)
    left, right = sorted((found[0].x, reached.x))
    return Way(found, found[0].x, found[-1].x, (left, round(right - left, 2)))


def _station(name: str, place: int, of: int, state: str, mirrored: bool) -> Station:
    along = FULL / of * (place + 0.5)
    word, anchor = along, "middle"
    if of > 1 and place in (0, of - 1):
        word, anchor = (FULL, "end") if place else (0.0, "start")
    if mirrored:
        along, word = FULL - along, FULL - word
    return Station(name, round(along, 2), state, round(word, 2), anchor)
