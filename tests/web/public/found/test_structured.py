"""Structured data: complete, true, in the reader's language, and safe to put in a page."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from skills4all.extensions import db
from skills4all.models import Opening, Organisation, Programme, Session
from skills4all.queries.visible import VERIFIED, bookable_session, open_opening, open_programme
from skills4all.services import knowledge
from skills4all.services.calendar import today
from skills4all.web.addresses import absolute, page_of
from skills4all.web.structured import facts
from skills4all.web.structured.course import course
from skills4all.web.structured.job_posting import job_posting
from skills4all.web.structured.occupation import occupation
from skills4all.web.structured.organisation import organisation
from skills4all.web.structured.text import as_html
from tests.web.public.found.conftest import LANGUAGES, head_of
from tests.web.public.found.schema_rules import problems

ARABIC = re.compile("[\u0600-\u06ff]")


def address_of(row: Any) -> str:
    return absolute(page_of(row))


def written(data: facts.Data) -> dict[str, Any]:
    """As it stands in the page."""
    block = str(facts.script(data))
    return json.loads(
        block.removeprefix('<script type="application/ld+json">')[: -len("</script>")]
    )


def openings() -> list[Opening]:
    statement = select(Opening).join(Opening.organisation).where(open_opening(today()))
    return list(db.session.scalars(statement))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_opening_is_a_complete_job_posting(shared: Flask, language: str) -> None:
    with shared.test_request_context(f"/{language}/"):
        rows = openings()
        assert len(rows) > 50
        for row in rows:
            data = written(job_posting(row, language, address_of))
            assert problems(data) == []
            # The product promises a last day to every opening it lists.
            assert data["validThrough"] >= str(today())
            assert ("baseSalary" in data) is bool(row.pay_min or row.pay_max)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_programme_and_session_is_a_complete_course(shared: Flask, language: str) -> None:
    with shared.test_request_context(f"/{language}/"):
        programmes = select(Programme).join(Programme.organisation).where(open_programme())
        for programme in db.session.scalars(programmes):
            data = written(course(programme, programme.sessions, language, address_of))
            assert problems(data) == []
            assert data["teaches"]
            assert len(data.get("hasCourseInstance", ())) == len(programme.sessions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_occupation_and_organisation_is_complete(shared: Flask, language: str) -> None:
    with shared.test_request_context(f"/{language}/"):
        for role in knowledge.vocabulary().occupations.values():
            data = written(occupation(role, language, "https://example.ma/x"))
            assert problems(data) == []
            assert data["occupationalCategory"]["codeValue"] == role.isco
            assert "estimatedSalary" not in data
        for row in db.session.scalars(select(Organisation).where(VERIFIED)):
            assert problems(written(organisation(row, language, address_of))) == []


def test_the_check_sees_what_is_wrong(shared: Flask) -> None:
    with shared.test_request_context("/fr/"):
        good = written(job_posting(openings()[0], "fr", address_of))
    assert problems({**good, "datePosted": "hier"})
    assert problems({**good, "employmentType": "CDI"})
    assert problems({**good, "salary": 1})
    assert problems({**good, "url": "/fr/openings/x"})
    assert problems({key: good[key] for key in good if key != "hiringOrganization"})
    assert problems({key: good[key] for key in good if key != "jobLocation"})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("home", {"WebSite"}),
        ("opening", {"JobPosting", "BreadcrumbList"}),
        ("programme", {"Course", "BreadcrumbList"}),
        ("session", {"Course", "BreadcrumbList"}),
        ("occupation", {"Occupation", "BreadcrumbList"}),
        ("organisation", set()),
        ("pledge", set()),
        ("about", set()),
        ("pathway", set()),
    ],
)
def test_pages_hold_their_things(
    reader: FlaskClient, paths: dict[str, str], language: str, kind: str, expected: set[str]
) -> None:
    data = head_of(reader, f"/{language}{paths[kind]}").data
    kinds = {each["@type"] for each in data}
    if kind == "organisation":
        assert kinds & {"Organization", "EducationalOrganization"}
    else:
        assert kinds == expected
    assert [problem for each in data for problem in problems(each)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_we_word_is_in_the_readers_language(shared: Flask, language: str) -> None:
    skills = knowledge.vocabulary().skills
    with shared.test_request_context(f"/{language}/"):
        row = next(each for each in openings() if each.place_id and each.occupation_id)
        data = written(job_posting(row, language, address_of))
    said = set(data["skills"].split(", "))
    assert {skills[each.skill_id].label(language) for each in row.skills} == said
    place = data["jobLocation"]["address"]
    for name in (place["addressRegion"], data["occupationalCategory"]["name"]):
        assert bool(ARABIC.search(name)) is (language == "ar")
    assert f"/{language}/" in data["url"]
    assert data["title"] == row.title


def test_the_trail_is_told_as_the_page_shows_it(reader: FlaskClient, paths: dict[str, str]) -> None:
    text = reader.get(f"/ar{paths['session']}").get_data(as_text=True)
    told = head_of(reader, f"/ar{paths['session']}").thing("BreadcrumbList")["itemListElement"]
    shown = re.search(r'<nav class="crumbs".*?</nav>', text, re.DOTALL)
    assert shown
    names = re.findall(r"<(?:a|span)[^>]*>([^<]+)</", unescape(shown.group()))
    assert [each["name"] for each in told] == names
    assert [each["position"] for each in told] == [1, 2, 3]
    assert [each.get("item", "").partition("/ar/")[2].partition("/")[0] for each in told] == [
        "programmes",
        "programmes",
        "",
    ]


def test_remote_work_is_announced_only_when_it_is_wholly_so(shared: Flask) -> None:
    with shared.test_request_context("/fr/"):
        row = next(each for each in openings() if each.place_id)
        row.remote = True
        assert "jobLocationType" not in job_posting(row, "fr", address_of)
        row.place_id = None
        wholly = written(job_posting(row, "fr", address_of))
        db.session.rollback()
    assert wholly["jobLocationType"] == "TELECOMMUTE"
    assert wholly["applicantLocationRequirements"] == {"@type": "Country", "name": "MA"}
    assert "jobLocation" not in wholly
    assert problems(wholly) == []


def test_an_opening_of_which_little_is_known_invents_nothing(shared: Flask) -> None:
    with shared.test_request_context("/fr/"):
        row = openings()[0]
        row.description, row.contract, row.occupation_id = "", None, None
        row.pay_min = row.pay_max = row.starts_on = None
        row.place_id, row.remote = None, False
        row.deadline = row.expires_on = None
        data = written(job_posting(row, "fr", address_of))
        db.session.rollback()
    absent = {"employmentType", "baseSalary", "occupationalCategory", "validThrough"}
    assert not absent & set(data)
    assert data["jobLocation"]["address"] == {"@type": "PostalAddress", "addressCountry": "MA"}
    assert problems(data) == []


def test_the_last_day_is_the_first_of_both_until_midnight_here(shared: Flask) -> None:
    with shared.test_request_context("/fr/"):
        row = openings()[0]
        row.deadline, row.expires_on = date(2027, 7, 3), date(2027, 7, 9)
        data = written(job_posting(row, "fr", address_of))
        db.session.rollback()
    assert data["validThrough"].startswith("2027-07-03T23:59:59")


def test_pay_is_in_dirhams_a_month(shared: Flask) -> None:
    with shared.test_request_context("/fr/"):
        row = openings()[0]
        row.pay_min, row.pay_max = 450_050, 650_000
        two = job_posting(row, "fr", address_of)["baseSalary"]["value"]
        row.pay_min = None
        one = job_posting(row, "fr", address_of)["baseSalary"]["value"]
        db.session.rollback()
    assert (two["minValue"], two["maxValue"], two["unitText"]) == (4500.5, 6500, "MONTH")
    assert one["value"] == 6500
    assert "minValue" not in one


def test_a_full_session_says_so_and_lessons_keep_their_days(shared: Flask) -> None:
    with shared.test_request_context("/fr/"):
        statement = select(Session).join(Session.programme).join(Programme.organisation)
        found = db.session.scalars(statement.where(bookable_session(today()), Session.slots.any()))
        row = found.first()
        assert row is not None
        row.seats_taken, row.enrol_by, row.enrol_from = row.seats, None, None
        row.starts_on, row.ends_on = date(2027, 3, 1), date(2027, 3, 1) + timedelta(days=7)
        data = written(course(row.programme, [row], "fr", address_of))
        days = {slot.weekday for slot in row.slots}
        db.session.rollback()
    (run,) = data["hasCourseInstance"]
    assert run["offers"]["availability"] == "https://schema.org/SoldOut"
    assert run["remainingAttendeeCapacity"] == 0
    assert {each["repeatCount"] for each in run["courseSchedule"]} == {2}
    assert len({each["byDay"] for each in run["courseSchedule"]}) == len(days)


def test_nothing_that_people_write_leaves_the_block() -> None:
    said = "</script><script>alert(1)</script> <!-- & \u2028 مطوّر"
    block = str(facts.script(facts.thing("Thing", name=said)))
    assert block.count("<") == 2
    assert "مطوّر" in block
    inner = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert json.loads(inner)["name"] == said


def test_text_becomes_html_that_holds_no_foreign_markup() -> None:
    text = "Nous cherchons <b>vous</b>\r\net vous.\n\n- Python\n• SQL & co\n\n\nFin"
    assert as_html(text) == (
        "<p>Nous cherchons &lt;b&gt;vous&lt;/b&gt;<br>et vous.</p>"
        "<ul><li>Python</li><li>SQL &amp; co</li></ul><p>Fin</p>"
    )
    assert as_html("  \n ") == ""
