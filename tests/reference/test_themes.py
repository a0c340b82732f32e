"""Themes and word vectors that ship: whole, linked, and in three languages."""

import numpy as np

from skills4all.matching.text import key_of
from skills4all.matching.vocabulary import LANGUAGES
from skills4all.reference.themes import themes
from skills4all.reference.word_meaning import word_meaning

FEWEST_TERMS = 12


def test_identifiers_are_used_once() -> None:
    names = [theme.id for theme in themes()]
    assert len(names) == len(set(names)) > 400


def test_links_lead_to_themes_and_are_shares() -> None:
    known = {theme.id for theme in themes()}
    faults = [
        (theme.id, near, strength)
        for theme in themes()
        for near, strength in theme.near
        if near not in known or near == theme.id or not 0 < strength <= 1
    ]
    assert faults == []


def test_every_theme_has_neighbours_and_terms_in_each_language() -> None:
    for theme in themes():
        assert theme.near, theme.id
        for language in LANGUAGES:
            terms = [label for label in theme.labels if label.language == language]
            assert len(terms) >= FEWEST_TERMS, (theme.id, language)
            assert sum(label.kind == "preferred" for label in terms) == 1


def test_words_are_folded_sorted_and_have_their_codes() -> None:
    meaning = word_meaning()
    assert list(meaning.words) == sorted(set(meaning.words))
    assert meaning.codes.shape == (len(meaning.words), meaning.pieces.shape[0])
    assert meaning.codes.dtype == np.uint8
    assert meaning.pieces.shape[1] == 256
    sample = meaning.words[:: len(meaning.words) // 500]
    assert [word for word in sample if key_of(word) != word and word.isalpha()][10:] == []


def test_vectors_have_length_one() -> None:
    meaning = word_meaning()
    rows = meaning.vectors(range(0, len(meaning.words), 997))
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)
