"""A woman and a man who write the same are read the same, whatever the words agree with."""

from __future__ import annotations

import pytest

from tests.matching_quality.gendered import HOW_WELL, PEOPLE, feminine_labels, pairs
from tests.matching_quality.people import MATCHER, of_text, scores

SENTENCES = {
    "fr": (
        "Je suis {} et je connais Python et SQL.",
        "{}, compétences : Excel, statistiques, réseaux informatiques",
        "J'ai travaillé comme {} dans une entreprise. Je maîtrise Linux.",
    ),
    "ar": (
        "أنا {} وأعرف بايثون وSQL.",
        "{}، المهارات: Excel، الإحصاء، شبكات الحاسوب",
        "عملت {} في شركة. أتقن Linux.",
    ),
}
LEVELLED = {
    "fr": ("Je suis {} en Python.", "{} en anglais", "Python et SQL ({})", "{} Excel"),
    "ar": ("أنا {} في بايثون.", "{} في اللغة الإنجليزية", "Python ({})", "أنا {} في Excel"),
}
LANGUAGES = tuple(SENTENCES)


def read(text: str) -> list[tuple[str, int | None, bool]]:
    """What is read, without the words, which do differ."""
    return [(item.skill, item.level, item.denied) for item in MATCHER.read(text)]


def differences(words: str, sentences: tuple[str, ...]) -> dict[str, object]:
    """Feminine word -> first sentence that is read or scored otherwise, with both readings."""
    found: dict[str, object] = {}
    for masculine, feminine in pairs(words):
        for sentence in sentences:
            his, hers = sentence.format(masculine), sentence.format(feminine)
            same = scores(of_text(his)) == scores(of_text(hers))
            if feminine not in found and not (same and read(his) == read(hers)):
                found[feminine] = (hers, read(his), read(hers))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_for_what_somebody_is_counts_the_same_in_both_forms(language: str) -> None:
    found = differences(PEOPLE[language], SENTENCES[language])
    assert not found, (list(found), next(iter(found.values())))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_for_how_well_counts_the_same_in_both_forms(language: str) -> None:
    found = differences(HOW_WELL[language], LEVELLED[language])
    assert not found, (list(found), next(iter(found.values())))


def test_every_label_that_names_a_person_is_known_in_the_feminine() -> None:
    """The vocabulary's own duty: one form in the files without the other favours one sex."""
    labels = list(feminine_labels())
    lookup = MATCHER.reader.lexicon.lookup
    unknown = [(skill, hers) for skill, _, hers in labels if lookup(hers) != skill]
    assert len(labels) > 100, "too few labels found to prove anything"
    assert not unknown, f"{len(unknown)} of {len(labels)}: {unknown}"


def test_two_different_trades_are_read_differently() -> None:
    """The control: the comparison sees a word of difference when it is another skill."""
    assert differences("infirmier/comptable", SENTENCES["fr"])
    assert differences("débutant/experte", LEVELLED["fr"])
    assert differences("محاسب/ممرض", SENTENCES["ar"])
