"""Bad input: a sentence beside each field, all that was typed kept, nothing stored."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from skills4all.models import (
    Opening,
    Organisation,
    OrganisationKind,
    Pledge,
    Programme,
    ProgrammeStatus,
    Session,
)
from skills4all.services import accounts
from tests.services.market import LONG_TEXT, Market
from tests.web.workspaces.filled import (
    OPENING,
    ORGANISATION,
    PROGRAMME,
    pledge_form,
    problems,
    rows,
    session_form,
    value_of,
)


@pytest.fixture
def owner(visitor: Any, market: Market) -> tuple[Any, Organisation, Organisation]:
    """A browser, and the centre and the employer its account owns."""
    client = visitor("o@example.org")
    account = accounts.find(market.database, "o@example.org")
    assert account is not None
    centre = market.organisation(account)
    employer = market.organisation(account, OrganisationKind.EMPLOYER, name="Rif Digital")
    market.database.commit()
    return client, centre, employer


def count(market: Market, noun: Any) -> int:
    market.database.rollback()
    return market.database.scalar(select(func.count()).select_from(noun)) or 0


PROGRAMME_MISTAKES = [
    ({"title": ""}, "title"),
    ({"title": "x" * 201}, "title"),
    ({"hours": "beaucoup"}, "hours"),
    ({"hours": ""}, "hours"),
    ({"hours": "0"}, "hours"),
    ({"hours": "999999999"}, "hours"),
    ({"price": "cher"}, "price"),
    ({"price": "-5"}, "price"),
    ({"price": "1e9"}, "price"),
    ({"price": "NaN"}, "price"),
    ({"price": "10,005"}, "price"),
    ({"price": ""}, "price"),
    ({"mode": "telepathy"}, "mode"),
    ({"funding": "free"}, "price"),
    ({"teaching_cefr": "Z9"}, "teaching_cefr"),
    ({"occupation": "wizard"}, "occupation"),
    ({"content_language": "xx"}, "content_language"),
    ({"skills-0-level": "9"}, "skills-0-level"),
    ({"skills-1-relation": "whatever"}, "skills-1-relation"),
    ({"skill_name": "sorcellerie avancée"}, "skill_name"),
]


@pytest.mark.parametrize(("change", "field"), PROGRAMME_MISTAKES)
def test_a_mistake_in_a_programme(
    owner: Any, market: Market, change: dict[str, str], field: str
) -> None:
    client, centre, _ = owner
    refused = client.post(
        f"/fr/centre/{centre.public_id}/programmes/new", data={**PROGRAMME, **change}
    )
    assert refused.status_code == 422
    assert problems(refused, field)
    typed = {**PROGRAMME, **change}
    for name in ("title", "price", "hours", "certificate"):
        assert value_of(refused, name) == typed[name]
    assert rows(refused) == ["python", "french-language"]
    assert count(market, Programme) == 0


def test_the_sentence_is_in_the_language_of_the_page(owner: Any) -> None:
    client, centre, _ = owner
    bad = {**PROGRAMME, "hours": "beaucoup"}
    refused = client.post(f"/ar/centre/{centre.public_id}/programmes/new", data=bad)
    assert refused.status_code == 422
    page = refused.get_data(as_text=True)
    assert 'dir="rtl"' in page
    assert problems(refused, "hours")


def test_an_unknown_skill_id_is_refused(owner: Any, market: Market) -> None:
    client, centre, _ = owner
    bad = {**PROGRAMME, "skills-0-skill": "'; drop table skills"}
    refused = client.post(f"/fr/centre/{centre.public_id}/programmes/new", data=bad)
    assert refused.status_code == 422
    assert "Nous ne connaissons pas cette compétence." in refused.get_data(as_text=True)
    assert count(market, Programme) == 0


def test_saved_and_handed_in_together_or_not_at_all(owner: Any, market: Market) -> None:
    client, centre, _ = owner
    short = {**PROGRAMME, "description": "Court.", "do": "submit"}
    refused = client.post(f"/fr/centre/{centre.public_id}/programmes/new", data=short)
    assert refused.status_code == 422
    assert problems(refused, "description")
    assert count(market, Programme) == 0


def test_what_is_missing_for_review_is_shown_beside_its_field(owner: Any, market: Market) -> None:
    client, centre, _ = owner
    client.post(
        f"/fr/centre/{centre.public_id}/programmes/new", data={**PROGRAMME, "description": ""}
    )
    programme = market.only(Programme)
    refused = client.post(
        f"/fr/centre/programmes/{programme.public_id}/submit",
        data={"revision": programme.revision},
    )
    assert refused.status_code == 422
    assert problems(refused, "description")


def test_skills_are_proposed_added_and_removed_without_script(owner: Any, market: Market) -> None:
    client, centre, _ = owner
    address = f"/fr/centre/{centre.public_id}/programmes/new"
    empty = {name: value for name, value in PROGRAMME.items() if not name.startswith("skills")}
    proposed = client.post(address, data={**empty, "do": "suggest"})
    assert proposed.status_code == 200
    assert {"python", "sql", "linux", "relational-databases"} <= set(rows(proposed))
    assert value_of(proposed, "price") == PROGRAMME["price"]
    for name in ("Bases de données relationnelles", "قواعد البيانات العلائقية", "SQL"):
        added = client.post(address, data={**PROGRAMME, "skill_name": name, "do": "add"})
        assert rows(added)[:2] == ["python", "french-language"]
        assert len(rows(added)) == 3
        assert value_of(added, "skill_name") == ""
    unknown = client.post(address, data={**PROGRAMME, "skill_name": "pythonn x", "do": "add"})
    assert problems(unknown, "skill_name")
    assert 'value="add:python"' in unknown.get_data(as_text=True)
    removed = client.post(address, data={**PROGRAMME, "do": "remove:skills-0"})
    assert rows(removed) == ["french-language"]
    assert count(market, Programme) == 0


def test_an_opening_gets_its_occupation_from_the_text(owner: Any) -> None:
    client, _, employer = owner
    address = f"/fr/employer/{employer.public_id}/openings/new"
    proposed = client.post(address, data={**OPENING, "occupation": "", "do": "suggest"})
    page = proposed.get_data(as_text=True)
    assert re.search(r'name="occupation" value="web-developer" checked', page)
    assert "sql" in rows(proposed)
    assert "lue dans le texte" in page
    whole = client.post(address, data={**OPENING, "do": "occupations"}).get_data(as_text=True)
    assert '<option selected value="web-developer">' in whole


def test_a_pledge_reads_its_text_too(owner: Any) -> None:
    client, _, employer = owner
    text = {"description": LONG_TEXT, "do": "suggest"}
    address = f"/fr/employer/{employer.public_id}/pledges/new"
    proposed = client.post(address, data=pledge_form(**text))
    assert {"python", "sql", "linux"} <= set(rows(proposed))
    page = proposed.get_data(as_text=True)
    assert page.count("lue dans le texte") == len(rows(proposed)) - 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"pay_max": "5000"}, "pay_max"),
        ({"pay_min": "douze"}, "pay_min"),
        ({"positions": "0"}, "positions"),
        ({"positions": ""}, "positions"),
        ({"place": ""}, "place"),
        ({"place": "atlantis"}, "place"),
        ({"deadline": "2001-01-01"}, "deadline"),
        ({"deadline": "demain"}, "deadline"),
        ({"contract": "slavery"}, "contract"),
    ],
)
def test_a_mistake_in_an_opening(
    owner: Any, market: Market, change: dict[str, str], field: str
) -> None:
    client, _, employer = owner
    refused = client.post(
        f"/fr/employer/{employer.public_id}/openings/new", data={**OPENING, **change}
    )
    assert refused.status_code == 422
    assert problems(refused, field)
    assert count(market, Opening) == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"occupation": ""}, "occupation"),
        ({"positions": "-1"}, "positions"),
        ({"starts_on": ""}, "starts_on"),
        ({"starts_on": "2001-01-01"}, "starts_on"),
        ({"session": "nothing"}, "session"),
    ],
)
def test_a_mistake_in_a_pledge(
    owner: Any, market: Market, change: dict[str, str], field: str
) -> None:
    client, _, employer = owner
    refused = client.post(
        f"/fr/employer/{employer.public_id}/pledges/new", data=pledge_form(**change)
    )
    assert refused.status_code == 422
    assert problems(refused, field)
    assert count(market, Pledge) == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"starts_on": ""}, "starts_on"),
        ({"starts_on": "31/02/2027"}, "starts_on"),
        ({"ends_on": "2001-01-01"}, "ends_on"),
        ({"seats": "0"}, "seats"),
        ({"seats": "plein"}, "seats"),
        ({"price": "x"}, "price"),
        ({"hours_per_week": "200"}, "hours_per_week"),
        ({"hours_per_week": "-"}, "hours_per_week"),
        ({"place": ""}, "place"),
        ({"slots-0-ends": "25:00"}, "slots-0-ends"),
        ({"slots-0-weekday": ""}, "slots-0-weekday"),
        ({"slots-1-weekday": "2"}, "slots-1-starts"),
    ],
)
def test_a_mistake_in_a_session(
    owner: Any, market: Market, change: dict[str, str], field: str
) -> None:
    client, centre, _ = owner
    client.post(f"/fr/centre/{centre.public_id}/programmes/new", data=PROGRAMME)
    programme = market.only(Programme)
    refused = client.post(
        f"/fr/centre/programmes/{programme.public_id}/sessions/new", data=session_form(**change)
    )
    assert refused.status_code == 422
    assert problems(refused, field)
    assert value_of(refused, "seats") == change.get("seats", "15")
    assert value_of(refused, "slots-0-starts") == "18:00"
    assert count(market, Session) == 0


def test_rows_of_the_week_are_added_and_dropped(owner: Any, market: Market) -> None:
    client, centre, _ = owner
    client.post(f"/fr/centre/{centre.public_id}/programmes/new", data=PROGRAMME)
    programme = market.only(Programme)
    address = f"/fr/centre/programmes/{programme.public_id}/sessions/new"
    more = client.post(address, data=session_form(do="slot")).get_data(as_text=True)
    assert 'name="slots-2-weekday"' in more
    less = client.post(address, data=session_form(do="drop:slots-0")).get_data(as_text=True)
    assert 'name="slots-0-weekday"' not in less


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"place": ""}, "place"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"contact_email": "personne"}, "contact_email"),
        ({"kind": "pirate"}, "kind"),
    ],
)
def test_a_mistake_in_an_organisation(
    visitor: Any, market: Market, change: dict[str, str], field: str
) -> None:
    client = visitor("n@example.org")
    refused = client.post("/fr/my/organisations/new", data={**ORGANISATION, **change})
    assert refused.status_code == 422
    assert problems(refused, field)
    assert value_of(refused, "name") == {**ORGANISATION, **change}["name"]
    assert count(market, Organisation) == 0


def test_the_second_editor_is_told_and_sees_what_the_first_stored(
    owner: Any, market: Market
) -> None:
    client, centre, _ = owner
    client.post(f"/fr/centre/{centre.public_id}/programmes/new", data=PROGRAMME)
    programme = market.only(Programme)
    address = f"/fr/centre/programmes/{programme.public_id}/edit"
    seen = value_of(client.get(address), "revision")
    first = {**PROGRAMME, "revision": seen, "price": "5000", "skills-0-level": "3"}
    assert client.post(address, data=first).status_code == 302
    second = {**PROGRAMME, "revision": seen, "title": "Mon titre"}
    told = client.post(address, data=second)
    page = told.get_data(as_text=True)
    assert told.status_code == 409
    assert "Quelqu’un d’autre a modifié" in page
    assert "<dt>Prix en dirhams</dt><dd><bdi>5000</bdi></dd>" in page
    assert value_of(told, "title") == "Mon titre"
    market.database.rollback()
    assert (programme.title, programme.price) == (PROGRAMME["title"], 500_000)
    assert (
        client.post(address, data={**second, "revision": value_of(told, "revision")}).status_code
        == 302
    )
    market.database.expire_all()
    market.database.rollback()
    assert (programme.title, programme.price) == ("Mon titre", 450_050)


@pytest.mark.parametrize("revision", ["", "x", "-1", "999999999999"])
def test_without_a_readable_revision_nothing_is_overwritten(
    owner: Any, market: Market, revision: str
) -> None:
    client, centre, _ = owner
    client.post(f"/fr/centre/{centre.public_id}/programmes/new", data=PROGRAMME)
    programme = market.only(Programme)
    told = client.post(
        f"/fr/centre/programmes/{programme.public_id}/edit",
        data={**PROGRAMME, "title": "Autre", "revision": revision},
    )
    assert told.status_code in (409, 422)
    market.database.expire_all()
    market.database.rollback()
    assert (programme.title, programme.status) == (PROGRAMME["title"], ProgrammeStatus.DRAFT)


def test_fields_that_are_not_of_the_form_change_nothing(owner: Any, market: Market) -> None:
    client, centre, employer = owner
    stolen = {
        **PROGRAMME,
        "status": "published",
        "organisation_id": str(employer.id),
        "organisation": employer.public_id,
        "public_id": "mine",
        "is_demo": "1",
        "published_at": "2020-01-01",
        "decided_by_id": "1",
    }
    assert (
        client.post(f"/fr/centre/{centre.public_id}/programmes/new", data=stolen).status_code == 302
    )
    market.database.rollback()
    programme = market.only(Programme)
    assert programme.status is ProgrammeStatus.DRAFT
    assert programme.organisation_id == centre.id
    assert programme.public_id != "mine"
    assert not programme.is_demo
    assert programme.published_at is None


def test_hostile_text_is_shown_as_text(owner: Any, market: Market, site: Flask) -> None:
    client, centre, _ = owner
    hostile = {**PROGRAMME, "title": "<script>alert(1)</script>", "certificate": '"><img src=x>'}
    client.post(f"/fr/centre/{centre.public_id}/programmes/new", data=hostile)
    programme = market.only(Programme)
    for path in ("", "/edit"):
        page = client.get(f"/fr/centre/programmes/{programme.public_id}{path}")
        text = page.get_data(as_text=True)
        assert "<script>alert" not in text
        assert "<img src=x" not in text
