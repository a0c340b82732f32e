"""The lists an integrator fills forms from: complete, in the language asked, cheap to ask again."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from skills4all.services import knowledge

LISTS = {
    "skills": knowledge.vocabulary().skills,
    "occupations": knowledge.vocabulary().occupations,
    "fields": knowledge.vocabulary().fields,
    "levels": knowledge.vocabulary().levels,
    "provinces": knowledge.vocabulary().places,
}


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_whole_and_in_the_language_asked(
    api: FlaskClient, name: str, language: str
) -> None:
    found = api.get(f"/api/v1/{name}?language={language}").get_json()[name]
    assert {each["id"]: each["label"] for each in found} == {
        identifier: concept.label(language) for identifier, concept in LISTS[name].items()
    }


def test_codes_are_told(api: FlaskClient) -> None:
    fields = api.get("/api/v1/fields").get_json()["fields"]
    generic = [each["isced"] for each in fields if each["generic"]]
    assert sorted(generic) == sorted({each["isced"] for each in fields}), "one for each code"
    roles = api.get("/api/v1/occupations").get_json()["occupations"]
    assert all(len(role["isco"]) == 4 for role in roles)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("encoding", ["identity", "gzip", "br"])
def test_who_has_it_already_gets_304(api: FlaskClient, name: str, encoding: str) -> None:
    asked = {"Accept-Encoding": encoding}
    first = api.get(f"/api/v1/{name}?language=en", headers=asked)
    tag = first.headers["ETag"]
    assert first.status_code == 200
    again = api.get(f"/api/v1/{name}?language=en", headers={**asked, "If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    other = api.get(f"/api/v1/{name}?language=ar", headers={**asked, "If-None-Match": tag})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("typed", "skill"),
    [
        ("pyth", "python"),
        ("PYTHON", "python"),
        ("بايث", "python"),
        ("pyhton", "python"),
        ("base de donnees relat", "relational-databases"),
        ("R", "r-language"),
        ("C++", "c-plus-plus"),
        ("machine learn", "machine-learning"),
    ],
)
def test_a_name_is_found_while_it_is_typed(api: FlaskClient, typed: str, skill: str) -> None:
    found = api.get("/api/v1/skills", query_string={"q": typed, "limit": 5}).get_json()["skills"]
    assert 0 < len(found) <= 5
    assert found[0]["id"] == skill


def test_one_more_letter_never_loses_the_whole_name(api: FlaskClient) -> None:
    for typed in ("sta", "stat", "statis", "statist", "statistiqu", "statistiques"):
        found = api.get("/api/v1/skills", query_string={"q": typed, "limit": 50}).get_json()
        assert "statistics" in [each["id"] for each in found["skills"]], typed


def test_nothing_like_it_is_an_empty_list(api: FlaskClient) -> None:
    assert api.get("/api/v1/skills?q=qqqqzzzz").get_json() == {"skills": []}
    assert len(api.get("/api/v1/skills?q=%20").get_json()["skills"]) == len(LISTS["skills"])


@pytest.mark.parametrize("query", ["limit=0", "limit=x", "limit=51", "language=de", "size=3"])
def test_a_bad_query_is_a_problem(api: FlaskClient, query: str) -> None:
    response = api.get(f"/api/v1/skills?{query}")
    assert response.status_code == 422
    assert response.content_type == "application/problem+json"
    name = query.partition("=")[0]
    assert [each["field"] for each in response.get_json()["errors"]] == [name]


def test_the_label_follows_the_clients_languages(api: FlaskClient) -> None:
    response = api.get("/api/v1/levels", headers={"Accept-Language": "ar, fr;q=0.5"})
    assert "Accept-Language" in response.headers["Vary"]
    labels = {each["id"]: each["label"] for each in response.get_json()["levels"]}
    assert labels["licence"] == knowledge.vocabulary().levels["licence"].label("ar")
