"""Searches find what was meant, in three languages, typed with slips or not to the end."""

import pytest

from skills4all.matching.index import IndexDocument, SkillIndex
from skills4all.services import catalogue_search, knowledge

TITLES = {
    "web": "Développeuse web",
    "data": "Analyste de données",
    "net": "Administrateur réseau",
    "acc": "Accountant",
    "sec": "محلل أمن المعلومات",
    "dba": "مدير قواعد البيانات",
}


@pytest.fixture(scope="module")
def index() -> SkillIndex:
    analyser = knowledge.matcher().analyser
    return SkillIndex.fit(
        IndexDocument(name, analyser.terms(text)) for name, text in TITLES.items()
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("développeuse", "web"),
        ("developpeuse", "web"),
        ("develpopeuse", "web"),
        ("develo", "web"),
        ("analiste", "data"),
        ("accuontant", "acc"),
        ("administrateur reseau", "net"),
        ("محلل امن", "sec"),
        ("المعلومت", "sec"),
        ("مُدِير", "dba"),
    ],
)
def test_what_was_meant_comes_first(index: SkillIndex, typed: str, meant: str) -> None:
    found = index.query(catalogue_search.terms(index, typed))
    assert found
    assert found[0][0] == meant


def test_what_nothing_is_like_finds_nothing(index: SkillIndex) -> None:
    terms = catalogue_search.terms(index, "xylophone zzzz")
    assert terms, "something was typed"
    assert index.query(terms) == []
    assert catalogue_search.terms(index, " de la ") == {}


def test_short_words_are_not_guessed(index: SkillIndex) -> None:
    assert index.query(catalogue_search.terms(index, "wob")) == []


def test_a_wall_of_unknown_words_costs_little(index: SkillIndex) -> None:
    typed = " ".join(f"qzx{n}" for n in range(60))
    assert len(catalogue_search.terms(index, typed)) <= 60


def test_words_that_came_later_are_known(index: SkillIndex) -> None:
    catalogue_search.terms(index, "zzzz")
    index.add(IndexDocument("new", knowledge.matcher().analyser.terms("Soudeuse")))
    assert len(index) == len(TITLES) + 1
    assert index.query(catalogue_search.terms(index, "soudeuze"))[0][0] == "new"
    index.remove("new")
