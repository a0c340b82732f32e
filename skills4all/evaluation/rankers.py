"""The product's own rankers, as the evaluation asks them: texts in, scores out.

`nearness` is `matching.ranker.TextRanker`, which the result page uses too. `text_coverage` is the
directional coverage that people see: skills read from both texts with the product's reader, a
document's skills asked for, a query's skills held.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from skills4all.matching.documents import LearnerProfile
from skills4all.matching.ranker import TextRanker
from skills4all.matching.vocabulary import Requirement
from skills4all.services import knowledge

BATCH = 64
"""Queries scored at once: bounds the memory on large corpora."""


def nearness(corpus: Sequence[str], queries: Sequence[str]) -> NDArray[np.float32]:
    """Scores of the full ranker, shape (n_queries, n_documents)."""
    return fitted(tuple(corpus)).scores(queries)


@lru_cache(maxsize=1)
def fitted(corpus: tuple[str, ...]) -> TextRanker:
    """A ranker whose documents stand in the order given."""
    width = len(str(len(corpus)))
    named = {f"{at:0{width}d}": text for at, text in enumerate(corpus)}
    return TextRanker.fit(named, knowledge.text_knowledge())


def text_coverage(corpus: Sequence[str], queries: Sequence[str]) -> NDArray[np.float32]:
    """Coverage of each document's skills by each query's, shape (n_queries, n_documents).

    What a text names several times weighs no more than once; an unknown score counts as none.
    """
    matcher = knowledge.matcher()
    asked = [_requirements(text) for text in corpus]
    scores = np.zeros((len(queries), len(corpus)), dtype=np.float32)
    for at, text in enumerate(queries):
        standing = matcher.standing(LearnerProfile(text=text))
        scores[at] = [
            (matcher.cover(standing, rows).score or 0.0) if rows else 0.0 for rows in asked
        ]
    return scores


def _requirements(text: str) -> tuple[Requirement, ...]:
    found: Mapping[str, None] = dict.fromkeys(
        evidence.skill for evidence in knowledge.matcher().read(text) if not evidence.denied
    )
    return tuple(Requirement(skill, level=1) for skill in found)
