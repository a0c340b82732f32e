"""What the map is drawn from: the outline and the points, in degrees, and their projection."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from skills4all.matching.vocabulary import Place

FOLDER = Path(__file__).parent
WEST, NORTH = -17.35, 36.7
EAST, SOUTH = -0.6, 20.6
MIDDLE = 29.0
"""The latitude at which a degree of longitude is drawn in its true length."""
SCALE = 48.0
"""Units of the picture to a degree of latitude."""

LENS = (34.25, -7.95, 33.15, -6.55)
"""North, west, south, east of the crowded coast that is shown once more, larger."""
LENS_AT = (24.05, -4.85)
LENS_ZOOM = 2.8

Point = tuple[float, float]


def project(latitude: float, longitude: float) -> Point:
    """Degrees as a point of the picture; y grows southwards."""
    east = (longitude - WEST) * math.cos(math.radians(MIDDLE))
    return east * SCALE, (NORTH - latitude) * SCALE


def outline() -> list[Point]:
    """Coast and borders of Morocco, simplified."""
    return [project(float(row["latitude"]), float(row["longitude"])) for row in _rows("outline")]


def points(provinces: Mapping[str, Place]) -> list[tuple[str, Point]]:
    """(province, point): the chief town and the points that stand for the rest of its land."""
    found = [(each.id, project(each.latitude, each.longitude)) for each in provinces.values()]
    for row in _rows("points"):
        for pair in row["points"].split(";"):
            latitude, longitude = (float(part) for part in pair.split())
            found.append((row["place"], project(latitude, longitude)))
    return found


def size() -> Point:
    """Width and height of the picture."""
    return project(SOUTH, EAST)


def lens() -> dict[str, int]:
    """What is shown larger, and where in the picture."""
    north, west, south, east = LENS
    (left, top), (right, bottom) = project(north, west), project(south, east)
    x, y = project(*LENS_AT)
    width, height = round(right - left), round(bottom - top)
    return {
        "x": round(left),
        "y": round(top),
        "width": width,
        "height": height,
        "shown_x": round(x),
        "shown_y": round(y),
        "shown_width": round(width * LENS_ZOOM),
        "shown_height": round(height * LENS_ZOOM),
    }


@dataclass(frozen=True)
class Name:
    """Where the name of a region is written, and the point in the region it belongs to."""

    anchor: str
    at: Point
    tip: Point


def names() -> dict[str, Name]:
    """By region: beside the land, where there is room for words."""
    return {
        row["region"]: Name(
            row["anchor"],
            project(float(row["latitude"]), float(row["longitude"])),
            project(float(row["tip_latitude"]), float(row["tip_longitude"])),
        )
        for row in _rows("names")
    }


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
