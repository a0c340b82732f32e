"""Chooses the weights of the text ranker's views by one rule, and says what it brings unseen.

The rule: of a grid of weights, the one with the highest mean over benchmarks of nDCG@10; every
benchmark counts the same. `held out`: queries are dealt into five, and each fifth is measured with
the weights that the other four chose.

.venv/bin/python -m benchmarks.weights FOLDER [--split dev] [NAME ...]
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from skills4all.evaluation.benchmarks import Benchmark, discover
from skills4all.evaluation.measuring import measure
from skills4all.evaluation.rankers import fitted
from skills4all.matching.ranker import WEIGHTS

GRID: Mapping[str, Sequence[float]] = {
    "words": (0.25, 0.5, 1.0),
    "letters": (1.0, 1.5, 2.0, 3.0),
    "concepts": (0.1, 0.2, 0.4),
    "themes": (0.6, 0.8, 1.0, 1.25),
    "meaning": (1.5,),
}
"""The scale does not matter, so one view stays where it is."""
FOLDS = 5
NAMES = ["b1", "b3", "b4", "b6", "b7", "b8", "b9_melo_fr_to_en", "b10"]

Choice = tuple[float, ...]
"""Weights in the order of `GRID`."""


def choices() -> list[Choice]:
    """The grid, and the weights in use."""
    in_use = tuple(WEIGHTS[view] for view in GRID)
    return list(dict.fromkeys([in_use, *product(*GRID.values())]))


def measured(benchmark: Benchmark) -> NDArray[np.float64]:
    """nDCG@10 of each choice and query, shape (n_choices, n_queries)."""
    ranker = fitted(tuple(benchmark.corpus.values()))
    texts = list(benchmark.queries.values())
    views = [ranker.scores(texts, {view: 1.0}) for view in GRID]
    rows = []
    for choice in choices():
        scores = sum(np.float32(share) * view for share, view in zip(choice, views, strict=True))
        rows.append(measure(benchmark, lambda *_, found=scores: found).ndcg)
    return np.array(rows)


def best(figures: Sequence[NDArray[np.float64]], kept: Sequence[NDArray[np.bool_]]) -> int:
    """The choice that is best on the kept queries."""
    means = [each[:, mask].mean(axis=1) for each, mask in zip(figures, kept, strict=True)]
    return int(np.mean(means, axis=0).argmax())


def held_out(figures: Sequence[NDArray[np.float64]]) -> Iterator[float]:
    """Mean of each benchmark, every query measured with weights that others chose."""
    random = np.random.default_rng(7)
    folds = [random.permutation(each.shape[1]) % FOLDS for each in figures]
    chosen = [best(figures, [fold != at for fold in folds]) for at in range(FOLDS)]
    for each, fold in zip(figures, folds, strict=True):
        picked = np.array(chosen)[fold]
        yield float(each[picked, np.arange(each.shape[1])].mean())


def told(title: str, values: Sequence[float]) -> None:
    print(f"| {title} | " + " | ".join(f"{each:.3f}" for each in (*values, np.mean(values))) + " |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", default=NAMES)
    parser.add_argument("--split", default="dev")
    given = parser.parse_args()
    found = list(discover(given.folder, given.split, given.names))
    figures = [measured(each) for each in found]
    everything = [np.ones(each.shape[1], dtype=bool) for each in figures]
    chosen = best(figures, everything)
    print("| |" + "|".join(each.name for each in found) + "|mean|")
    print("|---" * (len(found) + 2) + "|")
    told("in use", [float(each[0].mean()) for each in figures])
    told("held out", list(held_out(figures)))
    told("chosen", [float(each[chosen].mean()) for each in figures])
    print("chosen:", dict(zip(GRID, choices()[chosen], strict=True)))


if __name__ == "__main__":
    main()
