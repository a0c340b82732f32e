"""The model card for people: the figures in force, in three languages, one step from any result."""

from __future__ import annotations

import re
from datetime import date

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from flask.testing import FlaskClient

from skills4all.evaluation import card
from skills4all.matching.ranking import MODEL_VERSION
from skills4all.services.knowledge import vocabulary
from skills4all.web import model_card
from skills4all.web.locale import REGIONAL_FORMS
from tests.web.public.conftest import QUESTION

LANGUAGES = ["fr", "ar", "en"]


def read(visitor: FlaskClient, language: str) -> str:
    answer = visitor.get(f"/{language}/model")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def main(text: str) -> str:
    return text.partition("<main")[2].partition(">")[2].partition("</main>")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_shows_version_and_date(visitor: FlaskClient, language: str) -> None:
    text, measured = read(visitor, language), card.published()
    assert f'<bdi dir="ltr">{measured["model"]}</bdi>' in text
    assert f'<bdi dir="ltr">{measured["vocabulary"]}</bdi>' in text
    day = date.fromisoformat(measured["measured_on"])
    assert format_date(day, "d MMMM y", locale=REGIONAL_FORMS[language]) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_shows_the_figures_of_every_language_and_group(
    visitor: FlaskClient, language: str
) -> None:
    measured, locale = card.published(), REGIONAL_FORMS[language]
    cells = re.findall(r'<td class="num">([^<]*)</td>', read(visitor, language))
    shown = [each.strip() for each in cells]
    golden = measured["golden"]
    for counted in (*golden["languages"].values(), *golden["groups"].values()):
        assert format_percent(round(card.right_share(counted), 2), locale=locale) in shown
    for reading in measured["reading"].values():
        assert format_percent(round(reading["recall"], 2), locale=locale) in shown
        assert format_percent(round(reading["precision"], 2), locale=locale) in shown
    for line in card.lines(measured):
        assert format_decimal(round(line.ours, 2), format="0.00", locale=locale) in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_tells_what_the_figures_say_against_us(visitor: FlaskClient, language: str) -> None:
    told = read(visitor, language)
    against = [line for line in card.lines(card.published()) if line.short or line.behind]
    for line in against:
        ours = format_decimal(round(line.ours, 3), format="0.000", locale=REGIONAL_FORMS[language])
        assert ours in told, line.name


def test_everything_is_said_in_the_readers_language(visitor: FlaskClient) -> None:
    """An Arabic page without a French or English sentence in it."""
    words = re.sub(r'<bdi dir="ltr">.*?</bdi>|<[^>]+>', " ", main(read(visitor, "ar")))
    assert set(re.findall(r"[A-Za-zÀ-ÿ]{2,}", words)) <= {"CNDP", "Skills", "all"}


def test_every_benchmark_with_a_goal_has_its_question() -> None:
    named = set(model_card.QUESTIONS)
    assert set(card.GOALS) <= named
    assert set(card.published()["benchmarks"]) <= named


@pytest.mark.parametrize("path", ["roles", "roles/data-analyst"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_result_carries_the_version_and_leads_here(
    visitor: FlaskClient, language: str, path: str
) -> None:
    text = visitor.get(f"/{language}/{path}?{QUESTION}").get_data(as_text=True)
    note = text.rpartition('<p class="card-note">')[2].partition("</p>")[0]
    assert f'href="/{language}/model"' in note
    assert f'<bdi dir="ltr">{MODEL_VERSION}</bdi>' in note
    assert f'<bdi dir="ltr">{vocabulary().version}</bdi>' in note


def test_the_page_on_how_we_compute_leads_here(visitor: FlaskClient) -> None:
    assert 'href="/fr/model"' in visitor.get("/fr/about").get_data(as_text=True)
