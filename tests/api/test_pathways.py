"""What a client gets from `POST /api/v1/pathways`, and what it costs."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, inspect, select, text

from skills4all.extensions import db
from skills4all.services import knowledge
from skills4all.services.graduates import figure_for
from tests.api.conftest import fill

Ask = Callable[..., Any]
AppOn = Callable[..., Flask]
GROUPS = ("now", "after", "similar")
LISTS = ("matched", "partly", "missing", "unknown")
BANDS = {"within_reach", "stretch", "far", "unknown"}
PERSON = {
    "field": "0533",
    "level": "licence",
    "skills": ["Python", "SQL"],
    "text": "Stage : tableaux croisés sous Excel, notions de Linux. Pas de Java.",
    "province": "Fès",
}


def test_a_role_has_all_that_is_promised(ask: Ask) -> None:
    answer = ask(**PERSON, language="fr", constraints={"budget_mad": 50_000}, limit=3)
    assert set(answer) == {"roles", "graduates", "model"}
    assert answer["model"]["version"]
    assert answer["model"]["vocabulary"] == knowledge.vocabulary().version
    assert len(answer["roles"]) == 3
    for role in answer["roles"]:
        assert {"id", "label", "coverage", "band", *LISTS, "reasons", "plans"} <= set(role)
        assert {"now", "after"} <= set(role["openings"])
        assert 0 <= role["coverage"] <= 1
        assert role["band"] in BANDS
        told = [item["id"] for name in LISTS for item in role[name]]
        wanted = knowledge.vocabulary().occupations[role["id"]].requirements
        assert sorted(told) == sorted(row.skill for row in wanted)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_figure_on_graduates_comes_with_its_source(ask: Ask, language: str) -> None:
    figure = figure_for("smp")
    assert figure is not None
    told = ask(**PERSON, language=language, limit=1)["graduates"]
    assert told["label"] == figure.label(language)
    assert told["share"] == pytest.approx(figure.share)
    assert (told["country"], told["years"]) == ("US", [2017, 2019, 2021])
    assert told["source"] == figure.publisher
    assert ask(field="mip", level="bac2", limit=1)["graduates"] is None


def test_the_number_can_be_opened_into_its_parts(ask: Ask) -> None:
    for role in ask(**PERSON)["roles"]:
        parts = [item["share"] * item["value"] for name in LISTS for item in role[name]]
        assert role["coverage"] == pytest.approx(sum(parts), abs=0.002)
        given = sum(reason["contribution"] for reason in role["reasons"])
        assert role["coverage"] == pytest.approx(given, abs=0.002)


def labelled(part: Any) -> list[dict[str, Any]]:
    """Every object with an id, however deep."""
    if isinstance(part, list):
        return [found for each in part for found in labelled(each)]
    if not isinstance(part, dict):
        return []
    own = [part] if "id" in part else []
    return own + [found for each in part.values() for found in labelled(each)]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_item_has_its_label_in_the_language_asked(ask: Ask, language: str) -> None:
    skills = knowledge.vocabulary().skills
    answer = ask(**PERSON, language=language, limit=2)
    things = labelled(answer["roles"])
    assert [thing for thing in things if not thing.get("label")] == []
    named = [thing for thing in things if thing["id"] in skills]
    assert len(named) > 20
    assert {skills[thing["id"]].label(language) == thing["label"] for thing in named} == {True}


def ids(answer: Any) -> list[Any]:
    return [
        (role["id"], role["coverage"], [[item["id"] for item in role[name]] for name in LISTS])
        for role in answer["roles"]
    ]


def test_one_profile_in_three_languages_is_one_ranking(ask: Ask) -> None:
    vocabulary = knowledge.vocabulary()
    field = vocabulary.field_of("0533")
    assert field is not None
    answers = [
        ask(
            field=field.label(language),
            level=vocabulary.levels["licence"].label(language),
            skills=[vocabulary.skills[each].label(language) for each in ("sql", "linux")],
            province=vocabulary.places["fes"].label(language),
            language=language,
            limit=20,
        )
        for language in ("fr", "ar", "en")
    ]
    assert ids(answers[0]) == ids(answers[1]) == ids(answers[2])
    assert answers[0]["roles"][0]["label"] != answers[1]["roles"][0]["label"]


def test_a_code_shared_by_several_fields_means_the_generic_one(ask: Ask) -> None:
    for code, generic in list(knowledge.vocabulary().generic_fields.items())[:5]:
        assert ids(ask(field=code, level="licence")) == ids(ask(field=generic, level="licence"))


def test_nothing_said_gives_no_number(ask: Ask) -> None:
    roles = ask()["roles"]
    assert len(roles) == 5, "the default"
    assert {(role["coverage"], role["band"]) for role in roles} == {(None, "unknown")}
    assert all(role["reasons"] == [] for role in roles)
    assert ask(field=None, level=None, skills=None, text=None, constraints=None)["roles"] == roles


def test_the_text_is_read_and_its_words_are_the_reason(ask: Ask) -> None:
    role = next(r for r in ask(**PERSON, limit=20)["roles"] if _reason(r, "read"))
    found = _reason(role, "read")
    assert found["detail"]["words"] in PERSON["text"]
    studied = next(r for r in ask(**PERSON, limit=20)["roles"] if _reason(r, "studied"))
    detail = _reason(studied, "studied")["detail"]
    assert detail["level"]["id"] == "licence"
    assert detail["field"]["label"]
    assert detail["because"]["label"]


def _reason(role: Any, code: str) -> Any:
    return next((reason for reason in role["reasons"] if reason["code"] == code), None)


def test_the_chain_reaches_sessions_and_jobs(ask: Ask) -> None:
    role = ask(**PERSON, limit=1)["roles"][0]
    plan = role["plans"][0]
    assert plan["id"] in {"fastest", "cheapest", "nearest"}
    assert plan["covers"]
    assert plan["coverage_after"] > role["coverage"]
    assert plan["cost_mad"] == sum(session["price_mad"] for session in plan["sessions"]) > 0
    assert plan["sessions"][0]["centre"]["label"] == "Centre Bab Ftouh"
    assert plan["sessions"][0]["place"]["id"] == "fes"
    after = role["openings"]["after"]
    assert [job["kind"] for job in after if job["label"] == role["label"]] == ["pledge"]
    assert all(job["starts_on"] >= plan["ends_on"] for job in after)
    listed = [job for group in ("now", "similar") for job in role["openings"][group]]
    assert f"Offre {role['id']}" in [job["label"] for job in listed]


def test_what_does_not_fit_says_what_to_relax_and_that_is_enough(ask: Ask) -> None:
    tight = ask(**PERSON, constraints={"budget_mad": 1}, limit=1)["roles"][0]
    assert tight["plans"] == []
    relax = {each["constraint"]: each["needed"] for each in tight["relax"]}
    needed = relax["constraints.budget_mad"]
    assert ask(**PERSON, constraints={"budget_mad": needed}, limit=1)["roles"][0]["plans"]


def test_a_skill_that_unlocks_openings_says_how_many(ask: Ask) -> None:
    roles = ask(**PERSON, limit=20)["roles"]
    unlocks = [(role, each) for role in roles for each in role["unlocks"]]
    assert unlocks
    for role, each in unlocks:
        assert each["openings"] > 0
        assert each["id"] in [i["id"] for name in LISTS[1:] for i in role[name]]


def test_a_mode_alone_or_several(ask: Ask) -> None:
    assert ask(**PERSON, constraints={"mode": "onsite"}, limit=1)["roles"][0]["plans"]
    assert ask(**PERSON, constraints={"mode": ["online", "onsite"]}, limit=1)["roles"][0]["plans"]
    assert not ask(**PERSON, constraints={"mode": "online"}, limit=1)["roles"][0]["plans"]


def statements(app: Flask, client: FlaskClient, question: dict[str, Any]) -> list[str]:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        assert client.post("/api/v1/pathways", json=question).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return seen


def test_twenty_roles_cost_as_many_statements_as_one(api_app: Flask, api: FlaskClient) -> None:
    one = statements(api_app, api, {**PERSON, "limit": 1})
    twenty = statements(api_app, api, {**PERSON, "limit": 20})
    assert len(one) >= 5
    assert len(twenty) == len(one) <= 10, "\n".join(twenty)


def test_postgresql_answers_the_same(app_on: AppOn, ask: Ask) -> None:
    app = app_on("postgresql")
    fill(app)
    question = {**PERSON, "limit": 3}
    answer = app.test_client().post("/api/v1/pathways", json=question).get_json()
    assert ids(answer) == ids(ask(**question))
    assert shape(answer) == shape(ask(**question))


def shape(answer: Any) -> Any:
    """Plans and jobs without their ids, which chance makes."""
    return [
        (
            [(plan["id"], plan["cost_mad"], plan["ends_on"]) for plan in role["plans"]],
            [sorted(job["label"] for job in role["openings"][group]) for group in GROUPS],
        )
        for role in answer["roles"]
    ]


def test_the_text_is_neither_stored_nor_logged(api_app: Flask, api: FlaskClient) -> None:
    written = io.StringIO()
    root = logging.getLogger()
    handler = next(each for each in root.handlers if each.get_name() == "skills4all")
    assert isinstance(handler, logging.StreamHandler)
    usual, level = handler.setStream(written), root.level
    root.setLevel(logging.DEBUG)
    try:
        for language in ("fr", "xx"):
            question = {"text": "Zineb Qlmprtuv, 0612345678, Python", "language": language}
            api.post("/api/v1/pathways", json=question)
    finally:
        handler.setStream(usual)
        root.setLevel(level)
    assert written.getvalue().count("api.pathways") >= 2, "the requests themselves are logged"
    assert "Qlmprtuv" not in written.getvalue()
    with api_app.app_context():
        for table in inspect(db.engine).get_table_names():
            rows = db.session.execute(select(text("*")).select_from(text(f'"{table}"')))
            assert not any("Qlmprtuv" in str(row) for row in rows)


def test_no_token_no_cookie_no_session(api: FlaskClient) -> None:
    assert api.application.config.get("WTF_CSRF_ENABLED", True)
    api.set_cookie("session", "forged", domain="localhost")
    response = api.post("/api/v1/pathways", json=PERSON)
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")


def test_the_same_question_gives_the_same_bytes(api: FlaskClient) -> None:
    question = json.dumps({**PERSON, "limit": 4})
    answers = [
        api.post("/api/v1/pathways", data=question, content_type="application/json").data
        for _ in range(2)
    ]
    assert answers[0] == answers[1]
