"""What is drawn is what was counted: nothing overlaps, leaves the picture or gets lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skills4all.web.pictures import (
    classes,
    pay_ranges,
    pipeline,
    ring,
    scales,
    seats,
    skill_map,
    stations,
    timeline,
)

TODAY = date(2027, 1, 10)
NEARLY = 0.05
SIDES = st.booleans()

Span = tuple[float, float]


def apart(spans: Sequence[Span]) -> bool:
    """Whether no two (left, width) overlap."""
    return all(
        left + width <= right + NEARLY for (left, width), (right, _) in pairwise(sorted(spans))
    )


def within(spans: Sequence[Span]) -> bool:
    return all(left >= -NEARLY and left + width <= 100 + NEARLY for left, width in spans)


@given(st.integers(0, 5_000_000), st.integers(1, 5_000_000), st.integers(1, 8))
def test_ticks_hold_the_values_between_them(least: int, reach: int, about: int) -> None:
    marks = scales.ticks(least, least + reach, about)
    assert marks[0] <= least + 1e-6 * reach
    assert marks[-1] >= least + reach - 1e-6 * reach
    steps = {round((b - a) / (marks[1] - marks[0]), 6) for a, b in pairwise(marks)}
    assert steps == {1.0}
    assert len(marks) <= about + 3


@given(st.lists(st.floats(0, 1), min_size=1, max_size=4))
def test_arcs_follow_one_another_around_the_ring(shares: list[float]) -> None:
    arcs = ring.arcs([(str(number), share) for number, share in enumerate(shares)])
    assert all(a.start + a.length <= b.start for a, b in pairwise(arcs))
    assert all(arc.start + arc.length <= 100 + NEARLY for arc in arcs)
    whole = max(1.0, sum(shares))
    assert all(arc.share == pytest.approx(shares[int(arc.state)] / whole) for arc in arcs)


@st.composite
def runs(draw: st.DrawFn) -> timeline.Run:
    starts = TODAY + timedelta(days=draw(st.integers(0, 500)))
    ends = starts + timedelta(days=draw(st.integers(0, 300)))
    before = draw(st.none() | st.integers(0, 60))
    return timeline.Run(starts, ends, None if before is None else starts - timedelta(days=before))


@given(st.lists(runs(), min_size=1, max_size=8), SIDES)
def test_a_plan_keeps_its_sessions_apart_and_inside(found: list[timeline.Run], side: bool) -> None:
    drawn = timeline.timeline(found, TODAY, mirrored=side)
    assert [bar.number for bar in drawn.bars] == list(range(1, len(found) + 1))
    assert within([(bar.x, bar.width) for bar in drawn.bars])
    for lane in range(drawn.lanes):
        assert apart([(bar.x, bar.width) for bar in drawn.bars if bar.lane == lane])
    for run, bar in zip(found, drawn.bars, strict=True):
        told = run.enrol_by is not None and run.enrol_by >= TODAY
        assert (bar.deadline is not None) == told
        if bar.deadline is not None:
            assert bar.deadline >= bar.start if side else bar.deadline <= bar.start
    assert all(0 <= month.x <= 100 for month in drawn.months)


@given(st.lists(runs(), min_size=1, max_size=5))
def test_right_to_left_is_the_mirror_of_left_to_right(found: list[timeline.Run]) -> None:
    one, other = (timeline.timeline(found, TODAY, mirrored=side) for side in (False, True))
    assert other.today == pytest.approx(100 - one.today, abs=NEARLY)
    for left, right in zip(one.bars, other.bars, strict=True):
        if left.width > timeline.THIN:
            assert right.x == pytest.approx(100 - left.x - left.width, abs=NEARLY)


def test_sessions_that_overlap_in_time_lie_on_two_lanes() -> None:
    june = timeline.Run(date(2027, 6, 1), date(2027, 6, 30))
    july = timeline.Run(date(2027, 7, 20), date(2027, 8, 20))
    both = timeline.Run(date(2027, 6, 15), date(2027, 8, 1))
    assert [bar.lane for bar in timeline.timeline([june, both, july], TODAY).bars] == [0, 1, 0]


@given(
    st.lists(st.tuples(st.booleans(), st.floats(0.1, 1), st.sampled_from("abc")), max_size=40),
    SIDES,
)
def test_every_skill_has_a_tile_of_its_own(
    asked: list[tuple[bool, float, str]], side: bool
) -> None:
    wanted = [
        skill_map.Asked(str(number), family, essential, weight)
        for number, (essential, weight, family) in enumerate(asked)
    ]
    families = skill_map.families(wanted, ["c", "a"], mirrored=side)
    tiles = [tile for family in families for tile in family.tiles]
    assert sorted(tile.asked.skill for tile in tiles) == sorted(each.skill for each in wanted)
    for family in families:
        for tile in family.tiles:
            assert tile.x >= 0
            assert tile.x + tile.side <= family.width + NEARLY
            assert tile.y >= 0
            assert tile.y + tile.side <= family.height + NEARLY
        for one, other in combinations(family.tiles, 2):
            assert abs(one.x - other.x) > 1 or abs(one.y - other.y) > 1
        essential = [tile.asked.essential for tile in family.tiles]
        assert essential == sorted(essential, reverse=True)


MONEY = st.none() | st.integers(100_000, 3_000_000)


@given(
    st.lists(
        st.tuples(MONEY, MONEY).filter(lambda pay: None in pay or pay[0] <= pay[1]), max_size=60
    ),
    SIDES,
)  # type: ignore[operator]
def test_pay_is_drawn_only_when_enough_openings_tell_it(
    pays: list[tuple[int | None, int | None]], side: bool
) -> None:
    told = [pay for pay in pays if pay != (None, None)]
    drawn = pay_ranges.pay_ranges(pays, mirrored=side)
    if len(told) < pay_ranges.ENOUGH:
        assert drawn is None
        return
    assert drawn is not None
    assert drawn.openings == len(told) == len(drawn.lines) + drawn.hidden
    assert drawn.least <= drawn.median + pay_ranges.DIRHAM
    assert drawn.median <= drawn.most + 100
    assert within([(line.x, line.width) for line in drawn.lines])
    assert drawn.height <= pay_ranges.TALL + NEARLY
    assert all(b.y - a.y >= drawn.row * 0.99 for a, b in pairwise(drawn.lines))
    assert len([tick for tick in drawn.ticks if tick.labelled]) <= pay_ranges.MOST_LABELS


def test_openings_that_find_no_room_are_counted_and_the_ends_are_drawn() -> None:
    drawn = pay_ranges.pay_ranges([(place * 10_000, None) for place in range(100, 150)])
    assert drawn is not None
    assert (drawn.openings, len(drawn.lines), drawn.hidden) == (50, pay_ranges.MOST_ROWS, 20)
    assert (drawn.least, drawn.most, drawn.median) == (1_000_000, 1_490_000, 1_245_000)
    one, other = drawn.lines[0], drawn.lines[-1]
    assert one.x < other.x


@given(st.dictionaries(st.text(max_size=3), st.none() | st.integers(0, 500), max_size=75))
def test_classes_hold_every_count_once(counts: dict[str, int | None]) -> None:
    found = classes.classes(counts)
    assert len(found) <= classes.CLASSES
    assert all(a.most < b.least for a, b in pairwise(found))
    for count in counts.values():
        holding = [each.number for each in found if count and each.least <= count <= each.most]
        assert len(holding) == (1 if count else 0)
        expected = None if count is None else holding[0] if holding else 0
        assert classes.class_of(count, found) == expected
    assert all(any(each.least == count for count in counts.values()) for each in found)


@given(st.sets(st.sampled_from("abcdef")), SIDES)
def test_one_stands_at_the_first_station_that_is_not_done(done: set[str], side: bool) -> None:
    way = stations.way("abcdef", sorted(done), mirrored=side)
    here = [each.name for each in way.stations if each.state == "here"]
    assert here == sorted(set("abcdef") - done)[:1]
    assert way.done == len(done)
    assert within([way.travelled])
    assert within([(each.x, 0) for each in way.stations])


@st.composite
def sold_seats(draw: st.DrawFn) -> seats.Sold:
    sold, kept, free = (draw(st.integers(0, most)) for most in (40, 5, 40))
    return seats.Sold(sold + kept + free, sold, kept, draw(st.integers(0, 40)))


@given(st.lists(sold_seats(), max_size=6), SIDES)
def test_parts_of_a_session_are_its_seats_and_those_who_wait(
    sold: list[seats.Sold], side: bool
) -> None:
    rows = seats.rows(sold, mirrored=side)
    for each, row in zip(sold, rows, strict=True):
        counts = {part.state: part.count for part in row.parts}
        assert sum(counts.values()) == each.seats + each.waiting
        assert counts.get("free", 0) == each.seats - each.sold - each.kept
        spans = [(part.x, part.width) for part in row.parts]
        assert apart(spans)
        assert within(spans)


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 300)), SIDES)
def test_bars_of_stages_are_as_long_as_their_counts(counts: dict[str, int], side: bool) -> None:
    found = pipeline.stages(counts, "abcd", mirrored=side)
    assert [stage.name for stage in found] == list("abcd")
    assert sum(stage.count for stage in found) == sum(counts.values())
    most = max([1, *counts.values()])
    for stage in found:
        assert stage.width == pytest.approx(100 * stage.count / most, abs=NEARLY)
        assert not stage.count or (
            stage.x + stage.width == pytest.approx(100, abs=NEARLY) if side else stage.x == 0
        )


def test_pictures_of_nothing_are_refused() -> None:
    for draw in (lambda: timeline.timeline([], TODAY), lambda: stations.way([], [])):
        with pytest.raises(ValueError, match="needs"):
            draw()
