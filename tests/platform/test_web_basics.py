"""What every page gets: a language, headers, error pages, a door, a log line without answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Blueprint, Flask, abort, render_template_string, session, url_for
from sqlalchemy.exc import OperationalError

from skills4all import errors, permissions
from skills4all.app import create_app
from skills4all.permissions import Audience
from skills4all.web.error_pages import CODES
from skills4all.web.headers import HEADERS
from skills4all.web.locale import PREFIX, money
from tests.platform.applications import DATABASE, closed, copy_database, test_settings


@pytest.fixture(scope="module")
def with_samples(
    migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """The application with one page of each kind."""
    instance = tmp_path_factory.mktemp("samples")
    copy_database(migrated_sqlite, instance / DATABASE)
    app = create_app(test_settings(instance), S4A_SHOW_ERROR_PAGES=True, WTF_CSRF_ENABLED=True)
    app.register_blueprint(sample_pages(), url_prefix=PREFIX)
    with closed(app):
        yield app


@pytest.fixture
def site(with_samples: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """That application, its pages classified."""
    names = ("show", "fails", "private", "write", "refuses")
    listed = permissions.only(Audience.ANYONE, *(f"sample.{name}" for name in names))
    employer = permissions.only(Audience.EMPLOYER, "sample.employers")
    table = {**permissions.ENDPOINTS, **listed, **employer}
    monkeypatch.setattr("skills4all.web.access.ENDPOINTS", table)
    monkeypatch.setattr(with_samples, "testing", True)
    return with_samples


def sample_pages() -> Blueprint:
    pages = Blueprint("sample", __name__)

    @pages.get("/sample/<int:number>")
    def show(number: int) -> str:
        links = "{{ url_for('sample.show', number=2) }} {{ in_language('ar') }}"
        return render_template_string(links + " {{ text_direction() }} {{ get_locale() }}")

    @pages.get("/fails/<int:code>")
    def fails(code: int) -> str:
        if code == 500:
            raise RuntimeError("person@example.ma wrote this")
        if code == 503:
            raise OperationalError("select", {}, Exception("gone"))
        abort(code)

    @pages.get("/private")
    def private() -> str:
        session["seen"] = True
        return "yours"

    @pages.post("/write")
    def write() -> str:
        return "written"

    @pages.get("/refuses")
    def refuses() -> str:
        raise errors.TooManyAttempts(42)

    @pages.get("/employers")
    def employers() -> str:
        return "employers only"

    @pages.get("/forgotten")
    def forgotten() -> str:
        return "not classified"

    return pages


@pytest.mark.parametrize(
    ("headers", "target"),
    [
        ({}, "/fr/"),
        ({"Accept-Language": "ar-MA,ar;q=0.9,fr;q=0.5"}, "/ar/"),
        ({"Accept-Language": "de,en;q=0.4"}, "/en/"),
        ({"Accept-Language": "de"}, "/fr/"),
    ],
)
def test_the_door_chooses_the_readers_language(
    site: Flask, headers: dict[str, str], target: str
) -> None:
    answer = site.test_client().get("/", headers=headers)
    assert (answer.status_code, answer.headers["Location"]) == (302, target)
    assert "Accept-Language" in answer.headers["Vary"]
    assert "Cookie" in answer.headers["Vary"]


@pytest.mark.parametrize(("kept", "target"), [("en", "/en/"), ("../evil", "/ar/")])
def test_the_language_once_chosen_wins(site: Flask, kept: str, target: str) -> None:
    client = site.test_client()
    client.set_cookie("language", kept)
    assert client.get("/", headers={"Accept-Language": "ar"}).headers["Location"] == target


def test_links_keep_the_language_and_can_change_it(site: Flask) -> None:
    answer = site.test_client().get("/en/sample/1?field=0533&skill=a&skill=b")
    assert answer.text.split() == [
        "/en/sample/2",
        "/ar/sample/1?field=0533&amp;skill=a&amp;skill=b",
        "ltr",
        "en",
    ]
    assert answer.headers["Content-Language"] == "en"
    assert site.test_client().get("/ar/sample/1").text.split()[2:] == ["rtl", "ar_MA"]


@pytest.mark.parametrize("name", ["endpoint", "lang", "_anchor", "_external", "_method", "_scheme"])
def test_names_that_build_addresses_mean_nothing_in_one(site: Flask, name: str) -> None:
    answer = site.test_client().get(f"/en/sample/1?field=0533&{name}=javascript")
    assert answer.text.split()[1] == "/ar/sample/1?field=0533"


def test_an_unknown_language_does_not_exist(site: Flask) -> None:
    assert site.test_client().get("/de/sample/1").status_code == 404


def test_the_language_is_remembered_only_for_who_changed_it(site: Flask) -> None:
    french = {"Accept-Language": "fr"}
    assert "Set-Cookie" not in site.test_client().get("/fr/sample/1", headers=french).headers
    cookie = site.test_client().get("/ar/sample/1", headers=french).headers["Set-Cookie"]
    assert cookie.startswith("language=ar;")


@pytest.mark.parametrize(
    ("language", "centimes", "written"),
    [
        ("fr", 1_250_000, "12\u202f500\u00a0DH"),
        ("fr", 99, "0,99\u00a0DH"),
        ("en", 1_250_000, "MAD\u00a012,500"),
        ("ar", 1_250_000, "12.500\u00a0درهم"),
    ],
)
def test_money(site: Flask, language: str, centimes: int, written: str) -> None:
    with site.test_request_context(f"/{language}/sample/1"):
        assert money(centimes) == written


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("code", CODES)
def test_error_pages_speak_the_readers_language(site: Flask, language: str, code: int) -> None:
    answer = site.test_client().get(f"/{language}/fails/{code}")
    assert answer.status_code == code
    assert f'lang="{language}"' in answer.text
    assert "person@example.ma" not in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert ("Retry-After" in answer.headers) == (code == 503)


def test_a_domain_error_becomes_its_status(site: Flask) -> None:
    answer = site.test_client().get("/fr/refuses")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "42")


@pytest.mark.parametrize("path", ["/fr/sample/1", "/fr/none", "/fr/fails/500", "/healthz", "/"])
def test_every_answer_has_the_security_headers(site: Flask, path: str) -> None:
    answer = site.test_client().get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_pages_that_used_the_session_are_not_stored(site: Flask) -> None:
    client = site.test_client()
    assert client.get("/fr/private").headers["Cache-Control"] == "private, no-store"
    assert client.get("/fr/sample/1").headers["Cache-Control"] == "no-cache"


def test_a_foreign_host_is_refused(site: Flask) -> None:
    answer = site.test_client().get("/fr/sample/1", headers={"Host": "evil.test"})
    assert answer.status_code == 400
    assert "evil.test" not in answer.text


def test_a_form_without_token_is_refused(site: Flask) -> None:
    assert site.test_client().post("/fr/write").status_code == 400


def test_a_page_for_a_role_is_closed_to_visitors(site: Flask) -> None:
    answer = site.test_client().get("/fr/employers")
    assert answer.status_code in (302, 401)
    assert "employers only" not in answer.text


def test_an_unclassified_endpoint_is_closed(site: Flask) -> None:
    site.testing = False
    assert site.test_client().get("/fr/forgotten").status_code == 404


def test_log_lines_hold_no_answers(site: Flask, caplog: Any, capsys: Any) -> None:
    from skills4all import logs

    logs.configure("INFO", with_exception_messages=False)
    site.test_client().get("/fr/sample/1?text=physique&province=fes")
    site.test_client().get("/fr/fails/500?text=physique", headers={"X-Forwarded-For": "192.0.2.7"})
    written = capsys.readouterr().out
    logs.configure("WARNING", with_exception_messages=True)
    lines = [json.loads(line) for line in written.splitlines()]
    assert [line["status"] for line in lines if line["event"] == "request"] == [200, 500]
    assert any(line.get("exception") == "RuntimeError" for line in lines)
    for secret in ("physique", "province", "person@example.ma", "192.0.2.7", "127.0.0.1"):
        assert secret not in written


def test_url_for_outside_a_request_uses_the_language_given(site: Flask) -> None:
    with site.test_request_context():
        assert url_for("sample.show", number=1, lang="ar") == "/ar/sample/1"
