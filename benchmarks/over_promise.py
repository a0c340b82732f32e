"""Does the ranker promise IT jobs where none is right? IT occupations among the first ten.

    .venv/bin/python -m benchmarks.over_promise FOLDER [--split dev]

On `b4_cip_stem_to_occupation`: programmes of study none of whose right occupations is an IT one
(US classification 15-1), ours beside word+char in the same run.
"""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from skills4all.evaluation import baselines, rankers
from skills4all.evaluation.benchmarks import load

IT = "15-1"
LOOKED_AT = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", default="dev")
    given = parser.parse_args()
    asked = load(given.folder / "b4_cip_stem_to_occupation", given.split)
    names, texts = list(asked.corpus), list(asked.corpus.values())
    plain = [
        query
        for query, gains in asked.gains.items()
        if not any(name.startswith(IT) for name in gains)
    ]
    queries = [asked.queries[query] for query in plain]
    print(f"{len(plain)} programmes; IT occupations among the first {LOOKED_AT}, on average:")
    for title, ranker in (("skills4all", rankers.nearness), ("word+char", baselines.word_char)):
        print(f"  {title:<12}{promised(names, ranker(texts, queries)):.3f}")


def promised(names: list[str], scores: NDArray[np.float32]) -> float:
    """Mean number of IT occupations in the first places."""
    order = np.argsort(-scores, axis=1, kind="stable")[:, :LOOKED_AT]
    return float(np.mean([sum(names[at].startswith(IT) for at in row) for row in order]))


if __name__ == "__main__":
    main()
