"""Roles near in meaning: published with the index, the same for everyone who knows the same."""

from pathlib import Path

import pytest

from skills4all.matching.documents import Background, Evidence, LearnerProfile, Source
from skills4all.services import knowledge, recommendations, role_nearness
from skills4all.services.indexing.live import LiveIndexes

BIOLOGIST = LearnerProfile((Background("svi", "licence"),))


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> LiveIndexes:
    folder: Path = tmp_path_factory.mktemp("index")
    for name, index in role_nearness.parts().items():
        index.save(folder / name, knowledge.vocabulary().version)
    return LiveIndexes(folder)


def nearest(profile: LearnerProfile, live: LiveIndexes) -> list[str]:
    found = role_nearness.nearness(knowledge.matcher().standing(profile), live.all())
    return sorted(found, key=lambda role: -found[role])


def test_every_role_gets_a_value_and_the_right_ones_lead(live: LiveIndexes) -> None:
    ranked = nearest(BIOLOGIST, live)
    assert sorted(ranked) == sorted(knowledge.vocabulary().occupations)
    assert "bioinformatician" in ranked[:8]
    assert "fibre-design-technician" in ranked[20:]


def test_their_own_words_move_nothing(live: LiveIndexes) -> None:
    told = LearnerProfile(BIOLOGIST.backgrounds, text="Fatima, 24 ans, née à Taza, deux enfants")
    plain, worded = (
        role_nearness.nearness(knowledge.matcher().standing(each), live.all())
        for each in (BIOLOGIST, told)
    )
    assert plain == worded


def test_a_skill_moves_them(live: LiveIndexes) -> None:
    skill = Evidence("geographic-information-systems", Source.DECLARED)
    before = nearest(BIOLOGIST, live).index("gis-technician")
    after = nearest(LearnerProfile(BIOLOGIST.backgrounds, (skill,)), live).index("gis-technician")
    assert after < before


def test_nothing_known_and_nothing_published_give_nothing(
    live: LiveIndexes, tmp_path: Path
) -> None:
    standing = knowledge.matcher().standing(LearnerProfile(text="bonjour"))
    assert role_nearness.nearness(standing, live.all()) == {}
    known = knowledge.matcher().standing(BIOLOGIST)
    assert role_nearness.nearness(known, LiveIndexes(tmp_path).all()) == {}


def test_coverage_goes_first(live: LiveIndexes) -> None:
    roles = recommendations.recommend(BIOLOGIST, live).roles
    order = [
        (-round(match.coverage.score or 0.0, 6), -round(match.similarity, 6), match.occupation.id)
        for match in roles
    ]
    assert order == sorted(order)
    assert len({match.similarity for match in roles}) > 50
