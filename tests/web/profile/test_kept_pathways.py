"""A pathway is kept, found again, and belongs to one learner only."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.people import AppOn, add_account, load_vocabulary, sign_in

KEPT = {"occupation": "web-developer", "field": "smp", "level": "licence", "have": ["python:2"]}


@pytest.fixture
def site(app_on: AppOn) -> Flask:
    app = app_on()
    load_vocabulary(app)
    return app


@pytest.fixture
def learner(site: Flask) -> FlaskClient:
    add_account(site, "salma@example.org", "learner")
    client = site.test_client()
    sign_in(client, "salma@example.org")
    begun = client.post(
        "/fr/profile/start", data={"agree": "yes", "answers": "field=smp&level=licence"}
    )
    assert begun.headers["Location"] == "/fr/profile/studies"
    return client


def kept_id(client: FlaskClient) -> str:
    page = client.get("/fr/my/pathways").text
    return page.split('href="/fr/my/pathways/')[1].split('"')[0]


def test_a_pathway_is_kept_and_opened_with_the_answers_of_today(learner: FlaskClient) -> None:
    assert learner.post("/fr/my/pathways", data=KEPT).headers["Location"] == "/fr/my/pathways"
    learner.post("/fr/profile/skills/add", data={"skill": "sql", "level": "3"})
    target = urlsplit(learner.get(f"/fr/my/pathways/{kept_id(learner)}").headers["Location"])
    assert target.path == "/fr/roles/web-developer"
    assert parse_qs(target.query)["have"] == ["sql:3"]
    assert parse_qs(target.query)["field"] == ["smp"]


def test_a_visitor_is_sent_to_sign_up_with_the_answers(site: Flask) -> None:
    target = urlsplit(site.test_client().post("/fr/my/pathways", data=KEPT).headers["Location"])
    assert target.path == "/fr/sign-up"
    assert parse_qs(target.query) == {
        "occupation": ["web-developer"],
        "field": ["smp"],
        "level": ["licence"],
        "have": ["python:2"],
    }


@pytest.mark.parametrize("name", ["endpoint", "lang", "_external", "_scheme"])
def test_a_name_that_builds_addresses_is_no_answer(site: Flask, name: str) -> None:
    data = {"occupation": "web-developer", "field": "smp", name: "javascript"}
    answer = site.test_client().post("/fr/my/pathways", data=data)
    assert answer.headers["Location"] == "/fr/sign-up?occupation=web-developer&field=smp"


def test_a_stranger_sees_nothing_of_it(site: Flask, learner: FlaskClient) -> None:
    learner.post("/fr/my/pathways", data=KEPT)
    public_id = kept_id(learner)
    site.config["S4A_SHOW_ERROR_PAGES"] = True
    stranger = site.test_client()
    stranger.post("/fr/profile/start", data={"agree": "yes"})
    missing = "A" * len(public_id)
    for method, path in (("GET", "/fr/my/pathways/{}"), ("POST", "/fr/my/pathways/{}/remove")):
        theirs = stranger.open(path.format(public_id), method=method)
        nothing = stranger.open(path.format(missing), method=method)
        assert theirs.status_code == nothing.status_code == 404
    assert public_id not in stranger.get("/fr/my/pathways").text
    assert learner.get(f"/fr/my/pathways/{public_id}").status_code == 302


def test_a_kept_pathway_is_removed(learner: FlaskClient) -> None:
    learner.post("/fr/my/pathways", data=KEPT)
    learner.post(f"/fr/my/pathways/{kept_id(learner)}/remove")
    assert "web-developer" not in learner.get("/fr/my/pathways").text


def test_an_unknown_role_is_not_kept(site: Flask, learner: FlaskClient) -> None:
    site.config["S4A_SHOW_ERROR_PAGES"] = True
    assert learner.post("/fr/my/pathways", data={"occupation": "astronaut"}).status_code == 404
