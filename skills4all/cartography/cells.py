"""Which land belongs to which place: cells of nearness, joined into one shape a place.

Shapes are rings of corners. Neighbours share their corners exactly, so nothing gapes between them.
They reach into the sea: the picture is cut along the outline when it is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.spatial import Voronoi

Point = tuple[float, float]
Edge = tuple[int, int]
SEA = ""
"""The owner of the points that ring the picture, so that every cell of land is closed."""
MARGIN = 60.0
STEPS = 12


@dataclass(frozen=True)
class Cells:
    """`borders`: (one owner, the other, the corners at both ends of the line between them)."""

    corners: Sequence[Point]
    borders: Sequence[tuple[str, str, Edge]]

    def joined(self, owner_of: Callable[[str], str]) -> dict[str, list[list[Point]]]:
        """Rings of corners for each owner; `owner_of` joins provinces into regions, say."""
        edges: dict[str, list[Edge]] = defaultdict(list)
        for left, right, edge in self.borders:
            one, other = owner_of(left), owner_of(right)
            if one != other:
                edges[one].append(edge)
                edges[other].append(edge)
        return {
            owner: [[self.corners[each] for each in ring] for ring in rings(found)]
            for owner, found in edges.items()
            if owner != SEA
        }

    def touching(self) -> set[frozenset[str]]:
        """Pairs of provinces that share a border."""
        return {frozenset((a, b)) for a, b, _ in self.borders if a != b and SEA not in (a, b)}


def cells(points: Sequence[tuple[str, Point]], round_to: float = 1.0) -> Cells:
    """Cells of nearness to `points`, their corners on a grid of `round_to`."""
    owners, places = [owner for owner, _ in points], [place for _, place in points]
    ring = _around(places)
    diagram = Voronoi(np.array(places + ring))
    owners += [SEA] * len(ring)
    corners, number = _on_grid(diagram.vertices, round_to)
    borders = []
    ridges = zip(diagram.ridge_points, diagram.ridge_vertices, strict=True)
    for (one, other), (start, end) in ridges:
        if -1 in (start, end) or number[start] == number[end] or owners[one] == owners[other]:
            continue
        borders.append((owners[one], owners[other], (number[start], number[end])))
    return Cells(corners, borders)


def _around(places: Sequence[Point]) -> list[Point]:
    """Points of the sea on a rectangle around all."""
    xs, ys = [x for x, _ in places], [y for _, y in places]
    left, right = min(xs) - MARGIN, max(xs) + MARGIN
    top, bottom = min(ys) - MARGIN, max(ys) + MARGIN
    found = []
    for step in range(STEPS + 1):
        x = left + (right - left) * step / STEPS
        y = top + (bottom - top) * step / STEPS
        found += [(x, top), (x, bottom), (left, y), (right, y)]
    return sorted(set(found))


def _on_grid(corners: Sequence[Sequence[float]], grid: float) -> tuple[list[Point], list[int]]:
    """Rounded corners without doubles, and the place of each old corner among them."""
    found: dict[Point, int] = {}
    number = []
    for x, y in corners:
        rounded = (round(x / grid) * grid, round(y / grid) * grid)
        number.append(found.setdefault(rounded, len(found)))
    return list(found), number


def rings(edges: Sequence[Edge]) -> list[list[int]]:
    """Closed rings from undirected edges; an edge met twice has no land between and goes."""
    seen: Mapping[frozenset[int], int] = _counted(edges)
    ways: dict[int, list[int]] = defaultdict(list)
    for pair, times in seen.items():
        if times % 2:
            a, b = sorted(pair)
            ways[a].append(b)
            ways[b].append(a)
    found = []
    while any(ways.values()):
        start = next(corner for corner, others in ways.items() if others)
        found.append(_walk(ways, start))
    return [ring for ring in found if len(ring) > 2]


def _walk(ways: dict[int, list[int]], start: int) -> list[int]:
    ring, here = [start], start
    while ways[here]:
        there = ways[here].pop()
        ways[there].remove(here)
        if there == start:
            break
        ring.append(there)
        here = there
    return ring


def _counted(edges: Sequence[Edge]) -> dict[frozenset[int], int]:
    seen: dict[frozenset[int], int] = defaultdict(int)
    for a, b in edges:
        seen[frozenset((a, b))] += 1
    return seen
