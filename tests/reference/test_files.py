"""The shipped vocabulary is sound, large enough, and its checks can see every kind of fault."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from skills4all.matching.vocabulary import LANGUAGES
from skills4all.reference.checks import check
from skills4all.reference.files import FOLDER, read, vocabulary
from skills4all.services.knowledge import matcher, names

WORLD = vocabulary()


def test_the_shipped_files_are_sound() -> None:
    assert [str(fault) for fault in check()] == []


def test_it_is_as_large_as_promised() -> None:
    assert len(WORLD.skills) >= 700
    assert len(WORLD.occupations) >= 60
    assert len(WORLD.fields) >= 70
    assert sum(place.kind == "region" for place in WORLD.places.values()) == 12
    assert sum(place.kind in ("province", "prefecture") for place in WORLD.places.values()) == 75


def test_fes_meknes_is_exact() -> None:
    inside = {place.id for place in WORLD.places.values() if place.parent == "fes-meknes"}
    assert inside == {
        "fes", "meknes", "boulemane", "el-hajeb", "ifrane", "moulay-yacoub", "sefrou", "taounate",
        "taza",
    }  # fmt: skip


@pytest.mark.parametrize(
    "written",
    "SMP SMC SMA SMI SVI STU BCG MIP MIPC Python SQL Excel Linux MATLAB SPSS LaTeX Arduino "  # noqa: SIM905
    "QGIS".split(),
)
def test_names_that_people_use_are_known(written: str) -> None:
    assert names("field").find(written) or names("skill").find(written), written


def test_every_language_names_every_concept_in_its_own_script() -> None:
    for table in (WORLD.occupations, WORLD.fields, WORLD.levels, WORLD.places):
        for concept in table.values():
            for language in LANGUAGES:
                assert concept.label(language)
            arabic = concept.label("ar")
            assert any("\u0620" <= letter <= "\u064a" for letter in arabic), concept.id


def test_every_label_is_read_back_as_its_own_skill() -> None:
    reader = matcher().reader
    missed = []
    for skill in WORLD.skills.values():
        for language in LANGUAGES:
            label = skill.label(language)
            if skill.id not in {m.concept for m in reader.read(f"{label}, Python, SQL")}:
                missed.append((skill.id, language, label))
    assert missed == []


def test_each_field_confers_more_with_a_higher_degree() -> None:
    for field in WORLD.fields.values():
        ranks = sorted({WORLD.level_rank(row.from_level) for row in field.conferred})
        assert ranks, field.id
        assert min(ranks) <= min(WORLD.level_rank(level) for level in field.levels) + 3


def test_replaced_identifiers_are_followed() -> None:
    for old in WORLD.replaced_by:
        current = WORLD.current(old)
        assert current in WORLD.skills or current in WORLD.occupations or current in WORLD.fields


Change = Callable[[Path], None]


def edit(name: str, change: Callable[[list[dict[str, str]]], None]) -> Change:
    def apply(folder: Path) -> None:
        path = folder / name
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        change(rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    return apply


def put(column: str, value: str, row: int = 0) -> Callable[[list[dict[str, str]]], None]:
    def change(rows: list[dict[str, str]]) -> None:
        rows[row][column] = value

    return change


def twice(rows: list[dict[str, str]]) -> None:
    rows.append(dict(rows[0]))


PROGRAMMING = "skills/programming.csv"
FAULTS: dict[str, tuple[Change, str]] = {
    "repeated id": (edit(PROGRAMMING, twice), "stands 2 times"),
    "no Arabic": (edit(PROGRAMMING, put("ar", "")), "has no ar label"),
    "unknown kind": (edit(PROGRAMMING, put("kind", "magic")), "is not one of"),
    "dangling broader": (edit(PROGRAMMING, put("broader", "nothing")), "broader 'nothing'"),
    "broader than itself": (
        edit(PROGRAMMING, put("broader", "computer-programming")),
        "broader than",
    ),
    "dangling near": (edit(PROGRAMMING, put("near", "nothing:0.5")), "names no other skill"),
    "strength out of range": (edit(PROGRAMMING, put("near", "java:7")), "strength"),
    "claimed alias": (edit(PROGRAMMING, put("aliases_en", "python;sql")), "both claim"),
    "role without level": (edit("occupations.csv", put("entry_level", "none")), "entry level"),
    "bad ISCO": (edit("occupations.csv", put("isco", "25")), "ISCO"),
    "unknown requirement": (edit("occupation_skills.csv", put("skill", "nothing")), "unknown"),
    "weight out of range": (edit("occupation_skills.csv", put("weight", "3")), "out of range"),
    "no description": (edit("occupations.csv", put("description_en", "")), "description"),
    "bad ISCED": (edit("fields.csv", put("isced", "5")), "ISCED-F"),
    "unknown reason": (edit("field_skills.csv", put("reason", "because")), "reason is unknown"),
    "strength no number": (edit("field_skills.csv", put("strength", "half")), "out of range"),
    "rank no number": (edit("levels.csv", put("rank", "first")), "is not a number"),
    "language scale on a skill": (
        edit("occupation_skills.csv", put("level", "B2")),
        "of the other scale",
    ),
    "unknown untaught": (edit("field_untaught.csv", put("skill", "nothing")), "is unknown"),
    "figure of an unknown code": (
        edit("computing_shares.csv", put("isced", "9999")),
        "no field of ours has one of its ISCED-F codes",
    ),
    "two figures for a code": (
        edit("computing_shares.csv", put("isced", "0531")),
        "another figure speaks of one of its codes",
    ),
    "left out for nothing": (
        edit("computing_shares.csv", put("left_out", "smc")),
        "leaves out a field that is of none of its codes",
    ),
    "figure out of range": (edit("computing_shares.csv", put("share", "16")), "share is not in"),
    "figure of no level": (edit("computing_shares.csv", put("level", "bsc")), "level 'bsc'"),
    "figure without source": (edit("computing_shares.csv", put("publisher", "")), "not sound"),
    "figure without country": (edit("computing_shares.csv", put("country", "")), "not sound"),
    "figure without years": (edit("computing_shares.csv", put("years", "2021;17")), "not sound"),
    "figure never checked": (edit("computing_shares.csv", put("checked", "soon")), "not sound"),
    "figure without Arabic": (edit("computing_shares.csv", put("ar", "")), "has no ar label"),
    "outside Morocco": (edit("places.csv", put("latitude", "48.8", 3)), "outside Morocco"),
    "one-sided neighbour": (
        edit("places.csv", put("neighbours", "tanger-assilah", 40)),
        "not mutual",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", FAULTS)
def test_the_check_sees(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "reference"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    change, words = FAULTS[kind]
    change(folder)
    found = [str(fault) for fault in check(folder)]
    assert any(words in fault for fault in found), found


def test_the_version_changes_with_any_file(tmp_path: Path) -> None:
    folder = tmp_path / "reference"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    assert read(folder).version == WORLD.version
    FAULTS["no Arabic"][0](folder)
    assert read(folder).version != WORLD.version
