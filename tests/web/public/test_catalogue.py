"""The public catalogue: found by words in any language, filtered, and honest about what is over."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from skills4all.extensions import db
from skills4all.models import (
    Opening,
    OpeningStatus,
    Organisation,
    OrganisationStatus,
    Pledge,
    Programme,
    ProgrammeStatus,
    Session,
    SessionStatus,
)
from skills4all.services.calendar import today
from skills4all.services.knowledge import vocabulary
from skills4all.web.addresses import page_of, public_id, slug


def addresses(visitor: FlaskClient, address: str, noun: str) -> list[str]:
    text = visitor.get(address).get_data(as_text=True)
    return re.findall(rf'href="(/(?:fr|ar|en)/{noun}/[^"?#]+)"', text)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("path", ["occupations", "programmes", "openings", "about"])
def test_lists_answer_in_every_language(visitor: FlaskClient, language: str, path: str) -> None:
    assert visitor.get(f"/{language}/{path}").status_code == 200


@pytest.mark.parametrize(
    ("noun", "listed"), [("programmes", "programmes"), ("openings", "openings")]
)
def test_everything_listed_has_a_page(visitor: FlaskClient, noun: str, listed: str) -> None:
    found = addresses(visitor, f"/fr/{listed}", noun)
    assert len(found) >= 10
    for address in found[:10]:
        assert visitor.get(address).status_code == 200


def test_sessions_organisations_and_pledges_have_pages(site: Flask, visitor: FlaskClient) -> None:
    with site.test_request_context("/fr/"):
        database = db.session()
        session = database.scalars(select(Session).limit(1)).one()
        pledge = database.scalars(select(Pledge).limit(1)).one()
        verified = select(Organisation).where(Organisation.status == OrganisationStatus.VERIFIED)
        organisation = database.scalars(verified.limit(1)).one()
        found = [page_of(session), page_of(pledge), page_of(organisation)]
    for address in found:
        assert visitor.get(address).status_code == 200, address


def test_words_find_in_any_language_and_with_a_slip(visitor: FlaskClient) -> None:
    def total(words: str, language: str = "fr") -> int:
        text = visitor.get(f"/{language}/openings?q={words}").get_data(as_text=True)
        found = re.search(r'data-says="(\d+)', text)
        assert found
        return int(found.group(1))

    assert total("python") > 0
    assert total("بايثون") == total("python")
    assert total("statistiqes") > 0
    assert total("zzzzqqqq") == 0


def test_filters_keep_only_what_was_asked(site: Flask, visitor: FlaskClient) -> None:
    found = addresses(visitor, "/fr/openings?place=fes-meknes", "openings")
    assert found
    ids = [public_id(address) for address in found]
    with site.app_context():
        for opening in db.session.scalars(select(Opening).where(Opening.public_id.in_(ids))):
            place = vocabulary().places[opening.place_id or ""]
            assert "fes-meknes" in (place.id, place.parent)


def test_a_wrong_slug_leads_to_the_right_one(visitor: FlaskClient) -> None:
    right = addresses(visitor, "/fr/openings", "openings")[0]
    answer = visitor.get(f"/fr/openings/anything-{public_id(right)}")
    assert answer.status_code == 301
    assert answer.headers["Location"].endswith(right)


def test_what_is_over_says_so(site: Flask, visitor: FlaskClient) -> None:
    address = addresses(visitor, "/fr/openings", "openings")[0]
    with site.app_context():
        opening = db.session.scalars(
            select(Opening).where(Opening.public_id == public_id(address))
        ).one()
        opening.status = OpeningStatus.CLOSED
        db.session.commit()
    answer = visitor.get(address)
    assert answer.status_code == 410
    assert "plus ouverte" in answer.get_data(as_text=True)


def test_an_expired_opening_is_over_the_day_after(site: Flask, visitor: FlaskClient) -> None:
    address = addresses(visitor, "/fr/openings", "openings")[0]

    def expires(day: object) -> int:
        with site.app_context():
            opening = db.session.scalars(
                select(Opening).where(Opening.public_id == public_id(address))
            ).one()
            opening.deadline, opening.expires_on = None, day  # type: ignore[assignment]
            db.session.commit()
        return visitor.get(address).status_code

    assert expires(today()) == 200
    assert expires(today() - timedelta(days=1)) == 410


@pytest.mark.parametrize("status", [ProgrammeStatus.DRAFT, ProgrammeStatus.PENDING])
def test_nothing_unreviewed_is_public(
    site: Flask, visitor: FlaskClient, status: ProgrammeStatus
) -> None:
    address = addresses(visitor, "/fr/programmes", "programmes")[0]
    with site.app_context():
        row = db.session.scalars(
            select(Programme).where(Programme.public_id == public_id(address))
        ).one()
        row.status = status
        db.session.commit()
    assert visitor.get(address).status_code == 404
    assert address not in addresses(visitor, "/fr/programmes", "programmes")


def test_nothing_of_an_unverified_organisation_is_public(site: Flask, visitor: FlaskClient) -> None:
    address = addresses(visitor, "/fr/openings", "openings")[0]
    with site.app_context():
        opening = db.session.scalars(
            select(Opening).where(Opening.public_id == public_id(address))
        ).one()
        opening.organisation.status = OrganisationStatus.SUSPENDED
        db.session.commit()
    assert visitor.get(address).status_code == 404


def test_an_unknown_id_is_not_found(visitor: FlaskClient) -> None:
    for noun in ("programmes", "sessions", "openings", "pledges", "organisations"):
        assert visitor.get(f"/fr/{noun}/x-{'A' * 22}").status_code == 404
        assert visitor.get(f"/fr/{noun}/x").status_code == 404


def test_pages_of_a_list_do_not_repeat(visitor: FlaskClient) -> None:
    first = set(addresses(visitor, "/fr/programmes?page=1", "programmes"))
    second = set(addresses(visitor, "/fr/programmes?page=2", "programmes"))
    assert first
    assert second
    assert not first & second
    assert visitor.get("/fr/programmes?page=99999").status_code == 200
    assert visitor.get("/fr/programmes?page=-1").status_code == 200


def test_pages_of_a_list_lead_only_to_this_list(visitor: FlaskClient) -> None:
    text = visitor.get(
        "/fr/programmes?_external=1&_scheme=javascript&_anchor=x&endpoint=y&free=0"
    ).get_data(as_text=True)
    assert "/fr/programmes?free=0&amp;page=2" in text
    assert "javascript:" not in text


def test_a_session_not_announced_yet_has_no_page(site: Flask, visitor: FlaskClient) -> None:
    with site.test_request_context("/fr/"):
        row = db.session.scalars(
            select(Session).join(Session.programme).where(Programme.status == "published")
        ).first()
        assert row is not None
        address = page_of(row)
        assert visitor.get(address).status_code == 200
        row.status = SessionStatus.DRAFT
        db.session.commit()
    assert visitor.get(address).status_code == 404


@pytest.mark.parametrize("reviewed", [True, False])
def test_a_pledge_tells_nothing_unreviewed_of_its_session(
    site: Flask, visitor: FlaskClient, reviewed: bool
) -> None:
    title = "Appelez vite ce numéro"
    with site.test_request_context("/fr/"):
        pledge = db.session.scalars(select(Pledge).where(Pledge.status == "published")).first()
        run = db.session.scalars(select(Session)).first()
        assert pledge is not None
        assert run is not None
        pledge.cohort_id, pledge.session_id = None, run.id
        run.programme.title = title
        run.programme.status = ProgrammeStatus.PUBLISHED if reviewed else ProgrammeStatus.PENDING
        db.session.commit()
        address = page_of(pledge)
    answer = visitor.get(address)
    assert answer.status_code == 200
    assert (title in answer.get_data(as_text=True)) is reviewed


def test_slugs_hold_letters_of_every_script() -> None:
    assert slug("Développeur C++ / Fès") == "developpeur-c-fes"
    assert slug("مطوّر الويب") == "مطور-الويب"
    assert slug("!!!") == "x"


def statements(site: Flask, visitor: FlaskClient, address: str) -> int:
    seen: list[str] = []

    def note(*parts: object) -> None:
        seen.append(str(parts[2]))

    with site.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    assert visitor.get(address).status_code == 200
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def test_an_organisation_costs_no_statement_per_programme(
    site: Flask, visitor: FlaskClient
) -> None:
    with site.test_request_context("/fr/"):
        largest = (
            select(Organisation)
            .join(Programme, Programme.organisation_id == Organisation.id)
            .where(Organisation.status == OrganisationStatus.VERIFIED)
            .group_by(Organisation.id)
            .order_by(func.count().desc())
        )
        address = page_of(db.session.scalars(largest.limit(1)).one())
    assert len(addresses(visitor, address, "programmes")) >= 5
    assert statements(site, visitor, address) <= 9


def test_a_search_pages_through_what_it_found_without_repeats(
    site: Flask, visitor: FlaskClient
) -> None:
    pages = [addresses(visitor, f"/fr/programmes?q=python&page={n}", "programmes") for n in (1, 2)]
    assert len(pages[0]) == 20
    assert pages[1]
    assert not set(pages[0]) & set(pages[1])
    assert statements(site, visitor, "/fr/programmes?q=python") <= 6
