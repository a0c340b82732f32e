"""What cards tell of studies and place never singles anybody out."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from skills4all.matching.documents import Background, LearnerProfile
from skills4all.services.candidates.shown import BAR, NOTHING, Shown, coarsened, finest
from skills4all.services.knowledge import vocabulary


def combination(field: str, level: str, place: str) -> Shown:
    return finest(LearnerProfile((Background(field, level),), place=place), vocabulary())


def shown_to_employers(crowd: list[Shown], bar: int = BAR) -> Counter[Shown]:
    told = coarsened(crowd, vocabulary(), bar)
    return Counter(told[each] for each in crowd)


def test_the_finest_card_tells_no_town_and_no_course_of_one_faculty() -> None:
    told = combination("smp", "licence", "taza")
    assert told.region == "fes-meknes"
    assert vocabulary().fields[told.field].generic
    assert told.broad == ""


def test_the_highest_degree_obtained_is_the_one_told() -> None:
    profile = LearnerProfile(
        (
            Background("smp", "licence"),
            Background("smi", "doctorat", "abandoned"),
            Background("smi", "master", "in_progress"),
        )
    )
    assert finest(profile, vocabulary()).level == "licence"


def test_a_large_company_is_told_finely() -> None:
    crowd = [combination("smp", "licence", "taza")] * BAR
    assert shown_to_employers(crowd) == {crowd[0]: BAR}


def test_first_the_region_goes_then_the_field_then_the_level() -> None:
    regions = ("taza", "fes", "rabat", "casablanca", "agadir-ida-ou-tanane")
    places = [place for place in regions if place in vocabulary().places]
    scattered = [combination("smp", "licence", place) for place in places] * 3
    (told,) = shown_to_employers(scattered)
    assert (told.region, told.level, bool(told.field)) == ("", "licence", True)
    mixed = [combination("smp", "licence", "taza")] * 5
    mixed += [combination("sma", "licence", "taza")] * 5
    (told,) = shown_to_employers(mixed)
    assert told == Shown(broad="05", level="licence")
    levels = [combination("smp", "licence", "taza")] * 5 + [combination("smp", "master", "fes")] * 5
    (told,) = shown_to_employers(levels)
    assert told == Shown(broad="05")


def test_the_last_few_do_not_stay_alone() -> None:
    """Three of whom nothing is told would be known by that; others join them."""
    crowd = [combination("smp", "licence", "taza")] * 12 + [combination("smi", "master", "fes")] * 3
    assert shown_to_employers(crowd) == {NOTHING: 15}


def test_of_very_few_nothing_is_told() -> None:
    crowd = [combination("smp", "licence", "taza")] * 4
    assert shown_to_employers(crowd) == {NOTHING: 4}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(vocabulary().fields)[:40]),
            st.sampled_from(sorted(vocabulary().levels)),
            st.sampled_from(sorted(vocabulary().places)[:20]),
        ),
        max_size=120,
    ),
    st.integers(2, 12),
)
def test_whoever_there_is_no_company_is_too_small(
    people: list[tuple[str, str, str]], bar: int
) -> None:
    companies = shown_to_employers([combination(*each) for each in people], bar)
    assert all(count >= min(bar, len(people)) for count in companies.values())
