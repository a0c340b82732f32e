"""Every ranker on every benchmark, and on the golden set."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence

from skills4all.evaluation import baselines, golden_set, rankers
from skills4all.evaluation.benchmarks import Benchmark
from skills4all.evaluation.measuring import Measured, Ranker, measure, of_rankings
from skills4all.matching.documents import LearnerProfile
from skills4all.services import knowledge, recommendations
from skills4all.services.indexing.live import LiveIndexes

OURS = "skills4all"
COVERAGE = "skills4all_coverage"
GOLDEN = "golden"
COVERED = ("b1", "b3", "b6")
"""Benchmarks where directional coverage is asked too: people or studies against roles."""

BASELINES: Mapping[str, Ranker] = {
    "bm25": baselines.bm25,
    "tfidf_word": baselines.tfidf_word,
    "word+char": baselines.word_char,
}

GOLDEN_STEPS = 2 + len(BASELINES)


def rankers_for(name: str) -> Iterator[tuple[str, Ranker]]:
    """Ours first, then the baselines."""
    yield OURS, rankers.nearness
    if name.partition("_")[0] in COVERED:
        yield COVERAGE, rankers.text_coverage
    yield from BASELINES.items()


def run(benchmarks: Iterable[Benchmark], live: LiveIndexes) -> Iterator[tuple[str, str, Measured]]:
    """(benchmark, ranker, figures), each as soon as it is known; the golden set comes last."""
    for benchmark in benchmarks:
        for name, ranker in rankers_for(benchmark.name):
            yield benchmark.name, name, measure(benchmark, ranker)
    for name, figures in golden(golden_set.cases(), live).items():
        yield GOLDEN, name, figures


def golden(cases: Sequence[golden_set.Case], live: LiveIndexes) -> dict[str, Measured]:
    """Figures on cases of the golden set: a `must` role gains 1, every other role nothing."""
    gains = [dict.fromkeys(case.must, 1.0) for case in cases]
    found = {}
    for name, rank in ((OURS, lambda profile: as_shown(profile, live)), (COVERAGE, _by_coverage)):
        started = time.perf_counter()
        rankings = [each.ranking for each in golden_set.outcomes(rank, cases)]
        found[name] = of_rankings(rankings, gains, time.perf_counter() - started)
    texts = [case.text for case in cases]
    corpus = role_texts()
    for name, ranker in BASELINES.items():
        started = time.perf_counter()
        scores = ranker(list(corpus.values()), texts)
        seconds = time.perf_counter() - started
        order = (-scores).argsort(axis=1, kind="stable")
        roles = list(corpus)
        found[name] = of_rankings([[roles[at] for at in row] for row in order], gains, seconds)
    return found


def as_shown(profile: LearnerProfile, live: LiveIndexes) -> list[str]:
    """Roles in the order of the result page, by its own service call."""
    return [match.occupation.id for match in recommendations.recommend(profile, live).roles]


def _by_coverage(profile: LearnerProfile) -> list[str]:
    matcher = knowledge.matcher()
    return [match.occupation.id for match in matcher.roles(matcher.standing(profile))]


def role_texts() -> dict[str, str]:
    """What a baseline may read of each role: its names, description and skills, all languages."""
    return {
        role.id: knowledge.role_text(role) for role in knowledge.vocabulary().occupations.values()
    }
