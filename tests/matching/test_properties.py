"""What always holds of the ranking, over generated profiles on the shipped vocabulary."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from skills4all.matching.coverage import State
from skills4all.matching.documents import Background, Evidence, LearnerProfile, Source
from skills4all.matching.ranking import Matcher
from skills4all.reference.files import vocabulary

WORLD = vocabulary()
MATCHER = Matcher(WORLD)
SKILLS = sorted(WORLD.skills)
ROLES = sorted(WORLD.occupations)
skill = st.sampled_from(SKILLS)
role = st.sampled_from(ROLES).map(lambda name: WORLD.occupations[name])


def top(identifier: str) -> int:
    return 6 if WORLD.skills[identifier].kind == "language" else 4


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    identifier = draw(skill)
    return Evidence(
        identifier,
        draw(st.sampled_from([Source.READ, Source.DECLARED, Source.CERTIFIED])),
        level=draw(st.none() | st.integers(1, top(identifier))),
        denied=draw(st.integers(0, 9)) == 0,
    )


@st.composite
def profiles(draw: st.DrawFn) -> LearnerProfile:
    field = WORLD.fields[draw(st.sampled_from(sorted(WORLD.fields)))]
    background = Background(field.id, draw(st.sampled_from(field.levels)))
    backgrounds = draw(st.sampled_from([(), (background,)]))
    return LearnerProfile(backgrounds, tuple(draw(st.lists(evidence(), max_size=12))))


def with_more(profile: LearnerProfile, *more: Evidence) -> LearnerProfile:
    return LearnerProfile(profile.backgrounds, (*profile.evidence, *more))


def related(identifier: str) -> set[str]:
    """Skills that evidence for `identifier` can speak for."""
    known = WORLD.skills[identifier]
    return {
        identifier,
        *WORLD.ancestors(identifier),
        *WORLD.narrower.get(identifier, ()),
        *(near for near, _ in known.near),
    }


@settings(max_examples=300, deadline=None)
@given(profiles(), role, skill)
def test_certifying_a_skill_never_lowers_a_score(profile, occupation, learned) -> None:
    before = MATCHER.role(MATCHER.standing(profile), occupation).coverage.score
    gained = Evidence(learned, Source.CERTIFIED, level=top(learned))
    after = MATCHER.role(MATCHER.standing(with_more(profile, gained)), occupation).coverage.score
    assert (after or 0.0) >= (before or 0.0) - 1e-12


@settings(max_examples=300, deadline=None)
@given(profiles(), role, skill)
def test_an_irrelevant_skill_never_raises_a_score(profile, occupation, learned) -> None:
    wanted = {row.skill for row in occupation.requirements}
    if wanted & related(learned):
        return
    before = MATCHER.role(MATCHER.standing(profile), occupation).coverage.score
    gained = Evidence(learned, Source.CERTIFIED, level=top(learned))
    after = MATCHER.role(MATCHER.standing(with_more(profile, gained)), occupation).coverage.score
    assert (after or 0.0) <= (before or 0.0) + 1e-12


@settings(max_examples=200, deadline=None)
@given(profiles(), role)
def test_scores_stay_within_zero_and_one_and_add_up(profile, occupation) -> None:
    coverage = MATCHER.role(MATCHER.standing(profile), occupation).coverage
    if coverage.score is not None:
        assert 0.0 <= coverage.score <= 1.0 + 1e-9
        assert abs(coverage.score - sum(item.contribution for item in coverage.items)) < 1e-9


@settings(max_examples=200, deadline=None)
@given(profiles(), role)
def test_unknown_never_counts_as_agreement(profile, occupation) -> None:
    coverage = MATCHER.role(MATCHER.standing(profile), occupation).coverage
    for item in coverage.items:
        if item.state in (State.UNKNOWN, State.MISSING):
            assert item.value == 0.0


@settings(max_examples=200, deadline=None)
@given(profiles(), st.randoms(use_true_random=False))
def test_the_order_of_statements_changes_nothing(profile, random) -> None:
    shuffled = list(profile.evidence)
    random.shuffle(shuffled)
    one = MATCHER.roles(MATCHER.standing(profile))
    other = MATCHER.roles(MATCHER.standing(LearnerProfile(profile.backgrounds, tuple(shuffled))))
    assert [m.occupation.id for m in one] == [m.occupation.id for m in other]


@settings(max_examples=150, deadline=None)
@given(st.lists(skill, min_size=1, max_size=10, unique=True))
def test_stuffing_the_same_skills_again_gains_nothing(skills) -> None:
    once = tuple(Evidence(name, Source.READ) for name in skills)
    one = MATCHER.roles(MATCHER.standing(LearnerProfile(evidence=once)))
    many = MATCHER.roles(MATCHER.standing(LearnerProfile(evidence=once * 20)))
    assert [(m.occupation.id, m.coverage.score) for m in one] == [
        (m.occupation.id, m.coverage.score) for m in many
    ]


@settings(max_examples=100, deadline=None)
@given(profiles())
def test_the_order_never_climbs_against_coverage(profile) -> None:
    scores = [m.coverage.score for m in MATCHER.roles(MATCHER.standing(profile))]
    known = [score for score in scores if score is not None]
    assert all(a >= b - 1e-6 for a, b in pairwise(known))
    assert scores[len(known) :] == [None] * (len(scores) - len(known))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(sorted(WORLD.skills)), min_size=3, max_size=8, unique=True))
def test_a_named_skill_is_the_same_in_every_language(skills) -> None:
    rankings = []
    for language in ("fr", "ar", "en"):
        text = "\n".join(WORLD.skills[name].label(language) for name in skills)
        read = {item.skill for item in MATCHER.read(text)}
        assert set(skills) <= read | set(), (language, set(skills) - read)
        rankings.append(read & set(skills))
    assert rankings[0] == rankings[1] == rankings[2]
