"""The same person gets the same roles in French, Arabic and English, however it is spelt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from itertools import islice
from random import Random
from statistics import mean

import pytest

from skills4all.matching.documents import Evidence, LearnerProfile, Source
from skills4all.matching.ranking import Standing
from tests.matching_quality.people import (
    LANGUAGES,
    MATCHER,
    WORLD,
    listed,
    of_text,
    some_skill,
    vocalised,
    without_accents,
)
from tests.platform.sampling import cases

PROFILES = cases(300, 100)
CHOSEN = 40
TOP = 20
WRITINGS: dict[str, Callable[[list[str]], str]] = {
    "French without accents": lambda skills: without_accents(listed(skills, "fr")),
    "Arabic": lambda skills: listed(skills, "ar"),
    "vocalised Arabic": lambda skills: vocalised(listed(skills, "ar")),
    "English": lambda skills: listed(skills, "en"),
}


def skill_lists() -> Iterable[list[str]]:
    random = Random(20_07)
    for _ in range(PROFILES):
        wanted = random.randint(4, 12)
        drawn: dict[str, None] = {}
        while len(drawn) < wanted:
            drawn[some_skill(random)] = None
        yield list(drawn)


def first_roles(standing: Standing) -> list[str]:
    return [match.occupation.id for match in MATCHER.roles(standing)[:TOP]]


@cache
def roles_of(read: frozenset[tuple[str, int | None, bool]]) -> frozenset[str]:
    """The roles of what was read. Texts that read alike share one ranking, or it costs a minute."""
    evidence = tuple(
        Evidence(skill, Source.READ, level=level, denied=denied)
        for skill, level, denied in sorted(read, key=str)
    )
    return frozenset(first_roles(MATCHER.standing(LearnerProfile(evidence=evidence))))


def roles_of_text(text: str) -> frozenset[str]:
    read = of_text(text).evidence
    return roles_of(frozenset((item.skill, item.level, item.denied) for item in read))


def test_a_skill_chosen_by_its_name_is_the_same_skill_in_every_language() -> None:
    """Chosen skills become identifiers, so nothing else of the language reaches the ranking."""
    wrong = [
        (skill.id, language, found)
        for skill in WORLD.skills.values()
        for language in LANGUAGES
        if (found := MATCHER.reader.lexicon.lookup(skill.label(language))) != skill.id
    ]
    assert not wrong


def test_chosen_skills_give_the_same_twenty_roles_in_the_same_order() -> None:
    for skills in islice(skill_lists(), CHOSEN):
        tops = []
        for language in LANGUAGES:
            labels = [WORLD.skills[skill].label(language) for skill in skills]
            found = [MATCHER.reader.lexicon.lookup(label) for label in labels]
            evidence = tuple(Evidence(skill or "", Source.DECLARED) for skill in found)
            tops.append(first_roles(MATCHER.standing(LearnerProfile(evidence=evidence))))
        assert tops[0] == tops[1] == tops[2], skills


@pytest.mark.parametrize("writing", WRITINGS)
def test_a_text_gives_nearly_the_same_twenty_roles_as_its_french(writing: str) -> None:
    overlaps = {}
    for skills in skill_lists():
        french, other = listed(skills, "fr"), WRITINGS[writing](skills)
        overlaps[other] = len(roles_of_text(french) & roles_of_text(other)) / TOP
    worst = min(overlaps, key=lambda text: overlaps[text])
    assert len(overlaps) == PROFILES
    assert mean(overlaps.values()) >= 0.9, f"least {overlaps[worst]}: {worst}"


def test_the_writings_differ() -> None:
    """Or the comparison above would compare a text with itself."""
    skills = ["statistics", "relational-databases", "electronics"]
    texts = {listed(skills, "fr"), *(write(skills) for write in WRITINGS.values())}
    assert len(texts) == len(WRITINGS) + 1
    assert any(len(roles_of_text(text)) == TOP for text in texts)
    assert roles_of_text(listed(skills, "fr")) != roles_of_text(listed(["nursing-care"] * 2, "fr"))
