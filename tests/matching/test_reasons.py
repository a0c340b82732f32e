"""Reasons: one true code for each requirement something is known of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from skills4all.matching.documents import Background, Evidence, LearnerProfile, Source
from skills4all.matching.ranking import Matcher
from skills4all.matching.reasons import Code, Reason, reasons
from tests.matching.small_world import WORLD

MATCHER = Matcher(WORLD)
PHYSICS = (Background("physics", "licence"),)


def told(role: str, profile: LearnerProfile, **learned: int) -> dict[str, Reason]:
    standing = MATCHER.with_skills(MATCHER.standing(profile), learned)
    gap = MATCHER.role(standing, WORLD.occupations[role]).gap
    return {reason.skill: reason for reason in reasons(gap)}


def said(skill: str, source: Source = Source.DECLARED, *, denied: bool = False) -> LearnerProfile:
    return LearnerProfile(evidence=(Evidence(skill, source, level=3, denied=denied),))


def test_studies_say_field_level_and_why() -> None:
    found = told("data-analyst", LearnerProfile(PHYSICS))["statistics"]
    assert (found.code, found.field, found.level) == (Code.STUDIED, "physics", "licence")
    assert found.because == "core-course"
    assert found.through is None
    assert found.contribution > 0


def test_each_source_has_its_code() -> None:
    assert told("data-analyst", said("sql"))["sql"].code is Code.DECLARED
    assert told("data-analyst", said("sql", Source.CERTIFIED))["sql"].code is Code.CERTIFIED
    assert told("data-analyst", LearnerProfile(), sql=2)["sql"].code is Code.PLANNED


def test_a_text_gives_its_words() -> None:
    found = told("data-analyst", LearnerProfile(text="Cours de SQL et de Pythn."))
    assert (found["sql"].code, found["sql"].words) == (Code.READ, "SQL")


def test_a_skill_carried_over_names_the_one_that_carries_it() -> None:
    narrower = told("developer", said("python"))["programming"]
    assert (narrower.code, narrower.through) == (Code.NARROWER, "python")
    assert narrower.known_by is Code.DECLARED
    broader = told("developer", said("programming"))["java"]
    assert (broader.code, broader.through) == (Code.BROADER, "programming")
    near = told("data-analyst", LearnerProfile(PHYSICS))["machine-learning"]
    assert (near.code, near.through, near.known_by) == (Code.NEAR, "statistics", Code.STUDIED)
    assert (near.field, near.because) == ("physics", "core-course")


def test_what_is_missing_says_who_said_so() -> None:
    assert told("data-analyst", said("sql", denied=True))["sql"].code is Code.DENIED
    text = told("data-analyst", LearnerProfile(text="Je ne connais pas SQL."))["sql"]
    assert (text.code, text.words) == (Code.DENIED, "SQL")
    untaught = told("network-technician", LearnerProfile(PHYSICS))["networks"]
    assert (untaught.code, untaught.contribution) == (Code.NOT_TAUGHT, 0.0)


def test_nothing_known_gives_no_reason() -> None:
    assert told("data-analyst", LearnerProfile()) == {}


@given(
    held=st.dictionaries(
        st.sampled_from(sorted(WORLD.skills)), st.sampled_from(Source), max_size=6
    ),
    denied=st.sets(st.sampled_from(sorted(WORLD.skills)), max_size=3),
    studied=st.booleans(),
    role=st.sampled_from(sorted(WORLD.occupations)),
)
def test_reasons_add_up_to_the_score_heaviest_first(
    held: dict[str, Source], denied: set[str], studied: bool, role: str
) -> None:
    evidence = (
        *(Evidence(skill, source) for skill, source in held.items()),
        *(Evidence(skill, Source.DECLARED, denied=True) for skill in denied),
    )
    standing = MATCHER.standing(LearnerProfile(PHYSICS if studied else (), evidence))
    match = MATCHER.role(standing, WORLD.occupations[role])
    found = reasons(match.gap)
    parts = [reason.contribution for reason in found]
    assert parts == sorted(parts, reverse=True)
    assert abs(sum(parts) - (match.coverage.score or 0.0)) < 1e-9
    assert len(found) == len(match.coverage.items) - len(match.gap.unknown)
    assert all((reason.through is None) == (reason.known_by is None) for reason in found)
