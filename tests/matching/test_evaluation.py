"""Measures of rankings, against values worked out by hand."""

import math

import pytest

from skills4all.matching.evaluation import (
    ndcg_at,
    paired_bootstrap,
    recall_at,
    reciprocal_rank,
    spearman,
)


def test_ndcg_has_linear_gains_and_the_ideal_below() -> None:
    found = ndcg_at(["a", "b", "c"], {"a": 1.0, "c": 3.0})
    ideal = 3.0 + 1.0 / math.log2(3)
    assert found == pytest.approx((1.0 + 3.0 / 2.0) / ideal)


def test_ndcg_sees_only_the_first_k() -> None:
    assert ndcg_at([f"x{number}" for number in range(10)] + ["a"], {"a": 1.0}) == 0.0
    assert ndcg_at(["a"], {}) == 0.0


def test_recall_counts_what_can_be_found() -> None:
    gains = {f"r{number}": 1.0 for number in range(20)}
    assert recall_at([f"r{number}" for number in range(10)], gains) == 1.0
    assert recall_at(["r0", "x"], {"r0": 1.0, "r1": 2.0, "no": 0.0}) == 0.5


def test_reciprocal_rank() -> None:
    assert reciprocal_rank(["x", "y", "a"], {"a": 1.0}) == pytest.approx(1 / 3)
    assert reciprocal_rank(["x"], {"a": 1.0}) == 0.0


def test_the_interval_sees_a_steady_lead_and_not_a_lucky_one() -> None:
    steady = paired_bootstrap([0.6] * 50, [0.5] * 50)
    assert steady == (pytest.approx(0.1), pytest.approx(0.1))
    lucky = paired_bootstrap([1.0] + [0.5] * 49, [0.5] * 50)
    assert lucky[0] == 0.0
    assert paired_bootstrap([], []) == (0.0, 0.0)


def test_the_interval_is_the_same_each_time() -> None:
    ours, theirs = [0.1, 0.9, 0.4, 0.7], [0.2, 0.5, 0.4, 0.6]
    assert paired_bootstrap(ours, theirs) == paired_bootstrap(ours, theirs)


def test_spearman_shares_ranks() -> None:
    assert spearman([1, 2, 3], [10, 20, 30]) == pytest.approx(1.0)
    assert spearman([1, 2, 3], [3, 2, 1]) == pytest.approx(-1.0)
    assert spearman([1, 1, 2], [1, 2, 3]) == pytest.approx(math.sqrt(3) / 2)
