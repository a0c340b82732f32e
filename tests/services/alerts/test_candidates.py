"""The index suggests, the rule decides: the same letters as every learner with every news."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skills4all.matching.coverage import cover_asked
from skills4all.matching.documents import Evidence, LearnerProfile, Source
from skills4all.matching.index import SkillIndex
from skills4all.matching.index.disk import DamagedIndexError
from skills4all.services import knowledge
from skills4all.services.alerts.candidates import INDEX, Candidates, K
from skills4all.services.alerts.choosing import MOST, Asking, Wanted, aims, nameless
from skills4all.services.alerts.items import Items, NewOpening, NewSession
from skills4all.services.alerts.vectors import Vectors
from tests.services.alerts import market
from tests.services.alerts.market import NOW

LONG_AGO = NOW - timedelta(days=34)


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32), openings=st.integers(0, 60), sessions=st.integers(0, 60))
def test_small_markets_get_the_same_letters(seed: int, openings: int, sessions: int) -> None:
    random = Random(seed)
    items = Items(market.news(random, openings, sessions))
    askings = market.learners(random, 6)
    assert market.indexed(items, askings) == market.linear(items, askings)


@settings(max_examples=10)
@given(seed=st.integers(0, 2**32))
def test_so_do_larger_ones_when_the_index_may_answer_all(seed: int) -> None:
    """`k` below each group, so that it is asked; above what fits, so that nothing is cut off."""
    random = Random(seed)
    items = Items(market.news(random, 400, 300))
    askings = market.learners(random, 6)
    largest = max(len(group) for group in items.groups.values())
    assert largest > K
    found = Candidates.of(items, largest - 1).choose(askings)
    assert found == market.linear(items, askings)


def test_what_fits_is_found_among_thousands() -> None:
    """Planted: an opening and a session made of what one learner holds and misses."""
    random = Random(7)
    role = knowledge.vocabulary().occupations["web-developer"]
    held = sorted(role.requirements, key=lambda row: (-row.weight, row.skill))[:12]
    asking = Asking(
        LearnerProfile(evidence=tuple(Evidence(r.skill, Source.CERTIFIED, level=4) for r in held)),
        (Wanted(role.id, LONG_AGO, LONG_AGO),),
    )
    (aim,) = aims(asking)
    assert aim is not None
    at = NOW - timedelta(days=1)
    planted = [
        NewOpening("a-ours", at, at, role.id, tuple(held)),
        NewOpening("a-of-none", at, at, None, tuple(held)),
        NewSession("a-session", at, at, "", frozenset(sorted(aim.gap)[:4])),
    ]
    items = Items([*market.news(random, 3_000, 1_500), *planted])
    near = Candidates.of(items).near([aim])[id(aim)]
    assert {item.id for item in planted} <= set(near)
    assert near.keys() < items.by_id.keys()


def test_thousands_of_news_get_the_same_letters() -> None:
    random = Random(11)
    items = Items(market.news(random, 3_000, 1_500))
    askings = market.learners(random, 40)
    assert market.indexed(items, askings) == market.linear(items, askings)


def test_the_index_scores_as_the_rule_does() -> None:
    random = Random(13)
    items = Items(market.news(random, 300, 100))
    vectors = Vectors(items)
    index = SkillIndex.fit(vectors.documents, "group")
    matcher = knowledge.matcher()
    for asking in market.learners(random, 5):
        standing = matcher.standing(asking.profile)
        scored = dict(index.query(vectors.held(standing.known), len(items)))
        covered = {
            item.id: cover_asked(items.asked[item.id], standing.known).score or 0.0
            for item in items.by_id.values()
            if isinstance(item, NewOpening)
        }
        best = max(covered, key=lambda name: covered[name])
        # Cosines divide by the learner's length, which is the same for all news.
        for name, coverage in covered.items():
            expected = coverage / covered[best] * scored.get(best, 0.0) if covered[best] else 0.0
            assert scored.get(name, 0.0) == pytest.approx(expected, abs=1e-5)


def test_an_opening_of_the_occupation_is_told_though_nothing_is_covered() -> None:
    at = NOW - timedelta(days=1)
    skills = sorted(knowledge.vocabulary().skills)
    openings = [NewOpening(f"o-{at_:03}", at, at, "web-developer", ()) for at_ in range(2 * K)]
    other = NewSession("s", at, at, "", frozenset(skills[:1]))
    items = Items([*openings, other])
    asking = Asking(LearnerProfile(), (Wanted("web-developer", LONG_AGO, LONG_AGO),))
    assert market.indexed(items, [asking]) == market.linear(items, [asking])
    assert len(market.indexed(items, [asking])[0]) == 8


def test_news_behind_better_ones_that_are_old_is_found() -> None:
    """Of one day, so that the index cannot tell: what the learner knows already fits better."""
    noon = datetime.combine(NOW - timedelta(days=1), time(12), UTC)
    old, new = noon - timedelta(hours=1), noon + timedelta(hours=1)
    role = knowledge.vocabulary().occupations["web-developer"]
    row, *others = sorted(role.requirements, key=lambda row: row.skill)
    items = Items(
        [
            *(NewOpening(f"a{n:02}", old, old, role.id, (row,)) for n in range(K + 5)),
            *(NewOpening(f"b{n:02}", new, new, role.id, (row, *others)) for n in range(K)),
        ]
    )
    profile = LearnerProfile(evidence=(Evidence(row.skill, Source.CERTIFIED, level=4),))
    (chosen,) = market.indexed(items, [Asking(profile, (Wanted(role.id, noon, noon),))])
    assert [each.item for each in chosen] == [f"b{n:02}" for n in range(MOST)]


def test_of_equals_the_first_by_id_are_told() -> None:
    """The same score from different skills, which arithmetic of 32 bits tells apart."""
    at = NOW - timedelta(days=1)
    asking = Asking(LearnerProfile(), (Wanted("web-developer", LONG_AGO, LONG_AGO),))
    role = knowledge.vocabulary().occupations["web-developer"]
    told = tuple(Evidence(row.skill, Source.DECLARED, denied=True) for row in role.requirements)
    asking = replace(asking, profile=LearnerProfile(evidence=told))
    (aim,) = aims(asking)
    assert aim is not None
    random, gap = Random(17), sorted(aim.gap)
    names = [f"s{n:03}" for n in range(300)]
    others = sorted(set(knowledge.vocabulary().skills) - aim.gap)

    def taught() -> frozenset[str]:
        return frozenset(random.sample(gap, 3) + random.sample(others, random.randint(0, 9)))

    items = Items([NewSession(name, at, at, "", taught()) for name in names])
    (chosen,) = market.indexed(items, [asking])
    assert [each.item for each in chosen] == names[:MOST]


def test_only_what_moved_since_the_last_look_and_was_not_told() -> None:
    at = NOW - timedelta(days=1)
    openings = [NewOpening(name, at, at, "web-developer", ()) for name in ("a", "b")]
    moved = replace(openings[0], id="c", since=NOW - timedelta(days=9), moved=at)
    items = Items([*openings, moved])

    def told(wanted: Wanted, known: frozenset[str] = frozenset()) -> list[str]:
        asking = Asking(LearnerProfile(), (wanted,), known)
        (chosen,) = market.indexed(items, [asking])
        return [each.item for each in chosen]

    assert told(Wanted("web-developer", LONG_AGO, LONG_AGO)) == ["a", "b", "c"]
    assert told(Wanted("web-developer", LONG_AGO, LONG_AGO), frozenset("a")) == ["b", "c"]
    assert told(Wanted("web-developer", at - timedelta(days=2), LONG_AGO)) == ["a", "b"]
    assert told(Wanted("web-developer", LONG_AGO, at)) == []


def test_files_hold_the_same_news_and_nothing_of_learners(tmp_path: Path) -> None:
    random = Random(3)
    items = Items(market.news(random, 200, 100))
    askings = market.learners(random, 10)
    made = Candidates.of(items)
    made.save(tmp_path / "news")
    found = Candidates.open(tmp_path / "news")
    assert found.items.by_id == items.by_id
    assert found.choose(askings) == made.choose(askings)
    manifest = next((tmp_path / "news" / INDEX).glob("*.json"))
    manifest.write_text("{}", "utf-8")
    with pytest.raises(DamagedIndexError):
        Candidates.open(tmp_path / "news")


def test_what_is_shipped_names_nobody_and_changes_nothing() -> None:
    items = Items(market.news(Random(5), 300, 200))
    profile = LearnerProfile(
        evidence=(Evidence("python", Source.READ, level=2, reason="read", detail="chez Atlas"),),
        text="Je suis Amina",
        place="fes",
    )
    shipped = nameless(profile)
    assert "Amina" not in repr(shipped)
    assert "Atlas" not in repr(shipped)
    assert shipped.place == "fes-meknes"
    wanted = (Wanted("web-developer", LONG_AGO, LONG_AGO),)
    told = replace(profile, text="")
    assert market.linear(items, [Asking(shipped, wanted)]) == market.linear(
        items, [Asking(told, wanted)]
    )
