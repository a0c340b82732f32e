"""Names while one types: forgiving, in three languages and scripts, kept by caches, counted."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from skills4all.services import limits

Shown = list[dict[str, str]]


def suggested(visitor: FlaskClient, language: str, typed: str) -> Shown:
    answer = visitor.get(f"/{language}/suggestions/skills", query_string={"q": typed})
    assert answer.status_code == 200
    found: Shown = answer.get_json()["suggestions"]
    return found


@pytest.mark.parametrize(
    ("language", "typed", "name", "also"),
    [
        ("fr", "pyhton", "Python", ""),
        ("fr", "STATISTIQ", "statistiques", ""),
        ("fr", "برمج", "programmation informatique", "البرمجة"),
        ("ar", "statist", "الإحصاء", "statistics"),
        ("en", "إحصاء", "statistics", "الإحصاء"),
    ],
)
def test_any_language_and_a_slip_find_the_skill(
    visitor: FlaskClient, language: str, typed: str, name: str, also: str
) -> None:
    first = suggested(visitor, language, typed)[0]
    assert (first["name"], first["also"]) == (name, also)


def test_a_slip_at_the_beginning_of_a_long_name_is_overlooked(visitor: FlaskClient) -> None:
    names = [each["name"] for each in suggested(visitor, "fr", "tablo")]
    assert "Tableau Software" in names[:3]


def test_every_name_suggested_is_understood_when_it_is_sent(visitor: FlaskClient) -> None:
    for each in suggested(visitor, "ar", "data"):
        query = {"field": "smp", "have": each["name"]}
        assert visitor.get("/ar/roles", query_string=query).status_code == 200, each


@pytest.mark.parametrize("typed", ["", "   ", "\u0000", "ﷺ" * 500, "]]"])
def test_nothing_sensible_suggests_nothing(visitor: FlaskClient, typed: str) -> None:
    assert suggested(visitor, "fr", typed) == []


def test_caches_may_keep_the_answer_and_it_reads_no_session(visitor: FlaskClient) -> None:
    answer = visitor.get("/fr/suggestions/skills?q=sql")
    assert "public" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    again = visitor.get(
        "/fr/suggestions/skills?q=sql", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")
    other = visitor.get(
        "/en/suggestions/skills?q=sql", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert other.status_code == 200


def test_too_many_questions_are_refused(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SUGGESTION_ADDRESS", limits.Limit("suggestion-address", 2, 60))
    client = site.test_client()
    statuses = [client.get(f"/fr/suggestions/skills?q=sq{n}").status_code for n in range(3)]
    assert statuses == [200, 200, 429]
