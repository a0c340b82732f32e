"""Skills are read from text with the words they were read from."""

import pytest

from skills4all.matching.reading.concepts import MAX_TEXT, SkillReader
from tests.matching.small_world import WORLD

READER = SkillReader(WORLD)


def read(text: str) -> dict[str, bool]:
    return {mention.concept: mention.negated for mention in READER.read(text)}


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Python et SQL, bases de données", {"python", "sql", "databases"}),
        ("base de donnée, reseaux", {"databases", "networks"}),
        ("خبرة في بايثون وقواعد البيانات", {"python", "databases"}),
        ("بِرْمَجَة والإحصاء", {"programming", "statistics"}),
        ("Java is not JavaScript", {"java", "javascript"}),
        ("C, C++ and Python", {"c", "cpp", "python"}),
        ("langage R", {"r"}),
        ("R&D, 16 Go, plan C", set()),
        ("we go to the market", set()),
        ("machine learnign", {"machine-learning"}),
        ("C'est la vie", set()),
        ("bases, de données", set()),
        ("", set()),
    ],
)
def test_reads_skills(text: str, skills: set[str]) -> None:
    assert set(read(text)) == skills


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("pas d'expérience en Java", {"java"}),
        ("no experience of Java", {"java"}),
        ("Je ne connais pas Java mais je maîtrise Python", {"java"}),
        ("بدون معرفة بجافا", {"java"}),
        ("non seulement Java, Python aussi", set()),
        ("not only Java", set()),
        ("pas de Java. Python, SQL", {"java"}),
        ("Sans Java ni SQL ; bon niveau en Python", {"java", "sql"}),
    ],
)
def test_a_negation_governs_its_clause(text: str, denied: set[str]) -> None:
    assert {skill for skill, negated in read(text).items() if negated} == denied


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("notions de SQL", 1),
        ("maîtrise de SQL", 3),
        ("SQL (avancé)", 3),
        ("expert SQL", 4),
        ("SQL", None),
        ("notions de Java, SQL", None),
        ("français B2", 4),
        ("français courant", 5),
        ("bases de SQL et maîtrise de Python", 3),
        ("notions de SQL maîtrise de Python", 3),
        ("Python avancé et SQL débutant", 1),
        ("expert en Python et notions de SQL", 1),
    ],
)
def test_reads_the_level_told_beside_a_skill(text: str, level: int | None) -> None:
    assert READER.read(text)[-1].level == level


def test_shows_the_words_a_skill_was_read_from() -> None:
    text = "Je connais les Bases de Données."
    (mention,) = READER.read(text)
    assert mention.words == text[mention.start : mention.end] == "Bases de Données"


def test_the_longest_form_wins() -> None:
    assert set(read("réseau informatique")) == {"networks"}


def test_reads_no_more_than_the_limit() -> None:
    assert read("x " * MAX_TEXT + "Python") == {}
