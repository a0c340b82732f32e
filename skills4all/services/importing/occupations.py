"""The occupation an opening is about: named by its title, else the nearest by what it asks."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from skills4all.matching.documents import Evidence, LearnerProfile, Source
from skills4all.matching.reading.concepts import Lexicon
from skills4all.matching.vocabulary import Label, Occupation, Requirement
from skills4all.services.knowledge import matcher, vocabulary

LEAST_COVERAGE = 0.12
"""Below this share of a role's needs, an opening is about none of our roles."""


def nearest_occupation(title: str, asked: Sequence[Requirement]) -> str | None:
    """Occupation id: the longest label or alias in `title`, else the role whose needs the
    skills `asked` cover best, else None.
    """
    return occupation_in(title) or _nearest_by_skills(tuple(asked))


def occupation_in(title: str) -> str | None:
    """The occupation that `title` names; of several, the one named with most words."""
    found = [each for each in _titles().read(title) if not each.negated]
    longest = max(found, key=lambda each: (len(each.words), -each.start), default=None)
    return longest.concept if longest else None


@lru_cache(maxsize=1024)
def _nearest_by_skills(asked: tuple[Requirement, ...]) -> str | None:
    evidence = tuple(
        Evidence(row.skill, Source.CERTIFIED, level=row.level, reason="asked") for row in asked
    )
    if not evidence:
        return None
    standing = matcher().standing(LearnerProfile(evidence=evidence))
    best = next(iter(matcher().roles(standing)), None)
    if best is None or (best.coverage.score or 0.0) < LEAST_COVERAGE:
        return None
    return best.occupation.id


@lru_cache(maxsize=1)
def _titles() -> Lexicon:
    return Lexicon(tuple(_split(role) for role in vocabulary().occupations.values()))


def _split(role: Occupation) -> Occupation:
    """Labels such as "testeur / testeuse" as two: a title says one of them."""
    labels = tuple(
        Label(part.strip(), label.language, label.kind)
        for label in role.labels
        for part in label.text.split(" / ")
    )
    return replace(role, labels=labels)
