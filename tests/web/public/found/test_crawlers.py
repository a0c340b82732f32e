"""robots.txt and the site map: all that is public is told, in each language, and nothing else."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import pytest
from defusedxml import ElementTree
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from skills4all.app import create_app
from skills4all.extensions import db
from skills4all.models import Opening, OpeningStatus, Organisation, Programme, utc_now
from skills4all.models import Session as Run
from skills4all.queries.visible import bookable_session, open_opening, open_programme
from skills4all.services import knowledge
from skills4all.services.calendar import today
from skills4all.web import site_map
from skills4all.web.addresses import page_of
from tests.web.public.found.conftest import LANGUAGES, locations

SITE = "http://127.0.0.1:8000"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
FOUND = {
    "catalogue.occupation", "catalogue.occupations", "catalogue.opening", "catalogue.openings",
    "catalogue.organisation", "catalogue.pledge", "catalogue.programme", "catalogue.programmes",
    "catalogue.session", "certificates.check", "feeds.openings", "feeds.sessions",
    "installable.manifest", "installable.offline",
    "model_card.show", "pathways.about", "pathways.home", "pathways.pathway", "pathways.roles",
    "previews.show", "privacy.notice", "security.login", "security.register",
    "pathway_document.show", "session_calendar.show", "suggestions.skills",
}  # fmt: skip
"""Pages that robots may ask for: to be found, or to be seen as `noindex` or in a preview."""


def maps(client: FlaskClient) -> dict[str, str]:
    """Path -> text of every map that the index names."""
    index = client.get("/sitemap.xml")
    assert index.mimetype == "application/xml"
    paths = [urlsplit(each).path for each in locations(index.get_data(as_text=True))]
    return {path: client.get(path).get_data(as_text=True) for path in paths}


def test_robots_may_ask_for_what_is_to_be_found_and_nothing_else(shared: Flask) -> None:
    answer = shared.test_client().get("/robots.txt")
    assert answer.mimetype == "text/plain"
    robots = RobotFileParser()
    robots.parse(answer.get_data(as_text=True).splitlines())
    assert robots.site_maps() == [f"{SITE}/sitemap.xml"]
    for rule in shared.url_map.iter_rules():
        if "lang" not in rule.arguments or "GET" not in (rule.methods or ()):
            continue
        path = "/ar" + re.sub(r"<[^>]+>", "x", rule.rule.partition(">")[2])
        assert robots.can_fetch("*", f"{SITE}{path}") is (rule.endpoint in FOUND), rule.endpoint
    assert robots.can_fetch("*", f"{SITE}/static/css/app.css")
    assert robots.can_fetch("*", f"{SITE}/sitemaps/fr/pages-1.xml")
    assert not robots.can_fetch("*", f"{SITE}/api/v1/skills")


def test_the_map_holds_every_public_page_once_a_language(shared: Flask) -> None:
    with shared.test_request_context("/fr/"):
        counts = {
            "programmes": select(Programme.id).join(Programme.organisation).where(open_programme()),
            "openings": select(Opening.id).join(Opening.organisation).where(open_opening(today())),
            "sessions": select(Run.id)
            .join(Run.programme)
            .join(Programme.organisation)
            .where(bookable_session(today())),
        }
        expected = {
            kind: db.session.scalar(select(func.count()).select_from(each.subquery()))
            for kind, each in counts.items()
        }
    found = maps(shared.test_client())
    for language in LANGUAGES:
        told = [
            each
            for path, text in found.items()
            if path.startswith(f"/sitemaps/{language}/")
            for each in locations(text)
        ]
        assert len(set(told)) == len(told)
        assert all(each.startswith(f"{SITE}/{language}/") for each in told)
        for kind, count in expected.items():
            assert count == sum(f"/{language}/{kind}/" in each for each in told), kind
        roles = sum(f"/{language}/occupations/" in each for each in told)
        assert roles == len(knowledge.vocabulary().occupations)


def test_what_the_map_tells_is_there_under_that_address(shared: Flask) -> None:
    client = shared.test_client()
    for path, text in maps(client).items():
        told = locations(text)
        for address in (told[0], told[-1]):
            answer = client.get(address.removeprefix(SITE))
            assert answer.status_code == 200, address
            page = answer.get_data(as_text=True)
            assert f'<link rel="canonical" href="{address}">' in page, path
            assert '<meta name="robots" content="index, follow">' in page, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_map_is_valid_and_names_the_other_languages(shared: Flask, language: str) -> None:
    text = shared.test_client().get(f"/sitemaps/{language}/openings-1.xml").get_data()
    entries = list(ElementTree.fromstring(text).iter(f"{MAP}url"))
    assert entries
    for entry in entries:
        place = entry.findtext(f"{MAP}loc") or ""
        others = {each.get("hreflang"): each.get("href") for each in entry.iter(LINK)}
        assert set(others) == {*LANGUAGES, "x-default"}
        assert others[language] == place
        assert others["x-default"] == others["fr"]
        assert re.fullmatch(
            r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", entry.findtext(f"{MAP}lastmod") or ""
        )


def test_addresses_are_those_of_the_pages_also_with_arabic_titles(site: Flask) -> None:
    with site.test_request_context("/en/"):
        row = db.session.scalars(
            select(Opening).join(Opening.organisation).where(open_opening(today()))
        ).first()
        assert row is not None
        row.title = "مطوّر الويب & « C++ » <x>"
        db.session.commit()
        address = SITE + page_of(row)
    text = site.test_client().get("/sitemaps/en/openings-1.xml").get_data(as_text=True)
    assert address in locations(text)
    assert "%D9%85" in address


def test_what_is_over_or_hidden_leaves_the_map(site: Flask) -> None:
    client = site.test_client()
    before = locations(client.get("/sitemaps/fr/openings-1.xml").get_data(as_text=True))
    with site.app_context():
        rows = list(
            db.session.scalars(
                select(Opening).join(Opening.organisation).where(open_opening(today())).limit(3)
            )
        )
        closed, expired, paused = rows
        closed.status = OpeningStatus.CLOSED
        expired.deadline = today() - timedelta(days=1)
        paused.organisation.openings_paused_at = utc_now()
        db.session.commit()
        gone = [row.public_id for row in rows]
    after = locations(client.get("/sitemaps/fr/openings-1.xml").get_data(as_text=True))
    assert len(after) <= len(before) - 3
    assert not [each for each in after if each.rpartition("-")[2] in gone]


def test_a_country_of_openings_is_cut_in_parts(
    shared: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = shared.test_client()
    whole = locations(client.get("/sitemaps/fr/openings-1.xml").get_data(as_text=True))
    monkeypatch.setattr(site_map, "MOST", 40)
    found = maps(client)
    parts = [path for path in found if path.startswith("/sitemaps/fr/openings-")]
    assert len(parts) == -(-len(whole) // 40) > 1
    assert [each for path in parts for each in locations(found[path])] == whole
    assert client.get(f"/sitemaps/fr/openings-{len(parts) + 1}.xml").status_code == 404
    assert client.get("/sitemaps/fr/openings-0.xml").status_code == 404
    assert client.get("/sitemaps/fr/accounts-1.xml").status_code == 404


def test_a_map_that_did_not_change_costs_a_line(reader: FlaskClient) -> None:
    first = reader.get("/sitemap.xml")
    again = reader.get("/sitemap.xml", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert "Set-Cookie" not in first.headers


def test_invented_rows_stay_out_of_a_real_sites_announcements(
    site: Flask, paths: dict[str, str]
) -> None:
    settings = site.config["S4A_SETTINGS"]
    real = create_app(_in_production(settings), WTF_CSRF_ENABLED=False)
    client = real.test_client()
    assert {path.rpartition("/")[2] for path in maps(client)} == {"pages-1.xml"}
    assert "<entry>" not in client.get("/fr/openings.atom").get_data(as_text=True)
    page = client.get(f"/fr{paths['opening']}").get_data(as_text=True)
    assert '<meta name="robots" content="noindex">' in page
    assert "JobPosting" not in page
    with site.app_context():
        for row in db.session.scalars(select(Organisation)):
            row.is_demo = False
        db.session.commit()
    assert "/sitemaps/fr/organisations-1.xml" in maps(client)
    with real.app_context():
        db.session.remove()
        db.engine.dispose()


def _in_production(settings: object) -> object:
    """The same site as a real one: only what decides on invented rows is changed."""
    from dataclasses import replace

    return replace(settings, environment="production")  # type: ignore[type-var]
