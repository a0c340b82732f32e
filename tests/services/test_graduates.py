"""Figures on graduates are quoted for the fields they speak of, and for no other."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from skills4all.evaluation.outcomes import FIELDS, LEVEL, SHARES_FILE
from skills4all.services.graduates import figure_for, figures
from skills4all.services.knowledge import vocabulary

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "reference" / SHARES_FILE
MIXED = ("svt", "bcg", "mip", "cpge-mpsi", "licence-education")
ELSEWHERE = ("actuariat", "bioinformatique", "timq", "gbio", "smi", "genie-civil", "bac-sm")


@pytest.mark.parametrize(
    ("field", "share", "one_in"),
    [("smp", 16, 6), ("sma", 21, 5), ("statistique", 21, 5), ("svi", 5, 20), ("biochimie", 5, 20),
     ("smc", 7, 14), ("stu", 6, 17), ("0533", 16, 6)],
)  # fmt: skip
def test_a_field_has_the_figure_of_its_group(field: str, share: int, one_in: int) -> None:
    found = figure_for(field)
    assert found is not None
    assert (round(found.share * 100), found.one_in) == (share, one_in)


@pytest.mark.parametrize("field", [*MIXED, *ELSEWHERE, "nothing", "", None])
def test_what_no_figure_speaks_of_has_none(field: str | None) -> None:
    assert figure_for(field) is None


def test_no_field_is_quoted_for_another_group_than_the_study_compares_it_with() -> None:
    group = {field: name for name, fields in FIELDS.items() for field in fields}
    quoted = {field: found.group for field in vocabulary().fields if (found := figure_for(field))}
    wrong = {field for field, name in quoted.items() if group.get(field, name) != name}
    assert wrong == set()
    assert len(quoted) > 15


def test_the_study_says_the_same_figures() -> None:
    study = (ROOT / "docs" / "outcomes.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"([\w ]+) (\d+) %, 0\.\d+", study))
    for figure in figures():
        names = (figure.label("en"), figure.label("en").replace(" or ", " and "))
        short = names[0].partition(",")[0].partition(" or ")[0]
        shares = [int(share) for name, share in told.items() if short in name]
        assert shares == [round(figure.share * 100)], figure.id


@pytest.mark.skipif(not REAL.is_file(), reason="the tables of the study are not here")
def test_the_figures_are_those_of_the_source() -> None:
    with REAL.open(encoding="utf-8", newline="") as file:
        source = {row["field"]: row for row in csv.DictReader(file) if row["level"] == LEVEL}
    for figure in figures():
        row = source[figure.group]
        assert figure.share == pytest.approx(float(row["share"]), abs=0.00005)
        assert len(figure.years) == int(row["years"])
