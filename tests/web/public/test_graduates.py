"""A real figure on graduates stands with the roles: of the field named, with its source."""

from __future__ import annotations

import re
from html import unescape

import pytest
from babel.numbers import format_decimal, format_percent
from flask.testing import FlaskClient

from skills4all.services.graduates import figure_for, figures
from skills4all.web.locale import REGIONAL_FORMS
from skills4all.web.wording import IN_COUNTRIES
from tests.web.public.conftest import QUESTION

COUNTRY = {"fr": "Aux États-Unis", "ar": "في الولايات المتحدة", "en": "In the United States"}
NOT_MOROCCO = {"fr": "ne décrit pas le Maroc", "ar": "لا يصف المغرب", "en": "not describe Morocco"}
LANGUAGES = list(COUNTRY)


def notices(visitor: FlaskClient, address: str) -> list[str]:
    """The words of every notice that leads to where the figures come from."""
    answer = visitor.get(address)
    assert answer.status_code == 200
    blocks = re.findall(
        r'<div class="notice notice-info">(.*?)</div>', answer.get_data(as_text=True), re.DOTALL
    )
    found = [block for block in blocks if "/model#graduates" in block]
    words = [unescape(re.sub(r"<[^>]+>", "", block)) for block in found]
    return [re.sub(r"[ \n]+", " ", each.replace("\u2060", "")) for each in words]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("field", ["smp", "sma", "svi"])
def test_the_figure_of_the_field_stands_once_with_its_source(
    visitor: FlaskClient, language: str, field: str
) -> None:
    figure, locale = figure_for(field), REGIONAL_FORMS[language]
    assert figure is not None
    (said,) = notices(visitor, f"/{language}/roles?field={field}&level=licence")
    assert format_percent(round(figure.share, 2), locale=locale) in said
    assert format_decimal(figure.one_in, locale=locale) in said
    for words in (figure.label(language), figure.source, COUNTRY[language], NOT_MOROCCO[language]):
        assert words in said
    assert f"{figure.years[0]}–{figure.years[-1]}" in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "question", ["field=mip&level=bac2", "field=genie-civil&level=licence", "have=sql:2"]
)
def test_nothing_stands_where_no_figure_speaks_of_the_field(
    visitor: FlaskClient, language: str, question: str
) -> None:
    assert notices(visitor, f"/{language}/roles?{question}") == []


def test_no_role_page_repeats_it(visitor: FlaskClient) -> None:
    assert notices(visitor, f"/fr/roles/data-analyst?{QUESTION}") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_model_page_names_every_source(visitor: FlaskClient, language: str) -> None:
    text = visitor.get(f"/{language}/model").get_data(as_text=True)
    section = unescape(text.partition('id="graduates"')[2].partition("<h2")[0])
    for figure in figures():
        for words in (figure.label(language), figure.group, figure.publisher, figure.address):
            assert words in section
        share = format_percent(round(figure.share, 2), locale=REGIONAL_FORMS[language])
        assert share in section
        assert ", ".join(str(year) for year in figure.years) in section


def test_every_country_quoted_has_its_words() -> None:
    assert {figure.country for figure in figures()} <= set(IN_COUNTRIES)
