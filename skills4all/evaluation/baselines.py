"""Rankers to measure ours against, fitted on the corpus alone, as a tutorial would write them."""

import logging
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
"""Shape (n_queries, n_documents)."""


def bm25(corpus: Sequence[str], queries: Sequence[str]) -> Scores:
    """bm25s with its defaults and its own tokeniser."""
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)
    model = bm25s.BM25()
    model.index(bm25s.tokenize(list(corpus), show_progress=False), show_progress=False)
    tokens = bm25s.tokenize(list(queries), return_ids=False, show_progress=False)
    known = model.vocab_dict
    rows = [[each for each in query if each in known] for query in tokens]
    empty = np.zeros(len(corpus), dtype=np.float32)
    return np.stack([model.get_scores(row) if row else empty for row in rows]).astype(np.float32)


def tfidf_word(corpus: Sequence[str], queries: Sequence[str]) -> Scores:
    """Words and pairs of words, accents stripped, sublinear."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectoriser = TfidfVectorizer(
        ngram_range=(1, 2), strip_accents="unicode", sublinear_tf=True, dtype=np.float32
    )
    return _cosines(vectoriser, corpus, queries)


def tfidf_char(corpus: Sequence[str], queries: Sequence[str]) -> Scores:
    """Sequences of 3 to 5 characters inside words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectoriser = TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=(3, 5),
        strip_accents="unicode",
        sublinear_tf=True,
        dtype=np.float32,
    )
    return _cosines(vectoriser, corpus, queries)


def word_char(corpus: Sequence[str], queries: Sequence[str]) -> Scores:
    """Mean of the two: the strongest cheap one in French."""
    both: Scores = tfidf_word(corpus, queries) + tfidf_char(corpus, queries)
    both /= 2
    return both


def _cosines(vectoriser: object, corpus: Sequence[str], queries: Sequence[str]) -> Scores:
    documents = vectoriser.fit_transform(corpus)  # type: ignore[attr-defined]
    found: Scores = (vectoriser.transform(queries) @ documents.T).toarray()  # type: ignore[attr-defined]
    return found
