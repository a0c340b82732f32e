"""The six steps on a phone without scripts: each saved on its own, refusals told in place."""

from __future__ import annotations

import tempfile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from skills4all.extensions import db
from skills4all.models import Learner, LearnerSkill
from skills4all.queries.learners import backgrounds_of
from skills4all.services import cv, limits
from skills4all.services.learners.answers_of import answers_of
from tests.services.cv import files
from tests.web.people import LAW_09_08, AppOn, load_vocabulary

STEPS = ("studies", "skills", "reading", "place", "possibilities", "visibility")


@pytest.fixture
def site(app_on: AppOn) -> Flask:
    app = app_on()
    load_vocabulary(app)
    return app


@pytest.fixture
def someone(site: Flask) -> FlaskClient:
    """A visitor who began a profile without an account."""
    client = site.test_client()
    answer = client.post("/fr/profile/start", data={"agree": "yes", "answers": "have=sql"})
    assert answer.status_code == 200
    assert 'id="resume-code"' in answer.text
    return client


def send_file(client: FlaskClient, data: bytes, name: str) -> TestResponse:
    """Upload by hand: the client of the tests would itself use a temporary file."""
    head = f'--line\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + data + b"\r\n--line--\r\n"
    kind = "multipart/form-data; boundary=line"
    return client.post("/fr/profile/reading", data=body, content_type=kind)


def the_learner(site: Flask) -> Learner:
    return db.session.scalars(select(Learner)).one()


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize(("number", "name"), list(enumerate(STEPS, start=1)))
def test_each_step_says_where_one_is_and_what_the_law_wants(
    someone: FlaskClient, language: str, number: int, name: str
) -> None:
    page = someone.get(f"/{language}/profile/{name}").text
    assert f'lang="{language}"' in page
    assert f"{number}" in page.split('class="steps-count">')[1].split("</p>")[0]
    assert LAW_09_08[language] in page
    assert "/privacy" in page


def test_nobody_without_a_profile_enters(site: Flask) -> None:
    for name in STEPS:
        answer = site.test_client().get(f"/fr/profile/{name}")
        assert answer.headers["Location"] == "/fr/profile/start"


def test_starting_needs_agreement(site: Flask) -> None:
    answer = site.test_client().post("/fr/profile/start", data={"answers": "have=sql"})
    assert answer.status_code == 422
    assert 'id="agree-errors"' in answer.text
    assert 'value="have=sql"' in answer.text
    with site.app_context():
        assert db.session.scalars(select(Learner)).all() == []


def test_a_profile_is_left_and_found_again_by_its_code(site: Flask, someone: FlaskClient) -> None:
    other = site.test_client()
    code = other.post("/fr/profile/start", data={"agree": "yes"}).text
    code = code.split('id="resume-code">')[1].split("<")[0].strip()
    other.post("/fr/profile/leave")
    assert other.get("/fr/profile").status_code == 302
    wrong = other.post("/fr/profile/resume", data={"code": "AAAA-BBBB-CCCC-DDDD"})
    assert (wrong.status_code, 'id="code-errors"' in wrong.text) == (422, True)
    assert other.post("/fr/profile/resume", data={"code": code}).status_code == 302
    assert other.get("/fr/profile").status_code == 200


def test_guessing_codes_is_limited(site: Flask) -> None:
    site.config["S4A_SHOW_ERROR_PAGES"] = True
    codes = [
        site.test_client().post("/fr/profile/resume", data={"code": f"{n:016}"}).status_code
        for n in range(limits.RESUME_CODE_ADDRESS.times + 1)
    ]
    assert (codes[-2], codes[-1]) == (422, 429)


def test_studies_are_added_one_by_one_and_removed(site: Flask, someone: FlaskClient) -> None:
    for field in ("smp", "smc"):
        data = {"field": field, "level": "licence", "status": "obtained", "year": "2023"}
        assert someone.post("/fr/profile/studies", data=data).status_code == 302
    with site.app_context():
        numbers = [row.id for row in backgrounds_of(db.session(), the_learner(site))]
    someone.post(f"/fr/profile/studies/{numbers[0]}/remove")
    with site.app_context():
        left = backgrounds_of(db.session(), the_learner(site))
        assert [(row.field_id, row.year) for row in left] == [("smc", 2023)]


def test_bad_studies_are_told_beside_the_field_and_what_was_typed_is_kept(
    site: Flask, someone: FlaskClient
) -> None:
    data = {"field": "smp", "level": "", "status": "in_progress", "year": "12"}
    answer = someone.post("/fr/profile/studies", data=data)
    assert answer.status_code == 422
    for name in ("level", "year"):
        assert f'id="{name}-errors"' in answer.text
    assert '<option value="smp" selected>' in answer.text
    assert 'value="12"' in answer.text
    assert 'value="in_progress" checked' in answer.text
    with site.app_context():
        assert list(backgrounds_of(db.session(), the_learner(site))) == []


