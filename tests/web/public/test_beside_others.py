"""What pages learnt from others: names people know, filters one sees, titles that warn."""

from __future__ import annotations

import re

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from skills4all.extensions import db
from skills4all.models import Opening, OpeningStatus, Programme, ProgrammeStatus
from skills4all.web.addresses import page_of


def text(visitor: FlaskClient, address: str) -> str:
    return visitor.get(address).get_data(as_text=True)


def test_a_role_says_its_other_names_and_its_neighbours(visitor: FlaskClient) -> None:
    page = text(visitor, "/fr/occupations/it-support-technician")
    assert "technicien de maintenance informatique" in page
    assert 'href="/fr/occupations/help-desk-agent"' in page


def test_each_filter_is_seen_and_taken_away_alone(visitor: FlaskClient) -> None:
    page = text(visitor, "/fr/openings?occupation=data-analyst&contract=cdi&page=1&place=nowhere")
    away = re.findall(r'<a class="tag tag-brand" rel="nofollow" href="([^"]+)"', page)
    assert len(away) == 2
    assert "occupation" not in away[0]
    assert "contract=cdi" in away[0]
    assert "contract" not in away[1]
    assert "occupation=data-analyst" in away[1]
    assert all("page=" not in address for address in away)
    assert "tag-brand" not in text(visitor, "/fr/openings")


def test_the_title_says_first_that_something_is_to_correct(visitor: FlaskClient) -> None:
    refused = text(visitor, "/fr/roles?field=nothing&level=licence&place=fes")
    assert "<title>À corriger – " in refused
    assert "<title>À corriger" not in text(visitor, "/fr/")


def test_an_opening_says_since_when_and_leads_to_others(site: Flask, visitor: FlaskClient) -> None:
    with site.test_request_context("/fr/"):
        open_ones = select(Opening).where(Opening.status == OpeningStatus.PUBLISHED)
        page_address = page_of(db.session.scalars(open_ones.order_by(Opening.id)).first())
    page = text(visitor, page_address)
    assert "Publiée le" in page
    assert "Des offres proches, ouvertes aujourd’hui" in page
    assert page.count(f'href="{page_address}"') == 0


def test_a_programme_says_on_what_terms_it_is_paid_for(site: Flask, visitor: FlaskClient) -> None:
    with site.test_request_context("/fr/"):
        noted = select(Programme).where(
            Programme.status == ProgrammeStatus.PUBLISHED, Programme.funding_note.is_not(None)
        )
        programme = db.session.scalars(noted.order_by(Programme.id)).first()
        assert programme is not None
        address, note = page_of(programme), programme.funding_note
    page = text(visitor, address)
    assert note is not None
    assert note in page
    assert "Fiche mise à jour le" in page
