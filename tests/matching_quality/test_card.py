"""The model card says what was measured, of the model in force, and hides nothing against us."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from skills4all.evaluation import card, card_text
from skills4all.evaluation.card import GOALS, NDCG, OURS, SIMPLE
from skills4all.matching.ranking import MODEL_VERSION

DOCS = Path(__file__).parents[2] / "docs"
BENCHMARK = "b1_onet_nonit_to_it"


@pytest.fixture
def measured() -> dict[str, Any]:
    """A copy of what is committed, to change."""
    return copy.deepcopy(dict(card.published()))


def give(measured: dict[str, Any], ours: float, simple: float, queries: int = 60) -> None:
    measured["benchmarks"] = {
        BENCHMARK: {
            OURS: {NDCG: ours, "queries": queries},
            SIMPLE: {NDCG: simple, "queries": queries},
        }
    }


def test_the_document_is_what_the_figures_give() -> None:
    written = (DOCS / "model-card.md").read_text(encoding="utf-8")
    assert written == card_text.markdown(card.published()), "run `flask matcher card FIGURES.json`"


def test_the_figures_are_of_the_model_in_force() -> None:
    assert card.published()["model"] == MODEL_VERSION, "run `flask matcher card FIGURES.json`"


def test_every_language_is_measured() -> None:
    measured = card.published()
    assert set(measured["golden"]["languages"]) == {"fr", "ar", "en"}
    assert set(measured["reading"]) == set(card_text.LANGUAGES)


def test_what_is_below_its_goal_is_told(measured: dict[str, Any]) -> None:
    give(measured, GOALS[BENCHMARK] - 0.001, 0.1)
    told = "\n".join(card_text.weaknesses(measured))
    assert f"Below our goal: {card_text.question(BENCHMARK)}, 0.719 for 0.72." in told
    give(measured, GOALS[BENCHMARK], 0.1)
    assert "Below our goal" not in "\n".join(card_text.weaknesses(measured))


def test_a_simple_ranker_that_does_better_is_told(measured: dict[str, Any]) -> None:
    give(measured, 0.75, 0.76)
    assert any("simple ranker does better" in each for each in card_text.weaknesses(measured))
    give(measured, 0.76, 0.75)
    assert not any("simple ranker does better" in each for each in card_text.weaknesses(measured))


@pytest.mark.parametrize(
    ("lead", "queries", "claimed"), [(0.10, 30, True), (0.09, 300, False), (0.30, 29, False)]
)
def test_better_is_said_only_of_a_wide_lead(
    measured: dict[str, Any], lead: float, queries: int, claimed: bool
) -> None:
    give(measured, 0.5 + lead, 0.5, queries)
    assert ("Better than the simple ranker" in card_text.markdown(measured)) is claimed


def test_a_goal_without_a_figure_is_told(measured: dict[str, Any]) -> None:
    give(measured, 0.8, 0.5)
    assert set(card.not_measured(measured)) == set(GOALS) - {BENCHMARK}
    assert card_text.markdown(measured).count("| not measured |") == len(GOALS) - 1


def test_figures_on_outcomes_are_those_of_their_document() -> None:
    outcomes = (DOCS / "outcomes.md").read_text(encoding="utf-8")
    for figure in ("0.88", "0.76", "0.36", "−0.08"):
        assert figure in card_text.OUTCOMES
        assert figure in outcomes
