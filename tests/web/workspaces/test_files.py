"""Files of a centre: brought in, corrected on the page, taken along and brought back unchanged."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from html import unescape

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from skills4all.models import Opening, Organisation, OrganisationKind, Programme, ProgrammeStatus
from skills4all.services import accounts
from skills4all.services.calendar import today
from tests.services.market import LONG_TEXT, Market
from tests.web.workspaces.conftest import Visitor

START = (today() + timedelta(days=40)).isoformat()
HEADER = "titre,description,heures,compétences,date de début,places,lieu\n"
GOOD = f'Python pour tous,"{LONG_TEXT}",60,Python:2; SQL:1,{START},12,fes\n'
BAD = f'=Excel,"{LONG_TEXT}",soixante,Python:2,{START},12,fes\n'


def centre_of(market: Market, email: str) -> Organisation:
    owner = accounts.find(market.database, email)
    assert owner is not None
    centre = market.organisation(owner)
    market.database.commit()
    return centre


def send(client: FlaskClient, centre: Organisation, text: str, language: str = "fr") -> str:
    page = client.post(
        f"/{language}/my/organisations/{centre.public_id}/import",
        data={"file": (io.BytesIO(text.encode()), "f.csv")},
    )
    return page.get_data(as_text=True)


def box(page: str) -> str:
    found = re.search(r'<textarea[^>]*name="text"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert found
    return unescape(found.group(1))


def test_bad_lines_come_back_and_are_sent_again(
    site: Flask, visitor: Visitor, market: Market
) -> None:
    client = visitor("c@example.org")
    centre = centre_of(market, "c@example.org")
    page = send(client, centre, HEADER + GOOD + BAD)
    assert market.only(Programme).title == "Python pour tous"
    typed = box(page)
    rows = list(csv.reader(io.StringIO(typed)))
    assert len(rows) == 2
    assert rows[1][0] == "'=Excel"
    assert "soixante" in rows[1][-1]
    path = f"/fr/my/organisations/{centre.public_id}"
    file = client.post(f"{path}/corrections", data={"text": typed})
    assert file.get_data(as_text=True) == "\ufeff" + typed
    mended = typed.replace("soixante,", "60,", 1)
    done = client.post(f"{path}/import", data={"text": mended})
    assert done.status_code == 200
    market.database.rollback()
    titles = set(market.database.scalars(select(Programme.title)))
    assert titles == {"Python pour tous", "=Excel"}
    again = client.post(f"{path}/import", data={"text": mended}).get_data(as_text=True)
    assert "Sans changement" in again
    market.database.rollback()
    assert len(market.database.scalars(select(Programme)).all()) == 2


def test_the_export_comes_back_as_nothing_new(
    site: Flask, visitor: Visitor, market: Market
) -> None:
    client = visitor("c@example.org")
    centre = centre_of(market, "c@example.org")
    owner = accounts.find(market.database, "c@example.org")
    assert owner is not None
    programme = market.programme(owner, centre, title="-Python et bases", price=450_050)
    market.session(
        owner,
        programme,
        starts_on=today() + timedelta(days=30),
        ends_on=today() + timedelta(days=90),
        enrol_by=today() + timedelta(days=20),
    )
    programme.status = ProgrammeStatus.PUBLISHED
    market.database.commit()
    taken = client.get(f"/fr/my/organisations/{centre.public_id}/programmes.csv")
    text = taken.get_data(as_text=True)
    assert taken.mimetype == "text/csv"
    page = send(client, centre, text)
    market.database.expire_all()
    found = market.only(Programme)
    assert found.status is ProgrammeStatus.PUBLISHED
    assert len(found.sessions) == 1
    assert re.search(r"Sans changement</dt>\s*<dd[^>]*>\s*1\s*<", page)
    changed = text.replace(",120,", ",90,", 1)
    assert changed != text
    send(client, centre, changed)
    found = market.only(Programme)
    assert (found.hours, found.status) == (90, ProgrammeStatus.PENDING)


def test_nobody_writes_into_another_organisation(
    site: Flask, visitor: Visitor, market: Market
) -> None:
    client, other = visitor("c@example.org"), visitor("d@example.org")
    centre = centre_of(market, "c@example.org")
    header = HEADER.rstrip("\n") + ",organisation\n"
    page = send(client, centre, header + GOOD.rstrip("\n") + ",Autre centre\n")
    assert "Autre centre" in page
    assert market.database.scalars(select(Programme)).all() == []
    assert [row.name for row in market.database.scalars(select(Organisation))] == ["Centre Atlas"]
    for path in ("import", "gaps", "programmes.csv"):
        address = f"/fr/my/organisations/{centre.public_id}/{path}"
        assert other.get(address).status_code == 404
        assert client.get(address).status_code == 200


def test_a_workbook_is_refused_with_the_way_out(
    site: Flask, visitor: Visitor, market: Market
) -> None:
    client = visitor("c@example.org")
    centre = centre_of(market, "c@example.org")
    for language, words in (("fr", "CSV UTF-8"), ("ar", "CSV UTF-8"), ("en", "CSV UTF-8")):
        page = client.post(
            f"/{language}/my/organisations/{centre.public_id}/import",
            data={"file": (io.BytesIO(b"PK\x03\x04" + b"x" * 200), "f.xlsx")},
        )
        assert page.status_code == 422
        assert words in page.get_data(as_text=True)


def test_an_employer_brings_openings(site: Flask, visitor: Visitor, market: Market) -> None:
    client = visitor("e@example.org")
    owner = accounts.find(market.database, "e@example.org")
    assert owner is not None
    employer = market.organisation(owner, OrganisationKind.EMPLOYER, name="Rif Digital")
    market.database.commit()
    asked = "Nous cherchons une personne qui connaît Python et SQL."
    text = f'titre,description,métier,lieu\nDev Python,"{asked}",web-developer,fes\n'
    send(client, employer, text)
    assert market.only(Opening).organisation_id == employer.id
    address = f"/fr/my/organisations/{employer.public_id}/programmes.csv"
    assert client.get(address).status_code == 404


def test_a_copy_is_a_draft_without_dates(site: Flask, visitor: Visitor, market: Market) -> None:
    client = visitor("c@example.org")
    centre = centre_of(market, "c@example.org")
    owner = accounts.find(market.database, "c@example.org")
    assert owner is not None
    programme = market.programme(owner, centre)
    market.session(owner, programme)
    programme.status = ProgrammeStatus.PUBLISHED
    market.database.commit()
    done = client.post(f"/fr/centre/programmes/{programme.public_id}/duplicate")
    assert done.status_code == 302
    market.database.rollback()
    copy = market.database.scalars(select(Programme).where(Programme.id != programme.id)).one()
    assert (copy.status, copy.sessions) == (ProgrammeStatus.DRAFT, [])
    assert copy.title.startswith(programme.title)
    pairs = [{(row.skill_id, row.level) for row in each.skills} for each in (programme, copy)]
    assert pairs[0] == pairs[1]
    assert (
        visitor("x@example.org")
        .post(f"/fr/centre/programmes/{programme.public_id}/duplicate")
        .status_code
        == 404
    )
