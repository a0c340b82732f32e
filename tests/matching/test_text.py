"""Folding makes spellings of one word meet, in three languages."""

import pytest

from skills4all.matching.reading.concepts import Lexicon
from skills4all.matching.text import _kept_key, fold, key_of, keys, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Réseaux", "reseau"),
        ("DONNÉES", "donnee"),
        ("statistiques", "Statistique"),
        ("libraries", "library"),
        ("œuvre", "oeuvre"),
        ("مَدْرَسَة", "مدرسه"),
        ("الشبكات", "شبكة"),
        ("والشبكات", "شبكات"),
        ("إحصاء", "الاحصاء"),
        ("برمجــــة", "البرمجة"),
        ("مستشفى", "مستشفي"),
        ("٢٠٢٦", "2026"),
    ],
)
def test_spellings_of_one_word_share_a_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Java", "JavaScript"), ("C", "C++"), ("C++", "C#"), ("SSI", "SSIS")]
)
def test_different_things_keep_different_keys(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


def test_names_with_signs_stay_whole() -> None:
    found = [token.text for token in tokens("C++, C#, .NET et R&D; l'API de Node.js, C'est 2.5")]
    assert found[:4] == ["C++", "C#", ".NET", "et"]
    assert "R&D" in found
    assert found[found.index("l") + 1] == "API"


def test_a_vocalised_word_is_one_token() -> None:
    assert [token.key for token in tokens("مَدْرَسَة")] == [key_of("مدرسة")]


def test_linking_words_do_not_count_in_labels() -> None:
    assert keys("gestion de projet") == keys("Gestion des projets")
    assert keys("bases de données") == keys("base de donnée")


def test_places_point_into_the_original_text() -> None:
    text = "Maîtrise de l’Électronique"
    for token in tokens(text):
        assert text[token.start : token.end] == token.text


def test_a_word_longer_than_any_is_read_and_not_remembered() -> None:
    before = _kept_key.cache_info().currsize
    assert keys("É" * 100_000) == ("e" * 100_000,)
    assert _kept_key.cache_info().currsize == before
    assert Lexicon(()).read("qwertyuiop" * 2_000) == []


def test_folding_is_idempotent() -> None:
    for text in ("Ça va l'Été", "الإدارة العامّة", "STRASSE ß", "٣٫٥"):
        assert fold(fold(text)) == fold(text)
