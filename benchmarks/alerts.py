"""What a round of alerts decides in a second: every pair, the index of the news, and processes.

    .venv/bin/python -m benchmarks.alerts [--news 5000] [--learners 4000] [--linear 200]
                                          [--processes 2] [--json FILE]

Openings ask for part of what one of the vocabulary's occupations asks and for something else, a
third of them names no occupation; learners have a field of study, up to fifteen skills, one or two
pathways, and were told last up to 34 days ago. All is drawn with a fixed seed. "every pair" is the
rule on all news, for the first learners only; the letters of these are compared one by one. Reading
the database and promising letters are not measured here.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

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
from skills4all.services.alerts.due import AT_ONCE
from skills4all.services.alerts.items import Item, Items, NewOpening, NewSession
from skills4all.services.alerts.spreading import Spread

SEED = 6
NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
SESSIONS = 0.3
"""Share of the news that are sessions."""

Result = TypeVar("Result")
Letters = list[tuple[Chosen, ...]]


def since(random: Random) -> datetime:
    return NOW - timedelta(hours=random.uniform(1, 34 * 24))


def opening(random: Random, number: int) -> NewOpening:
    vocabulary = knowledge.vocabulary()
    role = random.choice(list(vocabulary.occupations.values()))
    asked = random.sample(role.requirements, min(len(role.requirements), random.randint(4, 12)))
    had = {row.skill for row in asked}
    other = random.sample(sorted(vocabulary.skills), random.randint(0, 4))
    asked += [Requirement(skill, "optional", 1.0, 2) for skill in other if skill not in had]
    at = since(random)
    occupation = role.id if random.random() < 2 / 3 else None
    return NewOpening(f"o{number:06}", at, at, occupation, tuple(asked))


def session(random: Random, number: int) -> NewSession:
    vocabulary = knowledge.vocabulary()
    regions = [place.id for place in vocabulary.places.values() if place.kind == "region"]
    role = random.choice(list(vocabulary.occupations.values()))
    taught = random.sample(role.requirements, min(len(role.requirements), random.randint(1, 5)))
    at = since(random)
    region = random.choice(("", *regions))
    return NewSession(f"s{number:06}", at, at, region, frozenset(row.skill for row in taught))


def learner(random: Random) -> Asking:
    vocabulary = knowledge.vocabulary()
    roles = random.sample(sorted(vocabulary.occupations), random.randint(1, 2))
    pool = [row.skill for name in roles for row in vocabulary.occupations[name].requirements]
    told = {random.choice(pool) for _ in range(random.randint(0, 15))}
    evidence = tuple(Evidence(skill, Source.DECLARED, level=2) for skill in sorted(told))
    field = random.choice([each for each in vocabulary.fields.values() if each.levels])
    studies = (Background(field.id, random.choice(field.levels)),)
    place = random.choice([None, *sorted(vocabulary.places)])
    last = since(random)
    wanted = tuple(Wanted(name, last, last) for name in roles)
    return Asking(LearnerProfile(studies, evidence, place=place), wanted)


def market(random: Random, count: int) -> Items:
    """`count` news, of which `SESSIONS` are sessions."""
    sessions = round(count * SESSIONS)
    every: list[Item] = [opening(random, number) for number in range(count - sessions)]
    return Items([*every, *(session(random, number) for number in range(sessions))])


def every_pair(items: Items, askings: Sequence[Asking]) -> Letters:
    every = list(items.by_id.values())
    return [
        together(
            [for_pathway(items, every, aim, at) if aim else [] for at, aim in enumerate(aims(each))]
        )
        for each in askings
    ]


def in_processes(news: Candidates, askings: Sequence[Asking], processes: int) -> Letters:
    """As a round does: published in files, decided by batches."""
    batches = [askings[at : at + AT_ONCE] for at in range(0, len(askings), AT_ONCE)]
    found: Letters = []
    with TemporaryDirectory() as folder:
        spread = Spread(Path(folder), processes=processes, least=0)
        with spread.open(news, len(askings)) as decide:
            for answers in decide(batches):
                found += answers
    return found


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    started = time.perf_counter()
    found = work()
    return found, time.perf_counter() - started


def row(name: str, learners: int, news: int, seconds: float) -> dict[str, Any]:
    return {
        "way": name,
        "learners": learners,
        "seconds": round(seconds, 2),
        "pairs_per_second": round(learners * news / seconds),
        "learners_per_minute": round(60 * learners / seconds),
    }


def measured(count: int, learners: int, linear: int, processes: int) -> dict[str, Any]:
    random = Random(SEED)
    items = market(random, count)
    askings = [learner(random) for _ in range(learners)]
    news, build = timed(lambda: Candidates.of(items))
    every_pair(items, askings[:5])
    news.choose(askings[:5])
    all_pairs, slow = timed(lambda: every_pair(items, askings[:linear]))
    here, fast = timed(
        lambda: [
            each
            for at in range(0, learners, AT_ONCE)
            for each in news.choose(askings[at : at + AT_ONCE])
        ]
    )
    elsewhere, parallel = timed(lambda: in_processes(news, askings, processes))
    same = sum(one == other for one, other in zip(all_pairs, here, strict=False))
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} processors",
        "news": count,
        "index_seconds": round(build, 2),
        "rows": [
            row("every pair", linear, count, slow),
            row("index, one process", learners, count, fast),
            row(f"index, {processes} processes", learners, count, parallel),
        ],
        "same_letters": f"{same} of {linear}",
        "processes_same": elsewhere == here,
    }


def table(found: dict[str, Any]) -> str:
    rows = ["| way | learners | s | pairs/s | learners/min |", "|---|---|---|---|---|"]
    rows += [
        f"| {each['way']} | {each['learners']} | {each['seconds']} "
        f"| {each['pairs_per_second']:,} | {each['learners_per_minute']:,} |"
        for each in found["rows"]
    ]
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--news", type=int, default=5_000)
    parser.add_argument("--learners", type=int, default=4_000)
    parser.add_argument("--linear", type=int, default=200)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    linear = min(asked.linear, asked.learners)
    found = measured(asked.news, asked.learners, linear, asked.processes)
    print(f"{found['news']} news, index made in {found['index_seconds']} s; {found['machine']}\n")
    print(table(found))
    print(f"\nthe same letters as every pair: {found['same_letters']} learners")
    print(f"the same from processes: {found['processes_same']}")
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=2), "utf-8")


if __name__ == "__main__":
    main()
