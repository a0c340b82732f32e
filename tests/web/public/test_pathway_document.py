"""A pathway on paper: it says what its page says, in three languages, and nothing of an account."""

from __future__ import annotations

import html
import re

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient

from skills4all.services import limits
from tests.web.public.conftest import QUESTION

ROLE = "data-analyst"


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    words = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return words


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_document_says_what_the_page_says(visitor: FlaskClient, language: str) -> None:
    page = visitor.get(f"/{language}/roles/{ROLE}?{QUESTION}").text
    links = re.findall(r'href="([^"]+/document\?[^"]+)"', page)
    plan = next(link for link in links if "plan=cheapest" in link)
    answer = visitor.get(html.unescape(plan))
    assert answer.mimetype == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    told = re.sub(r"\s+", " ", text_of(answer.data))
    share = re.findall(r'class="band-score">(\d+)', page)[0]
    assert share in told
    card = page.split('class="plan card"')[2]
    titles = re.findall(r'timeline-what"><a[^>]+><bdi[^>]*>([^<]+)</bdi>', card)
    assert titles
    for title in titles:
        assert html.unescape(title).split()[0] in told, title


def test_in_arabic_its_title_is_arabic_and_latin_names_stay(visitor: FlaskClient) -> None:
    answer = visitor.get(f"/ar/roles/{ROLE}/document?{QUESTION}")
    document = pypdfium2.PdfDocument(answer.data)
    assert document.get_metadata_dict()["Title"].startswith("المسار نحو")
    document.close()
    names = {"SQL", "Python", "Power BI", "Excel"}
    told = text_of(answer.data)
    assert any(name in told for name in names)


def test_without_studies_or_sessions_it_says_so(visitor: FlaskClient) -> None:
    answer = visitor.get(f"/fr/roles/{ROLE}/document?budget=0&months=0")
    assert answer.status_code == 200
    assert "Aucun plan" in text_of(answer.data)


def test_an_unknown_role_has_none_and_too_many_are_refused(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = site.test_client()
    assert client.get("/fr/roles/nothing/document").status_code == 404
    monkeypatch.setattr(limits, "DOCUMENT_ADDRESS", limits.Limit("document-address", 1, 600))
    statuses = [client.get(f"/fr/roles/{ROLE}/document?{QUESTION}").status_code for _ in "ab"]
    assert statuses == [200, 429]
