"""Three answers to roles, a role to its pathway: what people meet, in three languages."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, update

from skills4all.extensions import db
from skills4all.models import Session
from skills4all.services.calendar import today
from skills4all.services.limits import READ_ADDRESS
from tests.web.public.conftest import QUESTION


def page(visitor: FlaskClient, address: str, status: int = 200) -> str:
    answer = visitor.get(address)
    assert answer.status_code == status, answer.status_code
    return answer.get_data(as_text=True)


def roles(text: str) -> list[str]:
    return re.findall(r'href="/(?:fr|ar|en)/roles/([a-z0-9-]+)\?', text)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_first_page_asks_three_questions(visitor: FlaskClient, language: str) -> None:
    text = page(visitor, f"/{language}/")
    for name in ("field", "level", "place"):
        assert f'name="{name}"' in text
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in text


def test_three_answers_give_roles_the_same_in_every_language(visitor: FlaskClient) -> None:
    found = [
        roles(page(visitor, f"/{language}/roles?{QUESTION}")) for language in ("fr", "ar", "en")
    ]
    assert len(set(found[0])) >= 8
    assert found[0] == found[1] == found[2]


def test_another_degree_gives_other_roles(visitor: FlaskClient) -> None:
    physics = roles(page(visitor, f"/fr/roles?{QUESTION}"))
    computing = roles(page(visitor, "/fr/roles?field=smi&level=licence"))
    assert physics != computing


def test_an_isced_code_a_label_and_an_abbreviation_are_understood(visitor: FlaskClient) -> None:
    by_id = roles(page(visitor, "/fr/roles?field=smp&level=licence"))
    for written in ("0533", "SMP", "physics (SMP)"):
        assert roles(page(visitor, f"/fr/roles?field={written}&level=licence")) == by_id


def test_a_wrong_answer_is_told_beside_its_field_and_the_rest_kept(visitor: FlaskClient) -> None:
    text = page(visitor, "/fr/roles?field=physqiue&level=licence&place=taza&have=sql:9", 422)
    assert 'id="field-errors"' in text
    assert "physqiue" in text
    assert re.search(r'<option value="licence" selected>', text)
    assert re.search(r'<option value="taza" selected>', text)


def test_nothing_answered_asks_the_questions(visitor: FlaskClient) -> None:
    assert 'name="field"' in page(visitor, "/fr/roles")


def test_what_one_has_raises_and_what_one_lacks_lowers(visitor: FlaskClient) -> None:
    def score(more: str) -> int:
        text = page(visitor, f"/fr/roles/data-analyst?{QUESTION}{more}")
        found = re.search(r'class="band-score">(\d+)', text)
        assert found
        return int(found.group(1))

    plain = score("")
    assert score("&have=sql:3&have=power-bi:3") > plain
    assert score("&lack=statistics&lack=python") < plain


def test_free_text_is_read_and_never_enters_an_address(visitor: FlaskClient) -> None:
    answer = visitor.post(
        f"/fr/roles/read?{QUESTION}",
        data={"text": "Je maîtrise Python et SQL, aucune expérience en Java. Mot-canari-7391."},
    )
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert 'value="python:3"' in text
    assert re.search(r'name="lack" value="java"', text)
    assert "canari" not in text
    assert "field=smp" in text or 'value="smp"' in text


def test_reading_texts_has_a_limit_per_address(visitor: FlaskClient) -> None:
    def read() -> int:
        return visitor.post(f"/fr/roles/read?{QUESTION}", data={"text": "SQL"}).status_code

    answers = [read() for _ in range(READ_ADDRESS.times + 2)]
    assert answers[0] == 200
    assert answers[-1] == 429


def test_a_pathway_shows_gap_plans_sessions_and_jobs(visitor: FlaskClient) -> None:
    text = page(visitor, f"/fr/roles/data-analyst?{QUESTION}")
    assert text.count('class="gap-list') >= 3
    assert text.count('class="plan card"') >= 2
    assert text.count('class="timeline-step"') >= 3
    assert "/fr/sessions/" in text
    assert "/fr/openings/" in text or "/fr/pledges/" in text


def test_limits_that_nothing_meets_say_what_to_relax(visitor: FlaskClient) -> None:
    text = page(visitor, f"/fr/roles/data-analyst?{QUESTION}&months=1&lack=sql")
    _, found, advice = text.partition("Aucun plan ne tient dans vos limites")
    assert found
    relaxed = re.search(r'href="(/fr/roles/data-analyst\?[^"]*months=(\d+)[^"]*)"', advice)
    assert relaxed
    again = page(visitor, relaxed.group(1).replace("&amp;", "&"))
    assert 'class="plan card"' in again


def test_a_bad_limit_is_told_and_what_was_typed_kept(visitor: FlaskClient) -> None:
    text = page(visitor, f"/fr/roles/data-analyst?{QUESTION}&budget=beaucoup", 422)
    assert 'id="budget-errors"' in text
    assert 'value="beaucoup"' in text


@pytest.mark.parametrize(
    "answer",
    [
        "have=python:" + "9" * 5_000,
        "budget=" + "0" * 12 + "9" * 30,
        "months=" + "0" * 12 + "9" * 12,
        "hours=" + "0" * 5_000,
    ],
)
def test_a_number_no_one_can_read_is_told_like_any_bad_one(
    visitor: FlaskClient, answer: str
) -> None:
    page(visitor, f"/fr/roles/web-developer?{QUESTION}&{answer}", 422)


def test_what_if_recomputes_everything(visitor: FlaskClient) -> None:
    text = page(visitor, f"/fr/roles/data-analyst?{QUESTION}&learn=sql&learn=power-bi")
    assert "Sans elles" in text


def test_a_full_session_is_in_no_plan(site: Flask, visitor: FlaskClient) -> None:
    address = f"/fr/roles/data-analyst?{QUESTION}"
    offered = set(re.findall(r"/fr/sessions/[^\"]*-([A-Za-z0-9]{22})", page(visitor, address)))
    assert offered
    with site.app_context():
        db.session.execute(
            update(Session).where(Session.public_id.in_(offered)).values(seats_taken=Session.seats)
        )
        db.session.commit()
    now = set(re.findall(r"/fr/sessions/[^\"]*-([A-Za-z0-9]{22})", page(visitor, address)))
    assert not offered & now


def test_without_an_index_pages_still_answer(site: Flask, visitor: FlaskClient) -> None:
    pointer = site.config["S4A_SETTINGS"].instance / "index" / "current"
    pointer.write_text("v-gone")
    assert roles(page(visitor, f"/fr/roles?{QUESTION}"))
    assert 'class="plan card"' in page(visitor, f"/fr/roles/data-analyst?{QUESTION}")
    page(visitor, "/fr/openings?q=python")


def test_an_unknown_role_is_not_found(visitor: FlaskClient) -> None:
    page(visitor, f"/fr/roles/astronaut?{QUESTION}", 404)


@pytest.mark.parametrize("address", ["/fr/roles", "/fr/roles/data-analyst"])
def test_the_count_of_statements_is_small_and_fixed(
    site: Flask, visitor: FlaskClient, address: str
) -> None:
    """No statement per role, session or opening."""
    counts = []
    for field in ("smp", "svi", "smi"):
        seen: list[str] = []

        def note(*parts: object, seen: list[str] = seen) -> None:
            if str(parts[2]).lstrip().upper().startswith("SELECT"):
                seen.append(str(parts[2]))

        with site.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        page(visitor, f"{address}?field={field}&level=licence&place=taza")
        event.remove(engine, "before_cursor_execute", note)
        counts.append(len(seen))
    assert max(counts) <= 12
    assert max(counts) - min(counts) <= 3


def test_a_session_that_began_leaves_the_plans(site: Flask, visitor: FlaskClient) -> None:
    with site.app_context():
        db.session.execute(
            update(Session).values(
                enrol_from=None,
                enrol_by=today() - timedelta(days=1),
                starts_on=today() - timedelta(days=1),
            )
        )
        db.session.commit()
    text = page(visitor, f"/fr/roles/data-analyst?{QUESTION}")
    assert 'class="plan card"' not in text
    assert "Garder ce parcours" in text


@pytest.mark.parametrize(
    "bad", ["have=pyhtonn:3", "have=%20sql:9", "budget=1%20000%20000%20000", "mode=%20online"]
)
def test_a_bad_value_in_any_shape_is_told_and_never_breaks_the_page(
    visitor: FlaskClient, bad: str
) -> None:
    assert 'role="alert"' in page(visitor, f"/fr/roles/data-analyst?{QUESTION}&{bad}", 422)


def test_an_unknown_skill_is_told_beside_its_box_and_the_roles_stay(visitor: FlaskClient) -> None:
    text = page(visitor, f"/fr/roles?{QUESTION}&have=sql&have=zzqqxx", 422)
    assert 'id="have-errors"' in text
    assert re.search(r'id="have" name="have" value="zzqqxx"', text)
    assert roles(text)


def test_taking_a_declared_skill_back_does_not_deny_it(visitor: FlaskClient) -> None:
    text = page(visitor, f"/fr/roles?{QUESTION}&have=sql&lack=java")
    back = re.search(r'class="tag tag-good" href="([^"]+)"', text)
    assert back
    assert "sql" not in back.group(1)
    assert "lack=java" in back.group(1)


def test_limits_that_must_change_together_are_told_together(visitor: FlaskClient) -> None:
    """Never "no session teaches this" where sessions exist and only the limits forbid them."""
    text = page(visitor, f"/fr/roles/data-analyst?{QUESTION}&months=1&hours=1&lack=sql")
    assert "Aucune session ouverte n’enseigne ce qui manque" not in text
    _, found, advice = text.partition("tous ces changements à la fois")
    assert found
    link = re.search(r'href="(/fr/roles/data-analyst\?[^"]+)"', advice)
    assert link
    assert 'class="plan card"' in page(visitor, link.group(1).replace("&amp;", "&"))


def test_a_distance_is_told_only_to_who_said_where_they_live(visitor: FlaskClient) -> None:
    address = "/fr/roles/data-analyst?field=smp&level=licence"
    assert "<dt>Distance</dt>" in page(visitor, f"{address}&place=taza")
    without = page(visitor, address)
    assert 'class="plan card"' in without
    assert "<dt>Distance</dt>" not in without
    assert "Le plus près de chez vous" not in without


def test_the_page_of_read_skills_can_change_its_language(visitor: FlaskClient) -> None:
    read = visitor.post(f"/fr/roles/read?{QUESTION}", data={"text": "Python"})
    other = re.search(r'href="(/ar/roles/read[^"]*)"', read.get_data(as_text=True))
    assert other
    again = visitor.get(other.group(1).replace("&amp;", "&"), follow_redirects=True)
    assert again.status_code == 200
    assert roles(again.get_data(as_text=True))
