"""How long an exact plan takes: 500 sessions, a gap of 15 skills, limits that hurt.

    .venv/bin/python benchmarks/plans.py [--sessions 500] [--gap 15] [--instances 40]

Each instance is drawn so that few single sessions help much (one to three skills of the gap each),
many overlap, and money and hours are short: real gaps are easier. CPU milliseconds of `plan`, which
makes up to three kinds of plan, and how many of the first ones were proven the best.
"""

import argparse
import random
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from skills4all.matching.documents import SessionDocument, Taught
from skills4all.matching.plan_model import Need
from skills4all.matching.planning import plan
from skills4all.matching.plans import Constraints

TODAY = date(2026, 11, 25)
SKILLS = [f"skill-{number}" for number in range(40)]
LIMITS = Constraints(budget=500_000, hours_per_week=20)


def instance(seed: int, sessions: int, gap: int) -> tuple[list[Need], list[SessionDocument]]:
    rng = random.Random(seed)
    wanted = rng.sample(SKILLS, gap)
    needs = [
        Need(skill, rng.randint(1, 3), rng.uniform(0.01, 0.2), rng.random() < 0.8)
        for skill in wanted
    ]
    return needs, [_session(rng, number, wanted, sessions // 2) for number in range(sessions)]


def _session(
    rng: random.Random, number: int, wanted: list[str], programmes: int
) -> SessionDocument:
    starts = TODAY + timedelta(days=rng.randint(5, 300))
    taught = sorted(
        {*rng.sample(wanted, rng.randint(1, 3)), *rng.sample(SKILLS, rng.randint(0, 3))}
    )
    first = [] if rng.random() < 0.75 else [rng.choice(SKILLS)]
    return SessionDocument(
        id=f"session-{number:03}",
        programme=f"programme-{rng.randrange(programmes)}",
        teaches=tuple(Taught(skill, rng.randint(1, 4)) for skill in taught),
        requires=tuple(Taught(skill, 1) for skill in first if skill not in taught),
        starts=starts,
        ends=starts + timedelta(days=rng.choice((14, 30, 60, 90, 120, 180))),
        hours_per_week=float(rng.choice((3, 5, 8, 12, 20))),
        price=100 * rng.choice((0, 0, 500, 1500, 3000, 6000)),
        mode="online",
        seats_left=5,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=500)
    parser.add_argument("--gap", type=int, default=15)
    parser.add_argument("--instances", type=int, default=40)
    chosen = parser.parse_args()
    times, proven, planned = [], 0, 0
    for seed in range(chosen.instances):
        needs, sessions = instance(seed, chosen.sessions, chosen.gap)
        start = time.process_time()
        found = plan(needs, sessions, LIMITS, {"skill-1": 2}, TODAY)
        times.append(1e3 * (time.process_time() - start))
        planned += bool(found.plans)
        proven += bool(found.plans and found.plans[0].proven)
    half, most = np.percentile(times, (50, 99))
    print(
        f"{chosen.sessions} sessions, gap of {chosen.gap}: median {half:.0f} ms, p99 {most:.0f} ms;"
        f" {planned} of {chosen.instances} with a plan, {proven} proven the best"
    )


if __name__ == "__main__":
    main()
