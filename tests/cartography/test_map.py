"""The map is true enough: every place is drawn once, where it lies, beside its neighbours."""

from __future__ import annotations

from math import isclose

import pytest

from skills4all.cartography import drawing, ground
from skills4all.cartography.cells import Cells, Point, cells
from skills4all.commands.pictures import MAP
from skills4all.reference.files import vocabulary

PLACES = vocabulary().places
PROVINCES = drawing.provinces_of(PLACES)
MOST_BYTES = 25_000


@pytest.fixture(scope="module")
def land() -> Cells:
    return drawing.land(PLACES)


def area(ring: list[Point]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x * below - right * y for (x, y), (right, below) in pairs)) / 2


def inside(point: Point, ring: list[Point]) -> bool:
    x, y = point
    crossed = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            crossed = not crossed
    return crossed


def test_the_file_is_what_the_command_draws() -> None:
    assert MAP.read_text("utf-8") == drawing.text(PLACES)
    assert MAP.stat().st_size < MOST_BYTES


def test_every_province_is_one_piece(land: Cells) -> None:
    shapes = land.joined(lambda owner: owner)
    assert set(shapes) == set(PROVINCES)
    assert {place: len(rings) for place, rings in shapes.items() if len(rings) != 1} == {}


def test_regions_are_their_provinces_and_nothing_else(land: Cells) -> None:
    provinces = land.joined(lambda owner: owner)
    regions = land.joined(lambda owner: (PROVINCES[owner].parent or "") if owner else "")
    assert len(regions) == 12
    for region, rings in regions.items():
        own = [place for place, each in PROVINCES.items() if each.parent == region]
        assert len(rings) == 1, region
        assert isclose(area(rings[0]), sum(area(provinces[place][0]) for place in own)), region


def test_every_chief_town_lies_in_its_province(land: Cells) -> None:
    shapes = land.joined(lambda owner: owner)
    astray = [
        place
        for place, each in PROVINCES.items()
        if not inside(ground.project(each.latitude, each.longitude), shapes[place][0])
    ]
    assert astray == []


def test_nearly_all_neighbours_touch(land: Cells) -> None:
    recorded = {
        frozenset((place, each)) for place in PROVINCES for each in PROVINCES[place].neighbours
    }
    assert len(recorded - land.touching()) <= len(recorded) * 0.04


def test_every_region_is_named_and_the_name_leads_into_it(land: Cells) -> None:
    regions = land.joined(lambda owner: (PROVINCES[owner].parent or "") if owner else "")
    names = ground.names()
    assert set(names) == set(regions)
    coast = ground.outline()
    for region, name in names.items():
        assert inside(name.tip, regions[region][0]), region
        assert inside(name.tip, coast), region
        assert not inside(name.at, coast), region


def test_cells_of_two_points_share_the_line_between() -> None:
    found = cells([("west", (0.0, 0.0)), ("east", (100.0, 0.0))])
    shapes = found.joined(lambda owner: owner)
    assert found.touching() == {frozenset(("west", "east"))}
    assert max(x for x, _ in shapes["west"][0]) == min(x for x, _ in shapes["east"][0]) == 50.0
