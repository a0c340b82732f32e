"""More skills never count less, and the order people see is the order of coverage.

That a certified skill lowers nothing and an irrelevant one raises nothing stands in
`tests/matching/test_properties.py`; here is what people say of themselves.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

from skills4all.matching.documents import Evidence, LearnerProfile, Source
from skills4all.matching.ranking import RoleMatch
from tests.matching_quality.people import (
    MATCHER,
    ROLES,
    WORLD,
    scores,
    some_level,
    some_profile,
    some_studies,
)

WITHIN = 1e-6


def covered(match: RoleMatch) -> float:
    """A role without a number stands below those that have one, even nought."""
    return -1.0 if match.coverage.score is None else match.coverage.score


def declared(profile: LearnerProfile, skill: str, level: int | None) -> LearnerProfile:
    more = Evidence(skill, Source.DECLARED, level=level)
    return replace(profile, evidence=(*profile.evidence, more))


def lowered(before: LearnerProfile, after: LearnerProfile) -> list[tuple[str, float, float]]:
    """Roles whose score fell, from what to what."""
    old, new = scores(MATCHER.standing(before)), scores(MATCHER.standing(after))
    return [
        (role.id, was or 0.0, now or 0.0)
        for role, was, now in zip(ROLES, old, new, strict=True)
        if (now or 0.0) < (was or 0.0)
    ]


def test_saying_one_has_a_relevant_skill_lowers_no_score() -> None:
    """At any level, of a skill that the studies do not speak of, new or said already."""
    random = Random(11)
    tried = 0
    while tried < 120:
        profile = some_profile(random)
        new = random.choice(random.choice(ROLES).requirements).skill
        skill = random.choice((new, random.choice(profile.evidence).skill))
        supposed = MATCHER.standing(LearnerProfile(profile.backgrounds)).evidence
        if skill not in {item.skill for item in supposed}:
            tried += 1
            more = declared(profile, skill, some_level(random, skill))
            assert not lowered(profile, more), (skill, profile)


def test_confirming_what_the_studies_suppose_lowers_no_score() -> None:
    """The page asks for it: each supposed skill is to be confirmed or removed. A level that is told
    replaces the supposed one, even downwards; saying "yes" without one must not."""
    random = Random(12)
    falls = []
    tried = 0
    while tried < 80:
        profile = LearnerProfile(some_studies(random))
        supposed = MATCHER.standing(profile).evidence
        if supposed:
            tried += 1
            item = random.choice(supposed)
            found = lowered(profile, declared(profile, item.skill, None))
            falls += [(item.skill, item.level, item.strength, *fall) for fall in found[:1]]
    assert not falls, (len(falls), tried, falls[:3])


def test_the_order_follows_coverage_then_similarity_then_identifier() -> None:
    random = Random(13)
    settled = 0
    for _ in range(100):
        standing = MATCHER.standing(some_profile(random))
        # Nearer texts for what is covered least, so that a similarity with any weight would show.
        similarity = {
            role.id: random.choice((1.0 - (score or 0.0), 0.9, 0.9 + 4e-7))
            for role, score in zip(ROLES, scores(standing), strict=True)
        }
        ranked = MATCHER.roles(standing, similarity)
        assert {match.occupation.id for match in ranked} == set(WORLD.occupations)
        for upper, lower in pairwise(ranked):
            high, low = covered(upper), covered(lower)
            assert high >= low - WITHIN
            if round(high, 6) == round(low, 6):
                settled += 1
                nearer = round(upper.similarity, 6) - round(lower.similarity, 6)
                assert nearer > 0 or (nearer == 0 and upper.occupation.id < lower.occupation.id)
    assert settled > 200, "too few ties to prove the rule"
