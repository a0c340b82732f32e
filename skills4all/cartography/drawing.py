"""The map as data for pages: paths of whole numbers, each corner told from the one before."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from skills4all.cartography import ground
from skills4all.cartography.cells import Cells, Point, cells
from skills4all.matching.vocabulary import Place


def provinces_of(places: Mapping[str, Place]) -> dict[str, Place]:
    """Provinces and prefectures."""
    return {key: each for key, each in places.items() if each.kind in ("province", "prefecture")}


def land(places: Mapping[str, Place]) -> Cells:
    """Which land belongs to which province."""
    return cells(ground.points(provinces_of(places)))


def map_data(places: Mapping[str, Place]) -> dict[str, Any]:
    """What `web/pictures/morocco.json` holds."""
    provinces, found = provinces_of(places), land(places)
    region_of = {key: each.parent or "" for key, each in provinces.items()}
    width, height = ground.size()
    return {
        "size": [round(width), round(height)],
        "lens": ground.lens(),
        "land": path([ground.outline()]),
        "provinces": _paths(found.joined(lambda owner: owner)),
        "regions": _paths(found.joined(lambda owner: region_of.get(owner, ""))),
        "names": {
            region: {"anchor": name.anchor, "at": _whole(name.at), "tip": _whole(name.tip)}
            for region, name in ground.names().items()
        },
    }


def text(places: Mapping[str, Place]) -> str:
    """The file."""
    return json.dumps(map_data(places), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def path(rings: Sequence[Sequence[Point]]) -> str:
    """The `d` of an SVG path."""
    return "".join(_ring([_whole(corner) for corner in ring]) for ring in rings)


def _ring(corners: Sequence[list[int]]) -> str:
    (x, y), steps = corners[0], []
    for before, here in pairwise(corners):
        steps.append(f"{here[0] - before[0]} {here[1] - before[1]}")
    return f"M{x} {y}l{' '.join(steps).replace(' -', '-')}z"


def _paths(shapes: Mapping[str, Sequence[Sequence[Point]]]) -> dict[str, str]:
    return {owner: path(rings) for owner, rings in shapes.items()}


def _whole(point: Point) -> list[int]:
    return [round(point[0]), round(point[1])]
