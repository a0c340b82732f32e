"""No count of fewer than ten people is told, and none can be found from the others."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from skills4all.services import small_numbers

REGIONS = small_numbers.provinces_of_regions()
PROVINCES = [place for inside in REGIONS.values() for place in inside]
COUNTS = st.dictionaries(st.sampled_from(PROVINCES), st.integers(0, 40), max_size=75)


@settings(max_examples=60)
@given(COUNTS)
def test_nobody_can_be_pointed_at(counts: dict[str, int]) -> None:
    regions, provinces = small_numbers.told(counts)
    assert set(regions) == set(REGIONS)
    assert set(provinces) == set(PROVINCES)
    assert all(count is None or count >= 10 for count in [*regions.values(), *provinces.values()])
    for region, inside in REGIONS.items():
        total = regions[region]
        shown = sum(provinces[place] or 0 for place in inside)
        if total is not None:
            assert total - shown == 0 or total - shown >= 10, region
        else:
            assert shown == 0, region


@settings(max_examples=60)
@given(COUNTS)
def test_what_is_told_is_true(counts: dict[str, int]) -> None:
    regions, provinces = small_numbers.told(counts)
    assert all(count in (None, counts.get(place, 0)) for place, count in provinces.items())
    sums = small_numbers.sums(counts)
    assert all(count in (None, sums[region]) for region, count in regions.items())
    assert sum(sums.values()) == sum(counts.values())


def test_a_province_that_a_total_would_give_away_takes_another_with_it() -> None:
    _, provinces = small_numbers.told({"fes": 30, "meknes": 12, "sefrou": 4})
    assert (provinces["fes"], provinces["meknes"], provinces["sefrou"]) == (30, None, None)


def test_the_country_has_twelve_regions_and_seventy_five_provinces() -> None:
    assert (len(REGIONS), len(PROVINCES)) == (12, 75)