def test_inferred_skills_show_why_and_take_an_answer(site: Flask, someone: FlaskClient) -> None:
    someone.post("/fr/profile/studies", data={"field": "smp", "level": "licence"})
    page = someone.get("/fr/profile/skills").text
    assert "Supposé d’après" in page
    skill = page.split('name="skill-')[1].split('"')[0]
    someone.post("/fr/profile/skills", data={f"skill-{skill}": "no", "skill-nonsense": "yes"})
    with site.app_context():
        assert answers_of(db.session(), the_learner(site)).lack == (skill,)


def test_an_unknown_skill_shows_the_nearest(someone: FlaskClient) -> None:
    answer = someone.post("/fr/profile/skills/add", data={"skill": "postgrsqll"})
    assert answer.status_code == 422
    assert "PostgreSQL" in answer.text.split('id="skill-errors"')[1][:400]
    assert 'value="postgrsqll"' in answer.text


def test_a_text_is_read_shown_and_forgotten(site: Flask, someone: FlaskClient) -> None:
    text = "canary4711 Je programme en Python depuis deux ans"
    page = someone.post("/fr/profile/reading", data={"text": text})
    assert 'value="python"' in page.text
    assert "canary4711" not in page.text
    data = {"keep": ["python"], "level-python": "3", "words-python": "Python"}
    assert someone.post("/fr/profile/reading/keep", data=data).status_code == 302
    with site.app_context():
        rows = db.session.scalars(select(LearnerSkill)).all()
        kept = next(row for row in rows if row.skill_id == "python")
        assert (kept.source.value, kept.level, kept.evidence) == ("read", 3, "Python")


def test_a_cv_never_touches_a_disk(someone: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a temporary file was made")

    for name in ("SpooledTemporaryFile", "TemporaryFile", "NamedTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", refuse, raising=False)
    large = ("Python et SQL. " + "blabla " * 150_000).encode()
    assert len(large) > 600_000
    answer = send_file(someone, large, "cv.txt")
    assert answer.status_code == 200
    assert 'value="python"' in answer.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"x" * (cv.MOST_BYTES + 1), "5 Mo"),
        (files.locked_pdf(), "mot de passe"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PDF, Word"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_beside_the_field(
    someone: FlaskClient, data: bytes, words: str
) -> None:
    answer = send_file(someone, data, "cv.pdf")
    assert answer.status_code == 422
    assert words in answer.text.split('id="file-errors"')[1][:400]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("studies", {"field": "smp", "level": "licence", "year": "0020249999"}),
        ("studies", {"field": "smp", "level": "licence", "year": "20240"}),
        ("skills/add", {"skill": "python", "level": "001" + "9" * 30}),
        ("possibilities", {"budget": "0" * 12 + "9" * 25}),
    ],
)
def test_a_number_too_long_is_told(someone: FlaskClient, path: str, data: dict[str, str]) -> None:
    assert someone.post(f"/fr/profile/{path}", data=data).status_code == 422


def test_a_number_no_row_has_is_not_found(someone: FlaskClient) -> None:
    assert someone.post(f"/fr/profile/studies/{'9' * 30}/remove").status_code == 404


def test_nothing_to_read_is_told(someone: FlaskClient) -> None:
    assert someone.post("/fr/profile/reading", data={"text": "  "}).status_code == 422


def test_place_time_and_money(site: Flask, someone: FlaskClient) -> None:
    assert someone.post("/fr/profile/place", data={"place": "fes"}).status_code == 302
    data = {"hours": "8", "months": "6", "budget": "5 000", "km": "30", "mode": "online"}
    assert someone.post("/fr/profile/possibilities", data=data).status_code == 302
    with site.app_context():
        learner = the_learner(site)
        assert (learner.place_id, learner.budget, learner.months) == ("fes", 500_000, 6)
    page = someone.get("/fr/profile/possibilities").text
    assert 'value="5000"' in page
    bad = {"hours": "beaucoup", "months": "600", "mode": "telepathy"}
    refused = someone.post("/fr/profile/possibilities", data=bad)
    assert refused.status_code == 422
    for name in ("hours", "months", "mode"):
        assert f'id="{name}-errors"' in refused.text
    assert 'value="beaucoup"' in refused.text
    assert someone.post("/fr/profile/place", data={"place": "atlantis"}).status_code == 422


def test_visible_is_off_until_chosen(site: Flask, someone: FlaskClient) -> None:
    page = someone.get("/fr/profile/visibility").text
    assert 'value="no" checked' in page
    assert 'value="yes" checked' not in page
    someone.post("/fr/profile/visibility", data={"visible": "yes"})
    with site.app_context():
        assert the_learner(site).visibility == 1
    someone.post("/fr/my/data/consents/visibility/withdraw")
    with site.app_context():
        assert the_learner(site).visibility == 0
