"""Generated learners on the shipped vocabulary, and the matcher they all share.

Everything is drawn from a `random.Random` with a seed written in the test, so a failure comes
back at the next run. `scores` is the whole result in one value: what two texts must have in common
to be called the same is that list, to the last bit.
"""

from __future__ import annotations

import unicodedata
from random import Random
from typing import Literal

from skills4all.matching.documents import Background, Evidence, LearnerProfile, Source
from skills4all.matching.ranking import Matcher, Standing
from skills4all.reference.files import vocabulary

WORLD = vocabulary()
MATCHER = Matcher(WORLD)
SKILLS = sorted(WORLD.skills)
ROLES = [WORLD.occupations[name] for name in sorted(WORLD.occupations)]
FIELDS = [WORLD.fields[name] for name in sorted(WORLD.fields)]
LANGUAGES = ("fr", "ar", "en")
STATUS: tuple[Literal["obtained", "in_progress", "abandoned"], ...]
STATUS = ("obtained", "in_progress", "abandoned")

COMMA = {"fr": ", ", "ar": "، ", "en": ", "}
AND = {"fr": " et ", "ar": " و", "en": " and "}
_MARKS = "\u064e\u0652\u0650\u0651\u064f"
_LETTERS = (0x0621, 0x064A)


def scores(standing: Standing) -> list[float | None]:
    """The score of every role, in the order of identifiers."""
    return [MATCHER.cover(standing, role.requirements).score for role in ROLES]


def of_text(text: str) -> Standing:
    return MATCHER.standing(LearnerProfile(text=text))


def top_level(skill: str) -> int:
    return 6 if WORLD.skills[skill].kind == "language" else 4


def some_level(random: Random, skill: str) -> int | None:
    """No level half of the time, as most people say none."""
    return random.randint(1, top_level(skill)) if random.random() < 0.5 else None


def some_skill(random: Random) -> str:
    """Mostly one that a role asks for, or scores would be near zero and prove little."""
    if random.random() < 0.3:
        return random.choice(SKILLS)
    return random.choice(random.choice(ROLES).requirements).skill


def some_evidence(random: Random) -> Evidence:
    skill = some_skill(random)
    if random.random() < 0.1:
        return Evidence(skill, random.choice((Source.READ, Source.DECLARED)), denied=True)
    source = random.choice((Source.READ, Source.DECLARED, Source.CERTIFIED))
    return Evidence(skill, source, level=some_level(random, skill))


def some_studies(random: Random) -> tuple[Background, ...]:
    fields = random.sample(FIELDS, random.choice((0, 1, 1, 2)))
    status = random.choice(STATUS)
    return tuple(Background(each.id, random.choice(each.levels), status) for each in fields)


def some_profile(random: Random) -> LearnerProfile:
    """Studies, or none, and two to twelve statements, some twice about the same skill."""
    evidence = [some_evidence(random) for _ in range(random.randint(2, 10))]
    again = random.choice(evidence).skill
    if random.random() < 0.3:
        evidence.append(Evidence(again, Source.DECLARED, level=some_level(random, again)))
    return LearnerProfile(some_studies(random), tuple(evidence))


def listed(skills: list[str], language: str) -> str:
    """Preferred labels as people write a list: "Python, SQL et statistiques"."""
    labels = [WORLD.skills[skill].label(language) for skill in skills]
    return COMMA[language].join(labels[:-1]) + AND[language] + labels[-1]


def without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def vocalised(text: str) -> str:
    """Vowel marks after the Arabic letters, one kind after the other: spelling, not grammar."""
    first, last = _LETTERS
    return "".join(
        letter + _MARKS[place % len(_MARKS)] if first <= ord(letter) <= last else letter
        for place, letter in enumerate(text)
    )


def speaks_for(skill: str) -> set[str]:
    """Skills that evidence for `skill` can count for, by the rules of `holdings`."""
    near = (name for name, _ in WORLD.skills[skill].near)
    return {skill, *WORLD.ancestors(skill), *WORLD.narrower.get(skill, ()), *near}
