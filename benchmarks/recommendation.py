"""What each part of one recommendation costs: CPU milliseconds over many learners, warm.

    .venv/bin/python -m benchmarks.recommendation [--learners 200]     # prints a table

Learners are drawn from the vocabulary and the golden set with a fixed seed: eight chosen skills,
forty words of text, a field of study with its level, and that with chosen skills. Gaps and reasons
are made for every role here; a page makes them for the few it shows. No plan is made.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TypeVar

from skills4all.evaluation import golden_set
from skills4all.matching.documents import Background, Evidence, LearnerProfile, Source
from skills4all.matching.reasons import reasons
from skills4all.services import knowledge, role_nearness
from skills4all.services.indexing.live import LiveIndexes
from skills4all.services.recommendations import recommend

SEED = 7
WARM_UP = 20
SKILLS, WORDS = 8, 40
WHOLE, PAGE = "all parts, every role", "as a page asks"

Result = TypeVar("Result")
Spent = Mapping[str, Sequence[float]]


class Clock:
    """CPU milliseconds of this process by part, one figure a learner."""

    def __init__(self) -> None:
        self.spent: dict[str, list[float]] = defaultdict(list)

    def __call__(self, part: str, work: Callable[[], Result]) -> Result:
        started = time.process_time()
        found = work()
        self.spent[part].append((time.process_time() - started) * 1000)
        return found


def with_skills(random: Random) -> LearnerProfile:
    roles = list(knowledge.vocabulary().occupations.values())
    asked = {random.choice(random.choice(roles).requirements).skill for _ in range(SKILLS)}
    told = (Evidence(skill, Source.DECLARED, reason="declared") for skill in sorted(asked))
    return LearnerProfile(evidence=tuple(told))


def with_text(random: Random) -> LearnerProfile:
    words = " ".join(case.text for case in random.sample(golden_set.cases(), 4)).split()
    return LearnerProfile(text=" ".join(words[:WORDS]))


def with_studies(random: Random) -> LearnerProfile:
    field = random.choice([each for each in knowledge.vocabulary().fields.values() if each.levels])
    return LearnerProfile((Background(field.id, random.choice(field.levels)),))


def with_studies_and_skills(random: Random) -> LearnerProfile:
    return replace(with_studies(random), evidence=with_skills(random).evidence)


KINDS = {
    f"{SKILLS} chosen skills": with_skills,
    f"{WORDS} words of text": with_text,
    "field and level": with_studies,
    f"field, level, {SKILLS} skills": with_studies_and_skills,
}


def measured(learners: Sequence[LearnerProfile], live: LiveIndexes) -> Spent:
    for learner in learners[:WARM_UP]:
        _timed(learner, live, Clock())
    clock, page = Clock(), Clock()
    for learner in learners:
        _timed(learner, live, clock)
        page(PAGE, partial(recommend, learner, live))
    whole = [sum(parts) for parts in zip(*clock.spent.values(), strict=True)]
    return {**clock.spent, WHOLE: whole, **page.spent}


def _timed(learner: LearnerProfile, live: LiveIndexes, clock: Clock) -> None:
    """The steps of `recommend`, one by one, then the reasons."""
    matcher = knowledge.matcher()
    read = clock("reading the text", lambda: matcher.read(learner.text))
    told = replace(learner, evidence=(*read, *learner.evidence), text="")
    standing = clock("what is held", lambda: matcher.standing(told))
    near = clock("nearness", lambda: role_nearness.nearness(standing, live.all()))
    roles = clock("coverage and order", lambda: matcher.roles(standing, near))
    gaps = clock("gaps", lambda: [role.gap for role in roles])
    clock("reasons", lambda: [reasons(gap) for gap in gaps])


def table(found: Mapping[str, Spent]) -> str:
    """Median and 95th percentile of each part, a column for each kind of learner."""
    rows = [f"| part | {' | '.join(found)} |", "|---" * (len(found) + 1) + "|"]
    for part in next(iter(found.values())):
        cells = (_figures(spent[part]) for spent in found.values())
        rows.append(f"| {part} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _figures(spent: Sequence[float]) -> str:
    return f"{statistics.median(spent):.2f} ({sorted(spent)[int(len(spent) * 0.95)]:.2f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--learners", type=int, default=200)
    count = parser.parse_args().learners
    random = Random(SEED)
    with TemporaryDirectory() as folder:
        parts = role_nearness.parts()
        for name, index in parts.items():
            index.save(Path(folder) / name, knowledge.vocabulary().version)
        live = LiveIndexes(Path(folder))
        found = {
            kind: measured([drawn(random) for _ in range(count)], live)
            for kind, drawn in KINDS.items()
        }
    roles = len(knowledge.vocabulary().occupations)
    print(
        f"CPU milliseconds, median (95th percentile), {count} learners of a kind, {roles} roles\n"
    )
    print(table(found))


if __name__ == "__main__":
    main()
