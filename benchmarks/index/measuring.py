"""CPU time of many calls, methods in shuffled order, each on its own queries of one pool."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

import numpy as np
from tqdm import tqdm


@dataclass
class Times:
    """CPU milliseconds of calls."""

    values: list[float] = field(default_factory=list)

    def p(self, share: float) -> float:
        return float(np.percentile(self.values, share))


def shuffled(
    methods: Mapping[str, Callable[[Any], object]],
    pool: Sequence[Any],
    rounds: int,
    slow: Mapping[str, int],
) -> dict[str, Times]:
    """Each method gets `rounds` queries (a `slow` one fewer), neighbours different ones."""
    rng = Random(7)
    times = {name: Times() for name in methods}
    calls = [name for name in methods for _ in range(slow.get(name, rounds))]
    rng.shuffle(calls)
    for name in methods:  # what is compiled or mapped at the first call is not counted
        methods[name](pool[0])
    for name in tqdm(calls, desc="queries", leave=False):
        query = rng.choice(pool)
        start = time.process_time()
        methods[name](query)
        times[name].values.append(1e3 * (time.process_time() - start))
    return times


def cpu(work: Callable[[], object], times: int = 1) -> float:
    """Median CPU milliseconds of `work`."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(1e3 * (time.process_time() - start))
    return float(np.median(found))
