"""Long lists: searching, sorting, paging, and files no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from skills4all.extensions import db
from skills4all.models import Organisation, OrganisationKind
from skills4all.queries import listing
from skills4all.queries.listing import Wanted
from skills4all.services import csv_files

AppOn = Callable[..., Flask]
OPTIONS = {
    "search": (Organisation.name,),
    "orders": {"name": Organisation.name, "made": Organisation.created_at},
    "tie": Organisation.id,
}


def names(wanted: Wanted) -> list[str]:
    page = listing.page(db.session(), select(Organisation), wanted, **OPTIONS)  # type: ignore[arg-type]
    return [row.name for row in page.rows]


def test_pages_words_and_order(engine_name: str, app_on: AppOn) -> None:
    with app_on(engine_name).app_context():
        for number in range(60):
            db.session.add(Organisation(kind=OrganisationKind.CENTRE, name=f"Centre {number:02}"))
        db.session.add(Organisation(kind=OrganisationKind.CENTRE, name="100 % Atlas_Rif"))
        db.session.flush()
        assert names(Wanted())[0] == "100 % Atlas_Rif"
        assert names(Wanted(sort="-name"))[0] == "Centre 59"
        assert names(Wanted(sort="no such column"))[0] == "100 % Atlas_Rif"
        assert names(Wanted(page=3)) == [f"Centre {number}" for number in range(49, 60)]
        assert names(Wanted(page=99)) == names(Wanted(page=3))
        assert names(Wanted("rif 100")) == ["100 % Atlas_Rif"]
        assert names(Wanted("%")) == ["100 % Atlas_Rif"]
        assert names(Wanted("0_")) == []
        rows = listing.everything(db.session(), select(Organisation), Wanted(), **OPTIONS)  # type: ignore[arg-type]
        assert len(list(rows)) == 61


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        (" @SUM(A1)", "' @SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("-12,5", "-12,5"),
        (-3, "-3"),
        ("Fès", "Fès"),
        (None, ""),
    ],
)
def test_no_cell_is_run(value: object, cell: str) -> None:
    assert csv_files.safe_cell(value) == cell


def test_a_file_reads_back() -> None:
    text = "".join(csv_files.lines(["nom", "note"], [["a;b", 'dit "non"\nligne'], ["=x", 3]]))
    assert text.startswith(csv_files.BYTE_ORDER_MARK)
    rows = list(csv.reader(io.StringIO(text.removeprefix(csv_files.BYTE_ORDER_MARK))))
    assert rows == [["nom", "note"], ["a;b", 'dit "non"\nligne'], ["'=x", "3"]]
