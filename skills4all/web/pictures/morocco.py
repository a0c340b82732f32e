"""The map of Morocco: a shape for each region or province, with the class of its count.

Never mirrored. The shapes are data of ours (`morocco.json`, drawn by `flask pictures map`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from skills4all.web.pictures.classes import Class, class_of, classes

STEEP = 0.6
CLEAR = 15
FILE = Path(__file__).with_name("morocco.json")


@dataclass(frozen=True, slots=True)
class Name:
    """Where the name of a region stands; `anchor`: which end of the word is there."""

    region: str
    anchor: str
    x: int
    y: int
    tip_x: int
    tip_y: int

    @property
    def lead(self) -> tuple[int, int]:
        """Where the line to the region begins: just clear of the word."""
        across, down = self.tip_x - self.x, self.tip_y - self.y
        if abs(down) > abs(across) * STEEP:
            return self.x, self.y + (CLEAR if down > 0 else -CLEAR)
        return self.x + (CLEAR if across > 0 else -CLEAR) // 3, self.y


@dataclass(frozen=True, slots=True)
class Lens:
    """A crowded part of the map, and where it is shown once more, larger."""

    x: int
    y: int
    width: int
    height: int
    shown_x: int
    shown_y: int
    shown_width: int
    shown_height: int


@dataclass(frozen=True, slots=True)
class Shape:
    """`path` of an area; `level`: the class of its count, 0 for none, None for not told."""

    place: str
    path: str
    count: int | None
    level: int | None


@dataclass(frozen=True, slots=True)
class Map:
    width: int
    height: int
    lens: Lens
    land: str
    shapes: Sequence[Shape]
    borders: Sequence[str]
    names: Sequence[Name]
    classes: Sequence[Class]

    def shape_of(self, place: str) -> Shape:
        """Raises KeyError for a place that is not drawn."""
        return {shape.place: shape for shape in self.shapes}[place]

    @property
    def untold(self) -> bool:
        """Whether some count is too small to be told."""
        return any(shape.count is None for shape in self.shapes)

    @property
    def empty(self) -> bool:
        """Whether some place has none at all."""
        return any(shape.count == 0 for shape in self.shapes)


def regions(counts: Mapping[str, int | None], *, mirrored: bool = False) -> Map:
    """The twelve regions. `counts`: by region; absent means not told."""
    return _map("regions", counts, mirrored)


def provinces(counts: Mapping[str, int | None], *, mirrored: bool = False) -> Map:
    """The seventy-five provinces and prefectures, with the borders of regions above."""
    return _map("provinces", counts, mirrored)


def _map(kind: str, counts: Mapping[str, int | None], mirrored: bool) -> Map:
    data, steps = _data(), classes(counts)
    shapes = [
        Shape(place, path, counts.get(place), class_of(counts.get(place), steps))
        for place, path in data[kind].items()
    ]
    borders = list(data["regions"].values())
    width, height = data["size"]
    names = [_name(region, told, mirrored) for region, told in data["names"].items()]
    names.sort(key=lambda name: name.tip_y)  # from north to south, as one walks through links
    return Map(width, height, Lens(**data["lens"]), data["land"], shapes, borders, names, steps)


def _name(region: str, told: Mapping[str, Any], mirrored: bool) -> Name:
    """`mirrored`: words run from the right, so that their start is at that end; no place moves."""
    anchor = told["anchor"]
    if mirrored:
        anchor = {"start": "end", "end": "start"}[anchor]
    return Name(region, anchor, *told["at"], *told["tip"])


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return found
