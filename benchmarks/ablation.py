"""Which part of the text ranker brings what: each one left out in turn, nDCG@10 on benchmarks.

.venv/bin/python -m benchmarks.ablation FOLDER [--split dev] [NAME ...]
"""

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

from skills4all.evaluation.benchmarks import Benchmark, discover
from skills4all.evaluation.measuring import measure
from skills4all.matching import ranker, themes
from skills4all.matching.ranker import WEIGHTS, Knowledge, TextRanker
from skills4all.reference.themes import themes as shipped
from skills4all.services import knowledge


def figures(benchmark: Benchmark, known: Knowledge, weights: Mapping[str, float]) -> float:
    def rank(corpus: list[str], texts: list[str]) -> np.ndarray:
        width = len(str(len(corpus)))
        named = {f"{at:0{width}d}": text for at, text in enumerate(corpus)}
        return TextRanker.fit(named, known).scores(texts, weights)

    return float(np.mean(measure(benchmark, rank).ndcg))  # type: ignore[arg-type]


def variants() -> Iterator[tuple[str, Knowledge, Mapping[str, float]]]:
    whole = knowledge.text_knowledge()
    yield "all of it", whole, WEIGHTS
    for view in WEIGHTS:
        yield f"without {view}", whole, {**WEIGHTS, view: 0.0}
    for view in WEIGHTS:
        yield f"{view} alone", whole, {view: 1.0}
    with changed(ranker, "FULL_WORDS", 1.0):
        yield "words alike at any length", whole, WEIGHTS
    with changed(ranker, "LEADS", dict.fromkeys(ranker.LEADS, 0.0)):
        yield "without leads", whole, WEIGHTS
    with changed(themes, "STEP", 0.0):
        alone = replace(whole, themes=themes.ThemeSpace.fit(shipped()))
    yield "themes without neighbours", alone, WEIGHTS
    jobs = [theme for theme in shipped() if not theme.id.startswith("job-")]
    names = {theme.id for theme in jobs}
    cut = [
        themes.Theme(each.id, each.labels, tuple(link for link in each.near if link[0] in names))
        for each in jobs
    ]
    fewer = replace(whole, themes=themes.ThemeSpace.fit(cut))
    yield "without the themes of IT jobs", fewer, WEIGHTS


@contextmanager
def changed(module: object, name: str, value: object) -> Iterator[None]:
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", default=["b1", "b3", "b4", "b6", "b7", "b8", "b10"])
    parser.add_argument("--split", default="dev")
    given = parser.parse_args()
    found = list(discover(given.folder, given.split, given.names))
    print("| |" + "|".join(each.name for each in found) + "|")
    print("|---" * (len(found) + 1) + "|")
    for title, known, weights in variants():
        row = [f"{figures(each, known, weights):.3f}" for each in found]
        print(f"| {title} | " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
