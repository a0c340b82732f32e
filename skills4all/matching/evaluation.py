"""How good a ranking is: nDCG, recall, reciprocal rank, and whether a difference is more than luck.

Owns the measures only. Gains are linear; ties in a ranking are the ranker's affair: a ranking comes
in as identifiers, best first.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Gains = Mapping[str, float]


def ndcg_at(ranking: Sequence[str], gains: Gains, k: int = 10) -> float:
    """Normalised discounted cumulative gain of the first `k`, in [0, 1]; 0 without any gain."""
    found = math.fsum(
        gains.get(each, 0.0) / math.log2(place + 2) for place, each in enumerate(ranking[:k])
    )
    best = sorted((gain for gain in gains.values() if gain > 0), reverse=True)[:k]
    ideal = math.fsum(gain / math.log2(place + 2) for place, gain in enumerate(best))
    return found / ideal if ideal else 0.0


def recall_at(ranking: Sequence[str], gains: Gains, k: int = 10) -> float:
    """Share of the relevant that stand in the first `k`, of at most `k` that can."""
    relevant = {each for each, gain in gains.items() if gain > 0}
    reachable = min(len(relevant), k)
    return len(relevant.intersection(ranking[:k])) / reachable if reachable else 0.0


def reciprocal_rank(ranking: Sequence[str], gains: Gains) -> float:
    """1 / place of the first relevant one; 0 when none is there."""
    places = (place for place, each in enumerate(ranking, 1) if gains.get(each, 0.0) > 0)
    return 1.0 / next(places, math.inf)


def paired_bootstrap(
    ours: Sequence[float], theirs: Sequence[float], rounds: int = 2000, level: float = 0.95
) -> tuple[float, float]:
    """Interval of the mean difference `ours - theirs` over the same queries.

    Percentiles of `rounds` resamplings of the queries; seeded, so that a report can be repeated.
    Above zero at its lower end: better than luck explains.
    """
    difference = np.asarray(ours, dtype=np.float64) - np.asarray(theirs, dtype=np.float64)
    if not len(difference):
        return 0.0, 0.0
    draws: NDArray[np.int64] = np.random.default_rng(0).integers(
        0, len(difference), (rounds, len(difference))
    )
    means = difference[draws].mean(axis=1)
    tail = (1.0 - level) / 2.0
    low, high = np.quantile(means, (tail, 1.0 - tail))
    return float(low), float(high)


def spearman(one: Sequence[float], two: Sequence[float]) -> float:
    """Rank correlation in [-1, 1], equal values sharing the mean of their ranks."""
    from scipy.stats import spearmanr

    return float(spearmanr(one, two).statistic)
