"""Saying a thing more often or louder gains nothing; saying nothing gets no number."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from skills4all.matching.documents import Background, Evidence, LearnerProfile, Source
from skills4all.matching.reading.concepts import MAX_TEXT
from tests.matching_quality.people import (
    LANGUAGES,
    MATCHER,
    WORLD,
    listed,
    of_text,
    scores,
    some_profile,
    some_skill,
)
from tests.platform.sampling import cases

SENTENCES = {
    "fr": "Je connais {}. Notions de {}.",
    "ar": "أعرف {}. خبير في {}.",
    "en": "I know {}. Advanced {}.",
}
# Labels that stand in their own capitals only ("R", "Word") are read so by design.
ANY_CAPITALS = frozenset(
    skill.id
    for skill in WORLD.skills.values()
    if not any(label.kind == "exact" for label in skill.labels)
)
SPACES = (" ", "  ", "\t", "\u00a0", "   ")
NO_NUMBERS = [None] * len(WORLD.occupations)
NOTHING_SAID = (
    "",
    "   \n\t ",
    "...!?",
    "123 456",
    "🙂🙂",
    "Bonjour, je cherche un emploi.",
    "Je ne sais pas encore ce que je veux faire.",
    "J'aime la mer et les longues promenades.",
    "مرحبا، أبحث عن عمل.",
    "لا أعرف بعد ماذا أريد.",
    "أحب البحر والمشي الطويل.",
    "Hello, I am looking for a job.",
    "I do not know yet what I want.",
    "I like the sea and long walks.",
    "Привет, меня зовут",
    "x" * 30_000,
)


def some_text(random: Random, longest: int = 8) -> str:
    language = random.choice(LANGUAGES)
    drawn = (some_skill(random) for _ in range(10 * longest))
    skills = [skill for skill in drawn if skill in ANY_CAPITALS][: random.randint(3, longest)]
    levelled = WORLD.skills[skills.pop()].label(language)
    return SENTENCES[language].format(listed(skills, language), levelled)


def respaced(text: str, random: Random) -> str:
    spaced = "".join(random.choice(SPACES) if letter == " " else letter for letter in text)
    return random.choice(SPACES) + spaced + random.choice(SPACES)


VARIANTS: dict[str, Callable[[str, Random], str]] = {
    "spaces": respaced,
    "capitals": lambda text, _: text.upper(),
    "small letters": lambda text, _: text.lower(),
}


def test_repeating_a_text_changes_no_score() -> None:
    """Past the limit of what is read, too: many of the repeated texts are longer."""
    random = Random(41)
    longer = 0
    texts = cases(60, 20)
    for _ in range(texts):
        text = some_text(random, longest=100)
        joint = random.choice(("\n", "\n\n", " \n "))
        repeated = joint.join([text] * random.randint(2, 50))
        longer += len(repeated) > MAX_TEXT
        assert scores(of_text(repeated)) == scores(of_text(text)), (len(repeated), text)
    assert longer > texts / 6


def test_a_word_cut_at_the_limit_is_not_another_word() -> None:
    kept = len("Java")
    filled = "x" * (MAX_TEXT - kept - 1) + " JavaScript"
    assert "java" not in {item.skill for item in MATCHER.read(filled)}


def test_repeating_a_list_of_skills_changes_no_score() -> None:
    random = Random(42)
    for _ in range(80):
        profile = some_profile(random)
        again = profile.evidence * random.randint(2, 50)
        once = scores(MATCHER.standing(profile))
        assert scores(MATCHER.standing(LearnerProfile(profile.backgrounds, again))) == once


@pytest.mark.parametrize("variant", VARIANTS)
def test_spaces_and_capitals_change_no_score(variant: str) -> None:
    random = Random(43)
    for _ in range(60):
        text = some_text(random)
        other = VARIANTS[variant](text, random)
        assert scores(of_text(other)) == scores(of_text(text)), (text, other)


def test_small_letters_keep_the_level_of_a_language() -> None:
    for text in ("anglais B2", "English (C1)", "اللغة الفرنسية B1"):
        assert scores(of_text(text.lower())) == scores(of_text(text)), text


@pytest.mark.parametrize("spelt", [str, str.upper, str.lower])
def test_nothing_said_gets_no_number(spelt: Callable[[str], str]) -> None:
    for text in NOTHING_SAID:
        assert scores(of_text(spelt(text))) == NO_NUMBERS, spelt(text)


def test_an_empty_profile_or_an_unknown_field_or_skill_gets_no_number() -> None:
    """Nor does a place, which is no skill."""
    field = (Background("alchemy", "licence"),)
    for nothing in (
        LearnerProfile(),
        LearnerProfile(place="morocco"),
        LearnerProfile(field, (Evidence("alchemy", Source.DECLARED),)),
    ):
        assert scores(MATCHER.standing(nothing)) == NO_NUMBERS


def test_one_word_is_enough_for_a_number() -> None:
    """Or the statements above would hold of a matcher that never answers."""
    assert any(score for score in scores(of_text("Python")))
