"""Who somebody is changes nothing: only what they can do is read.

Each text is scored alone, then under ten different people: names, sex, age, town, family. The
scores of all roles must be the same to the last bit, and so must the evidence.
"""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from skills4all.matching.documents import Evidence
from tests.matching_quality.people import (
    LANGUAGES,
    ROLES,
    WORLD,
    listed,
    of_text,
    scores,
    some_skill,
)
from tests.matching_quality.personal import MEN, TOWNS, WOMEN, somebody
from tests.platform.sampling import cases

TEXTS = cases(300, 90)
SWAPS = 10
WORDS = ("Kubernetes", "Photoshop")
SENTENCES = {
    "fr": (
        "Je connais {}. Notions de {}. Je ne connais pas {}.",
        "Compétences : {} ; maîtrise de {} ; stage où j'ai utilisé {}.",
        "J'ai appris {} à la faculté, puis {} et {}.",
    ),
    "ar": (
        "أعرف {}. لدي مبادئ {}. لا أعرف {}.",
        "المهارات: {}؛ إتقان {}؛ تدريب استعملت فيه {}.",
        "تعلمت {} في الكلية، ثم {} و{}.",
    ),
    "en": (
        "I know {}. Basic {}. I do not know {}.",
        "Skills: {}; advanced {}; an internship with {}.",
        "I learned {} at the faculty, then {} and {}.",
    ),
}


def some_text(random: Random, language: str) -> str:
    several = listed([some_skill(random) for _ in range(random.randint(2, 5))], language)
    others = [WORLD.skills[some_skill(random)].label(language) for _ in range(2)]
    return random.choice(SENTENCES[language]).format(several, *others)


def seen(text: str) -> tuple[tuple[Evidence, ...], list[float | None]]:
    standing = of_text(text)
    return standing.evidence, scores(standing)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_somebody_is_changes_no_score_of_any_role(language: str) -> None:
    random = Random(f"people {language}")
    different: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for _ in range(TEXTS // len(LANGUAGES)):
        text = some_text(random, language)
        alone = seen(text)
        assert len(alone[1]) == len(ROLES)
        for _ in range(SWAPS):
            person = somebody(random, language)
            if seen(person.introduced(text)) != alone:
                different.update((person.name, person.family))
                examples.setdefault(person.family, person.introduced(text))
    assert not different, (different.most_common(4), list(examples.values())[:2])


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_skill_word_does_change_the_scores(language: str) -> None:
    """The control: the comparison above sees one word of difference when that word is a skill."""
    random = Random(f"control {language}")
    for _ in range(30):
        person, text = somebody(random, language), some_text(random, language)
        one, other = (seen(person.introduced(f"{text}\n{word}")) for word in WORDS)
        assert one[0] != other[0]
        assert one[1] != other[1]


def read_as_skills(words: dict[str, str], sentences: tuple[str, ...]) -> dict[str, set[str]]:
    """Word of a pool -> skills that it is taken for, alone or in a sentence."""
    pool = sorted({word for each in words.values() for word in each.split()})
    found: dict[str, set[str]] = {}
    for word in pool:
        for sentence in sentences:
            for item in of_text(sentence.format(word)).evidence:
                found.setdefault(word, set()).add(item.skill)
    return found


def test_no_name_is_read_as_a_skill() -> None:
    sentences = ("{}", "{} Alaoui", "Je m'appelle {}.", "اسمي {}", "I am {}", "مع {} وأصدقائه")
    taken = read_as_skills(MEN, sentences) | read_as_skills(WOMEN, sentences)
    assert not taken
    assert read_as_skills({"control": "Fatima Python"}, ("{}",)) == {"Python": {"python"}}


def test_no_town_is_read_as_a_skill() -> None:
    assert not read_as_skills(TOWNS, ("{}", "Né à {}", "من {}", "ب{}", "born in {}", "{}, Maroc"))
