"""Random news and learners out of the real vocabulary: no database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from skills4all.matching.documents import Background, Evidence, LearnerProfile, Source
from skills4all.matching.vocabulary import Requirement
from skills4all.services import knowledge
from skills4all.services.alerts.candidates import Candidates
from skills4all.services.alerts.choosing import (
    Asking,
    Chosen,
    Wanted,
    aims,
    for_pathway,
    together,
)
from skills4all.services.alerts.items import Item, Items, NewOpening, NewSession

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
OCCUPATIONS = ("web-developer", "data-analyst", "system-administrator", "data-engineer")


def news(random: Random, openings: int, sessions: int) -> list[Item]:
    """Openings ask for what their occupation asks, and for something else; ids tell nothing."""
    return [
        *(_opening(random, f"o{random.getrandbits(60):015x}") for _ in range(openings)),
        *(_session(random, f"s{random.getrandbits(60):015x}") for _ in range(sessions)),
    ]


def learners(random: Random, count: int) -> list[Asking]:
    """With studies, declared skills and denials; some changed, some looked at before."""
    return [_asking(random) for _ in range(count)]


def linear(items: Items, askings: Sequence[Asking]) -> list[tuple[Chosen, ...]]:
    """Every learner with every news: what the index must give, too."""
    every = list(items.by_id.values())
    return [
        together(
            [for_pathway(items, every, aim, at) if aim else [] for at, aim in enumerate(aims(each))]
        )
        for each in askings
    ]


def indexed(
    items: Items, askings: Sequence[Asking], k: int | None = None
) -> list[tuple[Chosen, ...]]:
    candidates = Candidates.of(items) if k is None else Candidates.of(items, k)
    return candidates.choose(askings)


def _roles() -> list[str]:
    known = knowledge.vocabulary().occupations
    return [name for name in OCCUPATIONS if name in known] or sorted(known)[:4]


def _since(random: Random) -> datetime:
    return NOW - timedelta(hours=random.uniform(1, 34 * 24))


def _opening(random: Random, name: str) -> NewOpening:
    vocabulary = knowledge.vocabulary()
    role = vocabulary.occupations[random.choice(_roles())]
    asked = random.sample(role.requirements, min(len(role.requirements), random.randint(3, 10)))
    other = random.sample(sorted(vocabulary.skills), random.randint(0, 4))
    had = {row.skill for row in asked}
    asked += [Requirement(skill, "optional", 1.0, 2) for skill in other if skill not in had]
    since = _since(random)
    occupation = random.choice((role.id, role.id, None))
    return NewOpening(name, since, since, occupation, tuple(asked))


def _session(random: Random, name: str) -> NewSession:
    vocabulary = knowledge.vocabulary()
    regions = [place.id for place in vocabulary.places.values() if place.kind == "region"]
    role = vocabulary.occupations[random.choice(_roles())]
    skills = [row.skill for row in random.sample(role.requirements, random.randint(1, 4))]
    since = _since(random)
    region = random.choice(("", None, *regions[:3]))
    return NewSession(name, since, since, region, frozenset(skills))


def _asking(random: Random) -> Asking:
    vocabulary = knowledge.vocabulary()
    roles = random.sample(_roles(), random.randint(1, 2))
    pool = [row.skill for name in roles for row in vocabulary.occupations[name].requirements]
    pool += random.sample(sorted(vocabulary.skills), 10)
    evidence = tuple(
        Evidence(
            skill,
            random.choice((Source.DECLARED, Source.CERTIFIED)),
            level=random.choice((None, 1, 2, 3)),
            denied=random.random() < 0.1,
        )
        for skill in sorted({random.choice(pool) for _ in range(random.randint(0, 15))})
    )
    fields = sorted(each.id for each in vocabulary.fields.values() if each.levels)
    field = vocabulary.fields[random.choice(fields)]
    studies = (Background(field.id, random.choice(field.levels)),) if random.random() < 0.6 else ()
    places = [None, *(place.id for place in vocabulary.places.values())]
    wanted = tuple(_wanted(random, name) for name in roles)
    return Asking(LearnerProfile(studies, evidence, place=random.choice(places)), wanted)


def _wanted(random: Random, occupation: str) -> Wanted:
    since = _since(random)
    return Wanted(occupation, since, max(since, _since(random)))
