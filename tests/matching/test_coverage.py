"""Directional coverage: what it counts, what it says of each requirement, and its floor."""

import pytest

from skills4all.matching.coverage import FLOOR, Band, Known, State, cover, telling_weights
from skills4all.matching.documents import Background, Evidence, LearnerProfile, Source
from skills4all.matching.gap import split
from skills4all.matching.holdings import TRUST, Via, weigh
from skills4all.matching.priors import inferred_evidence, untaught_skills
from skills4all.matching.ranking import Matcher
from skills4all.matching.vocabulary import Requirement
from tests.matching.small_world import WORLD

MATCHER = Matcher(WORLD)
PHYSICIST = LearnerProfile((Background("physics", "licence"),))


def declared(skill: str, level: int | None = None, *, denied: bool = False) -> Evidence:
    return Evidence(skill, Source.DECLARED, level=level, denied=denied)


def known(*evidence: Evidence) -> Known:
    return Known(weigh(WORLD, evidence))


def score(*evidence: Evidence, role: str = "data-analyst") -> float | None:
    standing = MATCHER.standing(LearnerProfile(evidence=evidence))
    return MATCHER.role(standing, WORLD.occupations[role]).coverage.score


def states(profile: LearnerProfile, role: str) -> dict[str, State]:
    coverage = MATCHER.role(MATCHER.standing(profile), WORLD.occupations[role]).coverage
    return {item.requirement.skill: item.state for item in coverage.items}


def test_an_empty_profile_gets_no_number() -> None:
    standing = MATCHER.standing(LearnerProfile())
    for match in MATCHER.roles(standing):
        assert match.coverage.score is None
        assert match.coverage.band is Band.UNKNOWN


def test_trust_grows_with_the_source() -> None:
    by_source = [
        score(Evidence("sql", source, level=2)) or 0.0
        for source in (Source.INFERRED, Source.READ, Source.DECLARED, Source.CERTIFIED)
    ]
    assert by_source == sorted(by_source)
    assert len(set(by_source)) == 4


def test_certifying_raises_the_score() -> None:
    before = score(declared("sql", 2)) or 0.0
    after = score(declared("sql", 2), Evidence("sql", Source.CERTIFIED, level=2)) or 0.0
    assert after > before


def test_the_four_states() -> None:
    profile = LearnerProfile(
        PHYSICIST.backgrounds, (declared("sql", 2), declared("java", denied=True))
    )
    analyst = states(profile, "data-analyst")
    assert analyst["sql"] is State.MATCHED
    assert analyst["statistics"] is State.MATCHED
    assert analyst["python"] is State.PARTLY  # inferred of 40 % of graduates, below the level
    assert analyst["machine-learning"] is State.PARTLY  # near statistics
    assert states(profile, "developer")["java"] is State.MISSING  # denied
    assert states(profile, "developer")["databases"] is State.UNKNOWN
    assert states(profile, "network-technician")["networks"] is State.MISSING  # not taught


def test_a_lower_level_counts_partly_and_in_proportion() -> None:
    (item,) = cover([Requirement("java", level=3)], known(declared("java", 1)), {}).items
    assert item.state is State.PARTLY
    assert item.value == pytest.approx(TRUST[Source.DECLARED] / 3)


def test_a_narrower_skill_speaks_for_its_broader_one() -> None:
    (item,) = cover([Requirement("programming", level=2)], known(declared("python", 3)), {}).items
    assert item.state is State.MATCHED
    assert item.via is Via.NARROWER


def test_contributions_add_up_to_the_score() -> None:
    coverage = MATCHER.role(MATCHER.standing(PHYSICIST), WORLD.occupations["data-analyst"]).coverage
    assert coverage.score == pytest.approx(sum(item.contribution for item in coverage.items))


def test_a_thin_posting_cannot_win() -> None:
    certified = known(Evidence("sql", Source.CERTIFIED, level=4))
    thin = cover([Requirement("sql", level=1)], certified, {}).score
    assert thin == pytest.approx(1 / FLOOR)


def test_essential_skills_count_more_than_optional_ones() -> None:
    rows = [Requirement("sql", "essential"), Requirement("java", "optional")]
    essential = cover(rows, known(declared("sql", 2)), {}).score or 0
    optional = cover(rows, known(declared("java", 2)), {}).score or 0
    assert essential > optional > 0


def test_what_all_roles_ask_tells_less() -> None:
    telling = telling_weights(WORLD)
    assert telling["french"] < telling["sql"]


def test_a_denial_removes_an_inference_but_not_a_certificate() -> None:
    denial = declared("statistics", denied=True)
    profile = LearnerProfile(PHYSICIST.backgrounds, (denial,))
    assert states(profile, "data-analyst")["statistics"] is State.MISSING
    certified = Evidence("statistics", Source.CERTIFIED, level=3)
    profile = LearnerProfile(PHYSICIST.backgrounds, (denial, certified))
    assert states(profile, "data-analyst")["statistics"] is State.MATCHED


def test_what_a_learner_says_replaces_what_we_supposed() -> None:
    low = LearnerProfile(PHYSICIST.backgrounds, (declared("statistics", 1),))
    assert states(low, "data-analyst")["statistics"] is State.PARTLY


def test_a_higher_degree_confers_more() -> None:
    def python(level: str) -> Evidence:
        found = inferred_evidence(WORLD, [Background("physics", level)])
        return next(item for item in found if item.skill == "python")

    assert python("master").strength > python("licence").strength
    assert (python("master").level or 0) > (python("licence").level or 0)


def test_an_isced_code_means_its_generic_field() -> None:
    by_code = inferred_evidence(WORLD, [Background("0533", "licence")])
    assert by_code == inferred_evidence(WORLD, [Background("physics", "licence")])


def test_an_unfinished_degree_confers_less() -> None:
    def total(status: str) -> float:
        background = Background("physics", "licence", status)  # type: ignore[arg-type]
        return sum(item.strength for item in inferred_evidence(WORLD, [background]))

    assert total("obtained") > total("in_progress") > total("abandoned") > 0


def test_untaught_is_known_only_when_every_background_leaves_it_out() -> None:
    assert "networks" in untaught_skills(WORLD, PHYSICIST.backgrounds)
    assert untaught_skills(WORLD, []) == frozenset()


def test_a_retired_identifier_follows_its_successor() -> None:
    assert score(declared("informatics", 3), role="developer") == score(
        declared("programming", 3), role="developer"
    )


def test_the_gap_keeps_every_requirement_once() -> None:
    match = MATCHER.role(MATCHER.standing(PHYSICIST), WORLD.occupations["developer"])
    gap = split(match.coverage)
    everything = [*gap.matched, *gap.partly, *gap.missing, *gap.unknown]
    assert sorted(item.requirement.skill for item in everything) == sorted(
        row.skill for row in WORLD.occupations["developer"].requirements
    )


def test_ranking_is_by_coverage_and_stable() -> None:
    matches = MATCHER.roles(MATCHER.standing(PHYSICIST))
    scores = [match.coverage.score or -1.0 for match in matches]
    assert scores == sorted(scores, reverse=True)
    assert matches[0].occupation.id == "data-analyst"
