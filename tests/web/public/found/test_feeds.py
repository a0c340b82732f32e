"""Feeds: valid Atom, narrowed as asked, in the reader's language, cheap to ask for again."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from skills4all.extensions import db
from skills4all.models import Opening, Programme, utc_now
from skills4all.models import Session as Run
from skills4all.queries.newest import NEWEST
from skills4all.queries.visible import bookable_session, open_opening
from skills4all.services import knowledge
from skills4all.services.calendar import today
from skills4all.web import atom
from tests.web.public.found.conftest import LANGUAGES

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
ONCE = ("id", "title", "updated")
"""RFC 4287, 4.1.1 and 4.1.2: exactly one of each in a feed and in an entry."""


def invalid(root: Element) -> list[str]:
    """What RFC 4287 forbids in this feed."""
    found = [] if root.tag == f"{ATOM}feed" else ["no feed"]
    entries = root.findall(f"{ATOM}entry")
    for each in (root, *entries):
        found += [f"not one {name}" for name in ONCE if len(each.findall(f"{ATOM}{name}")) != 1]
        moments = [each.findtext(f"{ATOM}{name}") for name in ("updated", "published")]
        found += [
            f"{text} is no instant" for text in moments if text and not INSTANT.fullmatch(text)
        ]
        for link in each.findall(f"{ATOM}link"):
            if not re.match(r"https?://[^ ]+$", link.get("href", "")):
                found.append("a link without an absolute address")
    if sum(link.get("rel") == "self" for link in root.findall(f"{ATOM}link")) != 1:
        found.append("no address of its own")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    found += ["two entries with one id"] if len(set(ids)) != len(ids) else []
    for entry in entries:
        if not (entry.findtext(f"{ATOM}author/{ATOM}name") or "").strip():
            found.append("nobody wrote it")
        if not any(link.get("rel") == "alternate" for link in entry.findall(f"{ATOM}link")):
            found.append("an entry that leads nowhere")
    return found


def asked(client: FlaskClient, address: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer.mimetype == "application/atom+xml"
    root: Element = ElementTree.fromstring(answer.get_data())
    return root


def ids(root: Element) -> set[str]:
    """Public ids of the entries."""
    return {
        (entry.findtext(f"{ATOM}id") or "").rpartition("/")[2]
        for entry in root.findall(f"{ATOM}entry")
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["openings", "sessions"])
def test_feeds_are_valid_in_every_language(reader: FlaskClient, kind: str, language: str) -> None:
    root = asked(reader, f"/{language}/{kind}.atom")
    assert invalid(root) == []
    assert len(ids(root)) == NEWEST
    assert root.get(LANGUAGE) == language
    first = root.find(f"{ATOM}entry")
    assert first is not None
    arabic = re.search("[\u0600-\u06ff]", first.findtext(f"{ATOM}summary") or "")
    assert bool(arabic) is (language == "ar")


def test_entries_keep_their_id_in_every_language_and_under_every_title(site: Flask) -> None:
    client = site.test_client()
    before = ids(asked(client, "/fr/openings.atom"))
    assert before == ids(asked(client, "/ar/openings.atom"))
    with site.app_context():
        for row in db.session.scalars(select(Opening)):
            row.title = f"{row.title} \x0b & <b>"
        db.session.commit()
    root = asked(client, "/fr/openings.atom")
    assert ids(root) == before
    assert invalid(root) == []


def test_a_feed_of_a_region_holds_its_provinces_and_of_an_occupation_only_it(
    shared: Flask, reader: FlaskClient
) -> None:
    places = knowledge.vocabulary().places
    here = {"fes-meknes", *(each.id for each in places.values() if each.parent == "fes-meknes")}
    with shared.app_context():
        openings = list(
            db.session.scalars(
                select(Opening).join(Opening.organisation).where(open_opening(today()))
            )
        )
        near = {row.public_id for row in openings if row.place_id in here}
        role = openings[0].occupation_id
        same = {row.public_id for row in openings if row.occupation_id == role}
    found = ids(asked(reader, "/fr/openings.atom?region=fes-meknes"))
    assert found <= near
    assert len(found) == min(len(near), NEWEST)
    assert ids(asked(reader, f"/fr/openings.atom?occupation={role}")) == same
    both = ids(asked(reader, f"/fr/openings.atom?occupation={role}&region=fes-meknes"))
    assert both == near & same


def test_sessions_can_be_followed_by_place_and_occupation(
    shared: Flask, reader: FlaskClient
) -> None:
    with shared.app_context():
        bookable = select(Run).join(Run.programme).join(Programme.organisation)
        rows = list(db.session.scalars(bookable.where(bookable_session(today()))))
        row = next(each for each in rows if each.place_id and each.programme.occupation_id)
        place, role = row.place_id, row.programme.occupation_id
        expected = {
            each.public_id
            for each in rows
            if each.place_id == place and each.programme.occupation_id == role
        }
    found = asked(reader, f"/fr/sessions.atom?region={place}&occupation={role}")
    assert ids(found) == expected
    assert invalid(found) == []
    assert knowledge.label("place", place, "fr") in (found.findtext(f"{ATOM}title") or "")


def test_a_feed_of_something_unknown_is_not_one_of_everything(reader: FlaskClient) -> None:
    for query in ("region=atlantis", "occupation=wizard", "occupation=%00"):
        assert reader.get(f"/fr/openings.atom?{query}").status_code == 404
    empty = asked(reader, "/fr/openings.atom?region=&occupation=")
    assert len(ids(empty)) == NEWEST


def test_an_empty_feed_is_valid(site: Flask) -> None:
    with site.app_context():
        for row in db.session.scalars(select(Opening)):
            row.organisation.openings_paused_at = utc_now()
        db.session.commit()
    root = asked(site.test_client(), "/fr/openings.atom")
    assert invalid(root) == []
    assert ids(root) == set()


def test_who_asks_again_gets_only_what_changed(site: Flask) -> None:
    client = site.test_client()
    first = client.get("/fr/openings.atom")
    tag, when = first.headers["ETag"], first.headers["Last-Modified"]
    for headers in ({"If-None-Match": tag}, {"If-Modified-Since": when}):
        again = client.get("/fr/openings.atom", headers=headers)
        assert again.status_code == 304
        assert again.get_data() == b""
    with site.app_context():
        newest = select(Opening).where(open_opening(today())).join(Opening.organisation)
        row = db.session.scalars(newest.order_by(Opening.published_at.desc())).first()
        assert row is not None
        row.title = "Autre titre"
        row.updated_at = utc_now() + timedelta(seconds=2)
        db.session.commit()
    for headers in ({"If-None-Match": tag}, {"If-Modified-Since": when}):
        assert client.get("/fr/openings.atom", headers=headers).status_code == 200


def test_compression_keeps_the_conditions(reader: FlaskClient) -> None:
    packed = {"Accept-Encoding": "br"}
    first = reader.get("/fr/openings.atom", headers=packed)
    assert first.headers["Content-Encoding"] == "br"
    tag = first.headers["ETag"]
    again = reader.get("/fr/openings.atom", headers={**packed, "If-None-Match": tag})
    assert again.status_code == 304
    assert "Set-Cookie" not in first.headers


def test_the_check_sees_what_is_wrong() -> None:
    bad = '<feed xmlns="http://www.w3.org/2005/Atom"><id>a</id><title/><updated>x</updated></feed>'
    assert len(invalid(ElementTree.fromstring(bad))) == 2


@given(st.text(), st.text(), st.text())
def test_whatever_people_write_the_feed_can_be_read(title: str, author: str, said: str) -> None:
    moment = datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)
    entry = atom.Entry(
        "tag:x,2026:1", title, "ar", "https://x.ma/1", author, said, moment, None, ((title, said),)
    )
    feed = atom.Feed(
        "https://x.ma", title, said, "ar", "https://x.ma", "https://x.ma", moment, [entry]
    )
    root = ElementTree.fromstring(atom.document(feed))
    written = root.findtext(f"{ATOM}entry/{ATOM}updated")
    assert written == "2027-01-02T03:04:05Z"
    readable = "".join(each for each in title if each.isprintable())
    kept = root.findtext(f"{ATOM}title") or ""
    assert readable == "".join(each for each in kept if each.isprintable())
