"""The OpenAPI document: sound, and true of what is really answered."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.api.schema_check import faults, resolved

PROBLEM = "application/problem+json"
Ask = Callable[..., Any]


@pytest.fixture
def document(api: FlaskClient) -> Any:
    response = api.get("/api/v1/openapi.json")
    assert response.content_type == "application/json"
    return response.get_json()


def nodes(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    for each in inner:
        yield from nodes(each)


def wrong(document: Any, name: str, value: Any) -> list[str]:
    """Where `value` differs from the component `name`."""
    return list(faults(document, document["components"]["schemas"][name], value))


def test_it_is_openapi_3_1_and_every_reference_leads_somewhere(document: Any) -> None:
    assert document["openapi"].startswith("3.1.")
    assert document["info"]["title"]
    assert document["info"]["version"]
    references = {node["$ref"] for node in nodes(document) if "$ref" in node}
    assert len(references) > 10
    assert all(resolved(document, each) for each in references)


def test_the_answer_has_no_member_that_is_not_described(ask: Ask, document: Any) -> None:
    strict = copy.deepcopy(document)
    for definition in strict["components"]["schemas"].values():
        definition.setdefault("additionalProperties", False)
    assert wrong(strict, "PathwayAnswer", ask(field="0533", level="licence", limit=3)) == []


def test_every_route_under_the_prefix_is_described(api_app: Flask, document: Any) -> None:
    served = {
        (rule.rule, method.lower())
        for rule in api_app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    described = {(path, method) for path, item in document["paths"].items() for method in item}
    assert served == described
    for path, method in described:
        assert document["paths"][path][method]["summary"]


def test_errors_are_described_as_problems(document: Any) -> None:
    for item in document["paths"].values():
        for operation in item.values():
            assert {"200", "422", "429", "default"} <= set(operation["responses"])
            for status, response in operation["responses"].items():
                shown = resolved(document, response["$ref"]) if "$ref" in response else response
                wanted = "application/json" if status == "200" else PROBLEM
                assert list(shown["content"]) == [wanted]
    responses = document["paths"]["/api/v1/pathways"]["post"]["responses"]
    assert {"400", "413", "415", "503"} <= set(responses)


def test_the_example_works_and_the_answer_is_as_described(ask: Ask, document: Any) -> None:
    content = document["paths"]["/api/v1/pathways"]["post"]["requestBody"]["content"]
    example = content["application/json"]["example"]
    assert wrong(document, "PathwayQuestion", example) == []
    assert wrong(document, "PathwayAnswer", ask(**example)) == []
    assert wrong(document, "PathwayAnswer", ask()) == []


def test_the_description_refuses_what_the_interface_refuses(
    api: FlaskClient, document: Any
) -> None:
    for body in (
        {"limit": 0},
        {"more": 1},
        {"skills": "x"},
        {"constraints": {"mode": "home"}},
        {"constraints": {"budget_mad": 1.5}},
        {"language": "de"},
    ):
        assert wrong(document, "PathwayQuestion", body), body
        response = api.post("/api/v1/pathways", json=body)
        assert response.status_code == 422, body
        assert wrong(document, "Problem", response.get_json()) == []


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("skills", "SkillList"),
        ("occupations", "OccupationList"),
        ("fields", "FieldList"),
        ("levels", "LevelList"),
        ("provinces", "PlaceList"),
    ],
)
def test_lists_are_as_described(api: FlaskClient, document: Any, path: str, name: str) -> None:
    assert wrong(document, name, api.get(f"/api/v1/{path}").get_json()) == []
