"""Bad input: always problem details (RFC 9457), naming the value and the nearest good ones."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from skills4all.extensions import db
from skills4all.services import limits

PROBLEM = "application/problem+json"
URL = "/api/v1/pathways"
addresses = count(1)


def post(api: FlaskClient, body: Any, **options: Any) -> TestResponse:
    return api.post(URL, data=json.dumps(body), content_type="application/json", **options)


def faults(response: TestResponse) -> dict[str, dict[str, Any]]:
    assert response.status_code == 422
    assert response.content_type == PROBLEM
    body = response.get_json()
    assert body["status"] == 422
    assert body["title"]
    assert body["type"] == "urn:skills4all:problem:invalid"
    return {each["pointer"]: each for each in body["errors"]}


@pytest.mark.parametrize(
    ("name", "value", "nearest"),
    [
        ("field", "0539", "smp"),
        ("field", "fizik", ""),
        ("level", "lisence", "licence"),
        ("province", "Fess", "fes"),
        ("skills", ["pythn"], "python"),
        ("language", "english", "en"),
    ],
)
def test_an_unknown_value_is_named_with_the_nearest(
    api: FlaskClient, name: str, value: Any, nearest: str
) -> None:
    found = faults(post(api, {name: value}))
    assert [each["field"] for each in found.values()] == [name]
    (fault,) = found.values()
    assert fault["code"] == "unknown"
    assert fault["value"] in (value, value[0])
    assert fault["nearest"]
    assert all(each["id"] and each["label"] for each in fault["nearest"])
    if nearest:
        assert nearest in [each["id"] for each in fault["nearest"]]
        assert nearest in fault["detail"]


def test_all_bad_values_are_told_at_once_and_where(api: FlaskClient) -> None:
    found = faults(
        post(
            api,
            {
                "field": "zzzz",
                "skills": ["Python", 3, "sql:9"],
                "constraints": {"budget_mad": -1, "mode": "home", "a/b": 1},
                "limit": 21,
                "fields": "0533",
            },
        )
    )
    assert {pointer: each["code"] for pointer, each in found.items()} == {
        "#/field": "unknown",
        "#/skills/1": "text",
        "#/skills/2": "level",
        "#/constraints/budget_mad": "number",
        "#/constraints/mode": "unknown",
        "#/constraints/a~1b": "unknown_name",
        "#/limit": "number",
        "#/fields": "unknown_name",
    }
    assert found["#/constraints/budget_mad"]["field"] == "constraints.budget_mad"
    assert found["#/constraints/budget_mad"]["value"] == "-1"


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ([], "#", "object"),
        ("text", "#", "object"),
        (None, "#", "object"),
        ({"constraints": 3}, "#/constraints", "object"),
        ({"skills": "Python"}, "#/skills", "list"),
        ({"skills": ["sql"] * 201}, "#/skills", "too_many"),
        ({"text": "a" * 20_001}, "#/text", "too_long"),
        ({"field": "a" * 201}, "#/field", "too_long"),
        ({"field": 533}, "#/field", "text"),
        ({"limit": True}, "#/limit", "number"),
        ({"limit": "5"}, "#/limit", "number"),
        ({"limit": 0}, "#/limit", "number"),
        ({"constraints": {"months": 2.5}}, "#/constraints/months", "number"),
        ({"constraints": {"mode": [["online"]]}}, "#/constraints/mode", "text"),
        ({"constraints": {"max_km": 30}}, "#/constraints/max_km", "needs_province"),
    ],
)
def test_a_wrong_shape_is_told(api: FlaskClient, body: Any, pointer: str, code: str) -> None:
    found = faults(post(api, body))
    assert found[pointer]["code"] == code
    assert found[pointer]["detail"]


def test_many_bad_skills_are_all_told_but_cost_little(api: FlaskClient) -> None:
    found = faults(post(api, {"skills": [f"qqzz{number}" for number in range(200)]}))
    assert len(found) == 200
    assert 0 < len([each for each in found.values() if each["nearest"]]) <= 10


@pytest.mark.parametrize(
    ("data", "content_type", "status"),
    [
        ("{", "application/json", 400),
        ("", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        ('{"limit": NaN}', "application/json", 400),
        ('{"limit": 1e999}', "application/json", 422),
        ('{"limit": ' + "9" * 5_000 + "}", "application/json", 400),
        ("[" * 100_000, "application/json", 400),
        ("field=0533", "application/x-www-form-urlencoded", 415),
        ('{"field": "0533"}', "text/plain", 415),
        ('{"text": "' + "a" * 300_000 + '"}', "application/json", 413),
        ('{"text": "\\ud800 Python"}', "application/json", 200),
        ('{"skills": ["\\ud800"]}', "application/json", 422),
    ],
)
def test_what_is_not_our_json(
    api: FlaskClient, data: str | bytes, content_type: str, status: int
) -> None:
    response = api.post(URL, data=data, content_type=content_type)
    assert response.status_code == status
    assert status == 200 or response.content_type == PROBLEM


def test_the_sentence_is_in_the_language_asked(api: FlaskClient) -> None:
    asked = post(api, {"language": "ar", "level": "x"})
    assert asked.headers["Content-Language"] == "ar"
    preferred = post(api, {"level": "x"}, headers={"Accept-Language": "en-GB,en;q=0.8"})
    assert preferred.headers["Content-Language"] == "en"
    labels = [faults(each)["#/level"]["nearest"][0]["label"] for each in (asked, preferred)]
    assert labels[0] != labels[1]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/pathways", 405),
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/api/", 404),
        ("DELETE", "/api/v1/skills", 405),
    ],
)
def test_wrong_addresses_are_problems_too(
    api: FlaskClient, method: str, path: str, status: int
) -> None:
    response = api.open(path, method=method)
    assert response.status_code == status
    assert response.content_type == PROBLEM
    assert response.get_json()["status"] == status
    assert status != 405 or response.headers["Allow"]


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/rien", 404), ("POST", "/", 405)])
def test_pages_keep_their_own_errors(api_app: Flask, method: str, path: str, status: int) -> None:
    api_app.config["WTF_CSRF_ENABLED"] = False
    response = api_app.test_client().open(path, method=method)
    assert (response.status_code, response.mimetype) == (status, "text/html")


def test_too_many_requests_are_told_when_to_come_back(
    api: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "API_ADDRESS", limits.Limit("api-address", 2, 3600))
    assert [post(api, {"limit": 1}).status_code for _ in range(3)] == [200, 200, 429]
    refused = post(api, {"limit": 1})
    assert refused.content_type == PROBLEM
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    assert refused.headers["RateLimit-Policy"] == '"default";q=2;w=3600'
    assert refused.headers["RateLimit"].startswith('"default";r=0;t=')
    elsewhere = post(api, {"limit": 1}, environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert elsewhere.status_code == 200


def test_a_database_that_is_away_is_a_problem_as_well(api_app: Flask) -> None:
    with api_app.app_context():
        db.session.remove()
        with db.engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE session_slots")
            connection.exec_driver_sql("DROP TABLE rate_counters")
    response = post(api_app.test_client(), {"limit": 1})
    assert response.status_code == 503
    assert response.content_type == PROBLEM
    assert response.headers["Retry-After"]
    assert "rate_counters" not in response.get_data(as_text=True)


def test_a_fault_of_ours_says_nothing_of_the_inside(
    api_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("inside")

    monkeypatch.setattr("skills4all.api.pathways.recommend", fail)
    response = post(api_app.test_client(), {})
    assert (response.status_code, response.content_type) == (500, PROBLEM)
    assert "inside" not in response.get_data(as_text=True)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=60)
    | st.sampled_from(["0533", "licence", "Python", "sql:3", "fes", "online", "ar", "C:B2", ":1"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["budget_mad", "months", "hours_per_week", "mode", "max_km", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=6,
)
NAMES = st.sampled_from(
    ["field", "level", "skills", "text", "province", "language", "constraints", "limit", "more"]
)


@settings(
    max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, *HealthCheck]
)
@given(body=VALUES | st.dictionaries(NAMES, VALUES, max_size=6))
def test_no_json_makes_us_fail(api: FlaskClient, body: Any) -> None:
    if isinstance(body, dict):
        body["limit"] = body.get("limit", 1)
    somebody = {"REMOTE_ADDR": f"2001:db8::{next(addresses):x}"}
    response = post(api, body, environ_base=somebody)
    assert response.status_code in (200, 422)
    assert response.content_type == ("application/json" if response.status_code == 200 else PROBLEM)
