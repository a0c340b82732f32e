"""Agreement with what graduates became, on tables made up here; the real ones lie elsewhere."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from skills4all.evaluation.outcomes import (
    COMPUTING,
    FAMILIES,
    FIELDS,
    GROUPS,
    LEVEL,
    OCCUPATIONS,
    REPORTED,
    ROLES_FILE,
    SHARES_FILE,
    GroupAgreement,
    Outcomes,
)
from skills4all.matching.documents import Background, LearnerProfile
from tests.matching_quality.people import MATCHER, WORLD

LIFE, PHYSICAL, ENGINEERING = REPORTED
ECONOMICS = "social and related sciences"
COMPUTER_SCIENCE = "Computer and information sciences"
SHARED = Path(__file__).parents[3] / "shared" / "reference"
REAL = [SHARED] if (SHARED / ROLES_FILE).is_file() and (SHARED / SHARES_FILE).is_file() else []

RoleRow = tuple[str, str, float | str, float | str]
ShareRow = tuple[str, str, float | str]


def table(folder: Path, roles: Iterable[RoleRow] = (), shares: Iterable[ShareRow] = ()) -> Outcomes:
    """Files in the format of the real ones: (role, group, people, lq) and (level, field, share)."""
    write(folder / ROLES_FILE, ("role", "field", "people", "lq"), roles)
    write(
        folder / SHARES_FILE,
        ("level", "group", "field", "n", "share", "years"),
        ((level, "any", field, 1000, share, 3) for level, field, share in shares),
    )
    return Outcomes(MATCHER, folder)


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def by_our_score(folder: Path, group: str) -> list[str]:
    scores = table(folder).role_scores(group)
    return sorted(scores, key=lambda role: scores[role])


def coverage(field: str, level: str) -> Mapping[str, float]:
    standing = MATCHER.standing(LearnerProfile(backgrounds=(Background(field, level),)))
    return {each.occupation.id: each.coverage.score or 0.0 for each in MATCHER.roles(standing)}


def one(found: list[GroupAgreement], group: str) -> GroupAgreement:
    return next(each for each in found if each.group == group)


def test_the_mapping_names_what_we_have() -> None:
    assert {each for roles in OCCUPATIONS.values() for each in roles} <= set(WORLD.occupations)
    for fields in FIELDS.values():
        assert all("licence" in WORLD.fields[each].levels for each in fields)
    assert {name for names in GROUPS.values() for name in names} <= set(FIELDS)
    for family in FAMILIES:
        roles = [each for each in WORLD.occupations.values() if each.family == family]
        assert any(each.isco.startswith(COMPUTING) for each in roles), family


@pytest.mark.parametrize("mapping", [OCCUPATIONS, FIELDS])
def test_nothing_of_ours_is_counted_twice(mapping: Mapping[str, tuple[str, ...]]) -> None:
    ours = [each for mapped in mapping.values() for each in mapped]
    assert len(ours) == len(set(ours))


def test_a_role_counts_as_its_best_occupation_averaged_over_the_fields(tmp_path: Path) -> None:
    scores = table(tmp_path).role_scores(ECONOMICS)
    covered = [coverage(field, "licence") for field in FIELDS["Economics"]]
    for role, mapped in OCCUPATIONS.items():
        expected = sum(max(each[name] for name in mapped) for each in covered) / len(covered)
        assert scores[role] == pytest.approx(expected)


def test_engineers_are_taken_at_their_degree(tmp_path: Path) -> None:
    outcomes = table(tmp_path)
    role = "Operations research analysts, including modeling"
    fields = [field for name in GROUPS[ENGINEERING] for field in FIELDS[name]]
    expected = [
        coverage(field, "ingenieur" if "ingenieur" in WORLD.fields[field].levels else "licence")[
            "operations-research-analyst"
        ]
        for field in fields
    ]
    assert outcomes.role_scores(ENGINEERING)[role] == pytest.approx(sum(expected) / len(expected))


def test_our_own_order_agrees_fully_and_its_reverse_not_at_all(tmp_path: Path) -> None:
    """Head counts run the other way, so that the two are not mistaken for each other."""
    order = by_our_score(tmp_path, PHYSICAL)
    rows = [(role, PHYSICAL, 1000.0 - place, 0.1 + place) for place, role in enumerate(order)]
    found = one(table(tmp_path, rows).groups(), PHYSICAL)
    assert (found.n, found.against_lq, found.against_people) == (
        len(OCCUPATIONS),
        pytest.approx(1.0),
        pytest.approx(-1.0),
    )
    assert found.roles[0].role == order[-1]


def test_the_lift_is_our_score_over_the_mean_of_the_five_groups(tmp_path: Path) -> None:
    empty = table(tmp_path)
    scores = {group: empty.role_scores(group) for group in GROUPS}
    lift = {
        role: scores[LIFE][role] / (sum(each[role] for each in scores.values()) / len(scores))
        for role in OCCUPATIONS
    }
    found = one(table(tmp_path, [(role, LIFE, 10.0, lift[role]) for role in lift]).groups(), LIFE)
    assert found.lift_against_lq == pytest.approx(1.0)
    assert {each.role: each.lift for each in found.roles} == pytest.approx(lift)
    assert found.against_people is None


def test_suppressed_cells_and_roles_we_lack_are_left_out(tmp_path: Path) -> None:
    worst, *_, best = by_our_score(tmp_path, LIFE)
    middle = by_our_score(tmp_path, LIFE)[7]
    rows: list[RoleRow] = [
        (best, LIFE, 3000.0, 3.0),
        (middle, LIFE, 2000.0, 2.0),
        (worst, LIFE, 1000.0, 1.0),
        ("Mathematicians", LIFE, 9000.0, 0.1),
        (by_our_score(tmp_path, LIFE)[3], LIFE, "", ""),
        (worst, PHYSICAL, 5000.0, 9.0),
    ]
    found = table(tmp_path, rows).groups()
    life, physical = one(found, LIFE), one(found, PHYSICAL)
    assert (life.n, life.against_lq) == (3, pytest.approx(1.0))
    assert (physical.n, physical.against_lq) == (1, None)
    assert [each.group for each in found] == list(REPORTED)


def test_fields_are_compared_at_the_level_of_a_licence_only(tmp_path: Path) -> None:
    ours = {
        each.field: each.score
        for each in table(tmp_path, shares=[(LEVEL, field, 0.5) for field in FIELDS])
        .fields()
        .fields
    }
    order = sorted(ours, key=lambda field: ours[field])
    assert order[-1] == COMPUTER_SCIENCE
    rows: list[ShareRow] = [(LEVEL, field, 0.01 * (1 + place)) for place, field in enumerate(order)]
    rows += [("Doctorate", field, 0.9 - 0.01 * place) for place, field in enumerate(order)]
    rows += [(LEVEL, "Art and humanities fields", 0.99)]
    found = table(tmp_path, shares=rows).fields()
    assert found.n == len(FIELDS)
    assert found.agreement == pytest.approx(1.0)
    assert [each.field for each in found.fields] == order[::-1]


def test_the_computing_degree_can_be_left_out(tmp_path: Path) -> None:
    """It alone makes half of an agreement: here the others stand in the reverse of our order."""
    ours = table(tmp_path, shares=[(LEVEL, field, 0.5) for field in FIELDS]).fields().fields
    order = sorted(ours, key=lambda each: -each.score)
    rows = [(LEVEL, each.field, 0.01 * (1 + place)) for place, each in enumerate(order)]
    rows[0] = (LEVEL, COMPUTER_SCIENCE, 0.9)
    found = table(tmp_path, shares=rows).fields()
    assert found.without_computing == pytest.approx(-1.0)
    assert found.agreement is not None
    assert found.agreement > -1.0


def test_a_folder_without_the_tables_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=ROLES_FILE):
        Outcomes(MATCHER, tmp_path).groups()


@pytest.mark.parametrize("folder", [None, *REAL])
def test_it_runs(folder: Path | None, tmp_path: Path) -> None:
    """On a made-up table everywhere, on the real one where it lies beside the repository."""
    made_up = table(
        tmp_path,
        [
            (role, group, 100.0 + n, 1.0 + n)
            for group in REPORTED
            for n, role in enumerate(OCCUPATIONS)
        ],
        [(LEVEL, field, 0.01 * n) for n, field in enumerate(FIELDS, 1)],
    )
    outcomes = made_up if folder is None else Outcomes(MATCHER, folder)
    agreements = [each.against_lq for each in outcomes.groups()] + [outcomes.fields().agreement]
    assert all(each is not None and -1.0 <= each <= 1.0 for each in agreements)
