"""What a card says is what moves the score: remove a reason and it falls, mend a gap and it rises.

Each of the profiles is judged on one role of its first ten, with the real sum and nothing rounded.
A move counts from `LEAST` on, so that the last bit of a sum proves nothing.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

from skills4all.matching.coverage import Item
from skills4all.matching.documents import Evidence, LearnerProfile, Source
from skills4all.matching.holdings import Via, weigh
from skills4all.matching.ranking import RoleMatch, Standing
from skills4all.matching.reasons import reason_of
from skills4all.matching.vocabulary import Occupation
from tests.matching_quality.people import (
    MATCHER,
    ROLES,
    SKILLS,
    WORLD,
    scores,
    some_level,
    some_profile,
    speaks_for,
)
from tests.platform.sampling import cases

PROFILES = cases(500, 150)
LEAST = 1e-9


def first_ten(standing: Standing) -> list[Occupation]:
    known = zip(scores(standing), ROLES, strict=True)
    ranked = sorted(known, key=lambda pair: (-(pair[0] or 0.0), pair[1].id))
    return [role for _, role in ranked[:10]]


@cache
def learners() -> tuple[tuple[Standing, RoleMatch], ...]:
    """Learners, each with one role of their first ten that has something to remove."""
    random = Random(81)
    found: list[tuple[Standing, RoleMatch]] = []
    while len(found) < PROFILES:
        standing = MATCHER.standing(some_profile(random))
        roles = first_ten(standing)
        matches = (MATCHER.role(standing, role) for role in random.sample(roles, len(roles)))
        match = next((each for each in matches if each.gap.matched), None)
        if match is not None:
            found.append((standing, match))
    return tuple(found)


def with_evidence(standing: Standing, evidence: tuple[Evidence, ...]) -> Standing:
    return replace(standing, evidence=evidence, holdings=weigh(WORLD, evidence))


def without(standing: Standing, skill: str) -> Standing:
    """Nothing said, read or supposed of `skill` any more; what the studies leave out stays."""
    kept = tuple(item for item in standing.evidence if item.skill != skill)
    return with_evidence(standing, kept)


def having(standing: Standing, skill: str, level: int) -> Standing:
    """The learner says they have `skill`; as on the page, what they denied of it is taken back."""
    kept = tuple(each for each in standing.evidence if not (each.skill == skill and each.denied))
    return with_evidence(standing, (*kept, Evidence(skill, Source.DECLARED, level=level)))


def score(standing: Standing, match: RoleMatch) -> float:
    """No number is no score: nothing is left that speaks for the role."""
    return MATCHER.cover(standing, match.occupation.requirements).score or 0.0


def named(item: Item) -> str:
    """The skill whose evidence the reason names: the one wanted, or the one that carries it."""
    reason = reason_of(item)
    return reason.through or reason.skill


def excused(standing: Standing, item: Item) -> bool:
    """A carried skill may stay covered when another skill carries exactly as much; one that is
    said to be held itself may not: then the other should have been named."""
    offers = standing.holdings.offers[item.requirement.skill]
    wanted = item.requirement.level
    others = [each.value(wanted) for each in offers if each.evidence.skill != named(item)]
    return item.via is not Via.DIRECT and item.value in others


def test_removing_what_a_matched_skill_is_known_by_lowers_the_score() -> None:
    removed = kept_up = 0
    contradictions = []
    for standing, match in learners():
        before = score(standing, match)
        for item in match.gap.matched:
            removed += 1
            after = score(without(standing, named(item)), match)
            if after < before - LEAST:
                continue
            if excused(standing, item):
                kept_up += 1
            else:
                contradictions.append((match.occupation.id, reason_of(item), before, after))
    assert removed >= PROFILES
    assert not contradictions, (len(contradictions), removed, contradictions[:2])
    assert kept_up < removed / 50, "excuses must stay the exception"


def test_where_another_skill_carries_as_much_the_reason_names_that_one() -> None:
    """A declared skill weighs 0.9, and so does one carried by a certified narrower skill: to call
    the requirement met by the declared one says that the score needs it, which it does not."""
    random = Random(84)
    wrong = []
    for _ in range(300):
        role = random.choice(ROLES)
        row = random.choice(role.requirements)
        narrower = random.choice((*WORLD.narrower.get(row.skill, ()), row.skill))
        said = Evidence(row.skill, Source.DECLARED, level=row.level)
        proven = Evidence(narrower, Source.CERTIFIED, level=row.level)
        standing = MATCHER.standing(LearnerProfile(evidence=(said, proven)))
        match = MATCHER.role(standing, role)
        (item,) = (each for each in match.coverage.items if each.requirement is row)
        needed = score(without(standing, row.skill), match) < score(standing, match) - LEAST
        if named(item) == row.skill and not needed:
            wrong.append((role.id, row.skill, narrower))
    assert not wrong, (len(wrong), wrong[:3])


def test_learning_what_is_named_as_missing_or_unknown_raises_the_score() -> None:
    random = Random(82)
    learned = 0
    contradictions = []
    for standing, match in learners():
        before = score(standing, match)
        for items in (match.gap.missing, match.gap.unknown):
            for item in random.sample(items, min(2, len(items))):
                learned += 1
                row = item.requirement
                after = score(having(standing, row.skill, row.level), match)
                if after <= before + LEAST:
                    contradictions.append((match.occupation.id, row, before, after))
    assert learned >= PROFILES
    assert not contradictions, (len(contradictions), learned, contradictions[:2])


def test_changing_what_the_role_does_not_name_moves_nothing() -> None:
    random = Random(83)
    changed = 0
    for standing, match in learners():
        before = score(standing, match)
        wanted = {row.skill for row in match.occupation.requirements}
        apart = [skill for skill in SKILLS if not wanted & speaks_for(skill)]
        skill = random.choice(apart)
        denied = random.random() < 0.2
        more = Evidence(skill, Source.DECLARED, some_level(random, skill), denied=denied)
        assert score(with_evidence(standing, (*standing.evidence, more)), match) == before, more
        held_apart = sorted({each.skill for each in standing.evidence} & set(apart))
        for held in held_apart[:2]:
            assert score(without(standing, held), match) == before, (match.occupation.id, held)
            changed += 1
        changed += 1
    assert changed > PROFILES
