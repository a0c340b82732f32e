"""The first page: an example that is true today; drawings only for who can afford them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from skills4all.extensions import db
from skills4all.models import Opening, Pledge
from skills4all.services import example
from skills4all.services.calendar import today
from skills4all.web.pathways import live_indexes


def test_the_example_leads_to_a_page_that_says_the_same(visitor: FlaskClient) -> None:
    text = visitor.get("/fr/").text
    shares = re.findall(r"(\d+)\N{NO-BREAK SPACE}% du métier", text)
    address = re.findall(r'href="(/fr/roles/[a-z-]+\?[^"]+)"', text)[0].replace("&amp;", "&")
    pathway = visitor.get(address).text
    for share in shares:
        assert f"{share}\N{NO-BREAK SPACE}%" in pathway
    assert int(shares[0]) < int(shares[-1])


def test_the_example_is_computed_once_a_day(site: Flask) -> None:
    with site.app_context():
        first = example.of_today(db.session(), live_indexes(), today())
        assert first is not None
        assert example.of_today(db.session(), live_indexes(), today()) is first
        tomorrow = example.of_today(db.session(), live_indexes(), today() + timedelta(days=1))
        assert tomorrow is not first


def test_without_anybody_who_hires_there_is_no_example(site: Flask) -> None:
    with site.app_context():
        for noun in (Opening, Pledge):
            db.session.execute(delete(noun))
        example.forget()
        assert example.of_today(db.session(), live_indexes(), today()) is None
        db.session.rollback()
        example.forget()


@pytest.mark.parametrize(
    ("headers", "cookie", "light"),
    [
        ({}, None, False),
        ({"Save-Data": "on"}, None, True),
        ({"Save-Data": "on"}, "0", False),
        ({}, "1", True),
    ],
)
def test_who_saves_data_gets_no_drawings(
    visitor: FlaskClient, headers: dict[str, str], cookie: str | None, light: bool
) -> None:
    if cookie:
        visitor.set_cookie("low_data", cookie)
    answer = visitor.get("/fr/", headers=headers)
    assert ("art.svg" not in answer.text and "hero-art" not in answer.text) == light
    assert {"Save-Data", "Cookie"} <= set(answer.vary)


def test_the_switch_comes_back_to_its_page_and_is_remembered(visitor: FlaskClient) -> None:
    page = visitor.get("/fr/roles?field=smp&level=licence").text
    switch = re.findall(r'href="(/fr/low-data/on[^"]+)"', page)[0].replace("&amp;", "&")
    answer = visitor.get(switch)
    assert answer.headers["Location"] == "/fr/roles?field=smp&level=licence"
    assert "data-low-data" in visitor.get("/fr/").text
    visitor.get("/fr/low-data/off")
    assert "data-low-data" not in visitor.get("/fr/").text


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil", "nowhere"])
def test_the_switch_leads_nowhere_else(visitor: FlaskClient, back: str) -> None:
    answer = visitor.get("/fr/low-data/on", query_string={"back": back})
    assert answer.headers["Location"] == "/fr/"
