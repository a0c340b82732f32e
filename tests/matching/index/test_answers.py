"""Answers are exact, whatever the filter, alone or in a batch; vectors are scikit-learn's."""

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from skills4all.matching.index import IndexDocument, SkillIndex, Where
from skills4all.matching.index.tfidf import Tfidf
from tests.matching.index.corpus import documents, plainly

CORPUS = documents(1500)
INDEX = SkillIndex.fit(iter(CORPUS), partition="region", order_by="role")
QUERIES = [each.terms for each in documents(40, seed=5)]
FILTERS: list[Where] = [
    {},
    {"region": "a"},
    {"region": ["a", "c"]},
    {"region": "nowhere"},
    {"contract": "p"},
    {"contract": ["p", "q"]},
    {"region": "b", "contract": "q"},
    {"region": "b", "contract": "q", "role": ["x"]},
    {"planet": "mars"},
]


def test_vectors_are_those_of_scikit_learn() -> None:
    corpus = [each.terms for each in CORPUS[:300]]
    ours = Tfidf.fit(corpus)
    theirs = TfidfVectorizer(
        analyzer=lambda terms: terms, sublinear_tf=True, dtype=np.float32, norm="l2"
    ).fit(corpus)
    assert ours.terms == list(theirs.get_feature_names_out())
    for terms in corpus[:50]:
        dense = theirs.transform([terms]).toarray()[0]
        where, weights = ours.transform(terms)
        assert np.flatnonzero(dense).tolist() == where.tolist()
        np.testing.assert_allclose(dense[where], weights, rtol=1e-6)


@pytest.mark.parametrize("where", FILTERS)
def test_the_best_are_found_to_the_last_bit_with_ties_by_id(where: Where) -> None:
    for terms in QUERIES[:4]:
        expected = plainly(INDEX, CORPUS, terms, 5000, where)
        for k in (1, 20, 5000):
            assert INDEX.query(terms, k, where) == expected[:k]


@pytest.mark.parametrize("where", FILTERS)
@pytest.mark.parametrize("threads", [1, 3])
def test_a_batch_answers_as_each_alone(where: Where, threads: int) -> None:
    queries = [*QUERIES, [], ["w:never"]]
    alone = [INDEX.query(terms, 10, where) for terms in queries]
    assert INDEX.query_batch(queries, 10, where, threads=threads) == alone


def test_rare_survivors_of_a_filter_score_the_same_from_their_rows() -> None:
    rare = [
        IndexDocument(each.id, each.terms, {**each.facets, "rare": "yes"} if n % 97 == 0 else {})
        for n, each in enumerate(CORPUS)
    ]
    index = SkillIndex.fit(rare)
    for terms in QUERIES[:4]:
        assert index.query(terms, 50, {"rare": "yes"}) == plainly(
            index, rare, terms, 50, {"rare": "yes"}
        )


def test_only_scores_above_what_is_asked() -> None:
    everything = INDEX.query(QUERIES[0], 3000)
    bound = everything[60][1]
    expected = [pair for pair in everything if pair[1] > bound]
    assert INDEX.query(QUERIES[0], 3000, above=bound) == expected
    assert INDEX.query_batch([QUERIES[0]], 3000, above=bound) == [expected]


def test_dense_scores_stand_in_the_order_of_ids() -> None:
    found = dict(zip(INDEX.ids, INDEX.scores(QUERIES[0]).tolist(), strict=True))
    for identifier, score in INDEX.query(QUERIES[0], 3000):
        assert found[identifier] == score
    many = INDEX.scores_batch(QUERIES[:3])
    np.testing.assert_allclose(many[0], INDEX.scores(QUERIES[0]), atol=1e-6)


def test_shares_of_terms_explain_a_score() -> None:
    best, score = INDEX.query(QUERIES[0], 1)[0]
    shares = INDEX.explain(QUERIES[0], best)
    assert sum(share for _, share in shares) == pytest.approx(score, abs=1e-5)
    assert {term for term, _ in shares} <= set(QUERIES[0])
    assert [share for _, share in shares] == sorted((s for _, s in shares), reverse=True)
    with pytest.raises(KeyError):
        INDEX.explain(QUERIES[0], "unknown")


def test_nothing_in_common_finds_nothing() -> None:
    assert INDEX.query(["w:never"]) == INDEX.query([]) == []
    assert SkillIndex.empty("region").query(["w:1"]) == []


def test_what_cannot_be_indexed_is_refused() -> None:
    with pytest.raises(ValueError, match="repeat"):
        SkillIndex.fit([IndexDocument("a", ["w:x"]), IndexDocument("a", ["w:y"])])
    with pytest.raises(ValueError, match="empty"):
        SkillIndex.fit([])
