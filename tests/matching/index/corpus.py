"""A small corpus to index, and the plainest way to search it."""

import random
from collections.abc import Iterable

import numpy as np

from skills4all.matching.index import IndexDocument, SkillIndex, Terms, Where

WORDS = [f"w:{n}" for n in range(200)] + [f"s:{n}" for n in range(60)]
OFTEN = [1 / (n + 1) for n in range(len(WORDS))]
FACETS = {"region": "abc", "role": "xyz", "contract": "pq"}


def document(number: int, seed: int = 0) -> IndexDocument:
    """The document `number`; another `seed` gives another version of it."""
    rng = random.Random(number * 1_000_003 + seed)
    facets = {name: rng.choice(values) for name, values in FACETS.items()}
    if rng.random() < 0.2:
        del facets["region"]
    terms = rng.choices(WORDS, weights=OFTEN, k=rng.randint(1, 40))
    return IndexDocument(f"d{number:05}", terms, facets)


def documents(count: int, seed: int = 0) -> list[IndexDocument]:
    return [document(number, seed) for number in range(count)]


def plainly(
    index: SkillIndex,
    corpus: Iterable[IndexDocument],
    terms: Terms,
    k: int,
    where: Where | None = None,
) -> list[tuple[str, float]]:
    """What `query` must answer: every document weighed alone, float32, terms ascending."""
    asked = dict(zip(*(each.tolist() for each in index.tfidf.transform(terms)), strict=True))
    found = []
    for each in corpus:
        score = np.float32(0)
        for number, value in zip(*index.tfidf.transform(each.terms), strict=True):
            if int(number) in asked:
                score += value * np.float32(asked[int(number)])
        if score > 0 and _fits(each, where or {}):
            found.append((each.id, float(score)))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:k]


def _fits(each: IndexDocument, where: Where) -> bool:
    return all(
        name in each.facets
        and each.facets[name] in ([wanted] if isinstance(wanted, str) else wanted)
        for name, wanted in where.items()
    )
