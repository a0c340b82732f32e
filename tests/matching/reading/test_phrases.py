"""Skills are read through inflection, coordination, clitics and slips, and not more than that."""

import pytest

from skills4all.matching.reading.concepts import SkillReader
from skills4all.matching.reading.inflection import inflected
from skills4all.matching.text import key_of
from skills4all.reference.files import vocabulary

READER = SkillReader(vocabulary())


def read(text: str) -> set[str]:
    return {mention.concept for mention in READER.read(text)}


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fr", "administrer", "administration"),
        ("fr", "gère", "gestion"),
        ("fr", "développeuse", "développement"),
        ("en", "maintaining", "maintenance"),
        ("en", "analyzed", "analysis"),
        ("ar", "أحلل", "تحليل"),
        ("ar", "شكاياتهم", "شكاوى"),
        ("ar", "المعطيات", "البيانات"),
        ("ar", "ستطور", "تطوير"),
        ("ar", "طورنا", "تطوير"),
        ("ar", "محتواها", "محتوى"),
        ("ar", "التصاريح", "التصريح"),
    ],
)
def test_inflected_words_share_a_stem(language: str, one: str, other: str) -> None:
    assert inflected(key_of(one), language) == inflected(key_of(other), language)


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("J'administre des bases de données", "database-administration"),
        ("une analyse fine des données", "data-analysis"),
        ("encadrement d'une équipe", "team-management"),
        ("Je sais réparer des ordinateurs", "hardware-maintenance"),
        ("analysing survey data", "data-analysis"),
        ("design of databases", "database-design"),
        ("she managed several projects", "project-management"),
        ("أحلل المعطيات", "data-analysis"),
        ("معالجة شكاياتهم", "complaint-handling"),
        ("طورت مواقع إلكترونية", "web-development"),
        ("يطورون المواقع الإلكترونية", "web-development"),
        ("لحل المشاكل", "problem-solving"),
        ("للرد على المكالمات", "call-handling"),
        ("وللوحات القيادة", "dashboards"),
        ("أشتغل جيدا ضمن فريق", "teamwork"),
    ],
)
def test_a_verb_names_what_its_noun_names(text: str, skill: str) -> None:
    assert skill in read(text)


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("tests unitaires et d'intégration", {"unit-testing", "integration-testing"}),
        ("unit and integration testing", {"unit-testing", "integration-testing"}),
        ("تحليل ونمذجة البيانات", {"data-analysis", "data-modelling"}),
        ("إدارة المشاريع والفرق", {"project-management", "team-management"}),
        ("ingénieur logiciel embarqué", {"software-engineering", "embedded-systems"}),
        ("HTML وCSS", {"html", "css"}),
    ],
)
def test_things_named_together_are_told_apart(text: str, skills: set[str]) -> None:
    assert read(text) == skills


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("أستخدم وIllustrator", {"adobe-illustrator"}),
        ("إلمام بالتعلم العميق وبأمن المعلومات", {"deep-learning", "information-security"}),
        ("Pyhton, Javascrpit", {"python", "javascript"}),
        ("VLOOKUPs", {"excel-advanced"}),
        ("traiter la demande du matin", set()),
        ("He excels at chess", set()),
        ("une boutique électronique", set()),
        ("Bachelor in Computer Science", set()),
        ("analyse, données", set()),
    ],
)
def test_clitics_and_slips(text: str, skills: set[str]) -> None:
    assert read(text) == skills


def test_mentions_show_the_words_of_the_text() -> None:
    text = "On gère (bien) vos projets, puis les tests unitaires et d'intégration avec وPython."
    for mention in READER.read(text):
        assert mention.words == text[mention.start : mention.end]
    assert [each.words for each in READER.read("tests unitaires et d'intégration")] == [
        "tests unitaires",
        "intégration",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "You will secure it and train it.",
        "No coding involved",
        "بنود العقد",
        "الموقع الإلكتروني للشركة",
        "our readers, the typography of the opener",
    ],
)
def test_words_that_resemble_a_skill_are_none(text: str) -> None:
    assert not {mention.concept for mention in READER.read(text) if not mention.negated}
