"""Measure rankers on a benchmark: the figures, query by query, and what they cost."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skills4all.evaluation.benchmarks import Benchmark
from skills4all.matching.evaluation import Gains, ndcg_at, recall_at, reciprocal_rank

DEPTH = 1000
"""Places of a ranking that are looked at."""

Ranker = Callable[[Sequence[str], Sequence[str]], NDArray[np.float32]]
"""(corpus, queries) -> scores of shape (n_queries, n_documents)."""


@dataclass(frozen=True)
class Measured:
    """One ranker on one benchmark; the lists hold one value a query, in the same order."""

    ndcg: tuple[float, ...]
    recall: tuple[float, ...]
    reciprocal: tuple[float, ...]
    seconds: float

    def figures(self) -> dict[str, float | int]:
        """The means, as the report and its JSON give them."""
        return {
            "ndcg@10": _mean(self.ndcg),
            "recall@10": _mean(self.recall),
            "mrr": _mean(self.reciprocal),
            "queries": len(self.ndcg),
            "seconds": round(self.seconds, 3),
        }


def measure(benchmark: Benchmark, ranker: Ranker) -> Measured:
    """Rank every query of `benchmark`; a document with the query's own id is no answer."""
    names = list(benchmark.corpus)
    started = time.perf_counter()
    scores = ranker(list(benchmark.corpus.values()), list(benchmark.queries.values()))
    seconds = time.perf_counter() - started
    rankings = [
        _ranking(names, row, query) for query, row in zip(benchmark.queries, scores, strict=True)
    ]
    return of_rankings(rankings, [benchmark.gains[query] for query in benchmark.queries], seconds)


def of_rankings(
    rankings: Sequence[Sequence[str]], gains: Sequence[Gains], seconds: float
) -> Measured:
    """Figures of rankings that are known already."""
    pairs = list(zip(rankings, gains, strict=True))
    return Measured(
        tuple(ndcg_at(ranking, right) for ranking, right in pairs),
        tuple(recall_at(ranking, right) for ranking, right in pairs),
        tuple(reciprocal_rank(ranking, right) for ranking, right in pairs),
        seconds,
    )


def _ranking(names: Sequence[str], scores: NDArray[np.float32], query: str) -> list[str]:
    """Best first, ties in the order of the corpus."""
    order = np.argsort(-scores, kind="stable")[: DEPTH + 1]
    return [names[at] for at in order if names[at] != query]


def _mean(values: Sequence[float]) -> float:
    return round(float(np.mean(values)), 4) if values else 0.0


Report = Mapping[str, Mapping[str, Measured]]
"""benchmark -> ranker -> figures."""
