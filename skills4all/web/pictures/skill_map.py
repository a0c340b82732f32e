"""The skills a role asks for as tiles: a large one for what is essential, a small one for a plus.

Tiles of one family stand together, essential ones first, in rows that a phone can show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

ROW = 9
"""Tiles in a row: at 320 px they still fit beside the margins of a card."""
STEP = 1.8
"""From one tile to the next, in em."""
LARGE, SMALL = 1.6, 1.1


@dataclass(frozen=True, slots=True)
class Asked:
    """A skill and the level wanted; `state` is empty when nobody's own standing is shown."""

    skill: str
    family: str
    essential: bool
    weight: float = 1.0
    state: str = ""
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Tile:
    """A square, its left upper corner and its side in em."""

    asked: Asked
    x: float
    y: float
    side: float

    @property
    def middle(self) -> tuple[float, float]:
        return round(self.x + self.side / 2, 3), round(self.y + self.side / 2, 3)


@dataclass(frozen=True, slots=True)
class Family:
    name: str
    tiles: Sequence[Tile]
    width: float
    height: float

    def count(self, *states: str) -> int:
        """How many tiles are in one of these states."""
        return sum(tile.asked.state in states for tile in self.tiles)


def families(
    asked: Sequence[Asked], order: Sequence[str], *, mirrored: bool = False
) -> list[Family]:
    """In `order`; families that are not asked for are left out."""
    by_family: dict[str, list[Asked]] = defaultdict(list)
    for each in asked:
        by_family[each.family].append(each)
    known = [name for name in order if name in by_family]
    rest = sorted(set(by_family) - set(order))
    return [_family(name, by_family[name], mirrored) for name in [*known, *rest]]


def _family(name: str, asked: Sequence[Asked], mirrored: bool) -> Family:
    ordered = sorted(asked, key=lambda each: (not each.essential, -each.weight, each.skill))
    width = round(min(len(ordered), ROW) * STEP, 3)
    tiles = [_tile(place, each, width, mirrored) for place, each in enumerate(ordered)]
    return Family(name, tiles, width, round(-(-len(ordered) // ROW) * STEP, 3))


def _tile(place: int, asked: Asked, width: float, mirrored: bool) -> Tile:
    side = LARGE if asked.essential else SMALL
    inset = (STEP - side) / 2
    x = place % ROW * STEP + inset
    x = width - x - side if mirrored else x
    return Tile(asked, round(x, 3), round(place // ROW * STEP + inset, 3), side)
