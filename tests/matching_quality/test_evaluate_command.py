"""`flask matcher evaluate` on folders it has never seen."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from skills4all.commands.matcher import group
from skills4all.evaluation.benchmarks import BenchmarkError, load

CORPUS = {
    "d1": "Boulanger. Prépare la pâte et cuit le pain.",
    "d2": "Network technician. Installs switches, routers and cables.",
    "d3": "Statistician. Designs surveys and analyses data with R.",
    "d4": "Infirmière. Soigne les patients à l'hôpital.",
}
QUERIES = {
    "q1": "technicien réseau",
    "q2": "analyse statistique de données",
    "d4": "soins infirmiers",
}
GAINS = {"q1": {"d2": 2}, "q2": {"d3": 1, "gone": 3}, "d4": {"d4": 1, "d1": 1}}
RANKERS = {"skills4all", "bm25", "tfidf_word", "word+char"}
FIGURES = {"ndcg@10", "recall@10", "mrr", "queries", "seconds"}


def folder(
    path: Path, name: str = "b99_made_up", split: str = "held_out", gains: Mapping[str, Any] = GAINS
) -> Path:
    made = path / name
    made.mkdir(parents=True)
    for file, content in (
        ("corpus.json", CORPUS),
        (f"queries_{split}.json", QUERIES),
        (f"qrels_{split}.json", gains),
    ):
        (made / file).write_text(json.dumps(content), encoding="utf-8")
    return path


def run(app: Flask, *arguments: object) -> Result:
    return app.test_cli_runner().invoke(group, ["evaluate", *map(str, arguments)])


def test_any_folder_and_any_split(app: Flask, tmp_path: Path) -> None:
    target = tmp_path / "figures.json"
    done = run(app, folder(tmp_path / "sets"), "--split", "held_out", "--json", target)
    assert done.exit_code == 0, done.output
    figures = json.loads(target.read_text())
    assert set(figures) == {"b99_made_up", "golden"}
    assert set(figures["b99_made_up"]) == RANKERS
    assert all(set(row) == FIGURES for row in figures["b99_made_up"].values())
    ours = figures["b99_made_up"]["skills4all"]
    assert ours["queries"] == 3
    assert ours["ndcg@10"] == pytest.approx(1.0), "French asks, English answers"
    assert figures["b99_made_up"]["bm25"]["ndcg@10"] < 1.0
    assert "95 %" in done.output


def test_coverage_is_asked_where_people_meet_roles(app: Flask, tmp_path: Path) -> None:
    sets = folder(folder(tmp_path / "sets", "b3_degrees"), "b10_courses")
    target = tmp_path / "figures.json"
    done = run(app, sets, "--split", "held_out", "--only", "b3,b10", "--json", target)
    assert done.exit_code == 0, done.output
    figures = json.loads(target.read_text())
    assert "skills4all_coverage" in figures["b3_degrees"]
    assert "skills4all_coverage" not in figures["b10_courses"]
    assert {"skills4all", "skills4all_coverage"} <= set(figures["golden"])


def test_only_takes_names_and_their_starts(app: Flask, tmp_path: Path) -> None:
    sets = folder(folder(tmp_path / "sets", "b1_one"), "b10_other")
    target = tmp_path / "figures.json"
    assert run(app, sets, "--split", "held_out", "--only", "b1", "--json", target).exit_code == 0
    assert set(json.loads(target.read_text())) == {"b1_one", "golden"}


def test_without_a_folder_the_golden_set_is_measured(app: Flask) -> None:
    done = run(app)
    assert done.exit_code == 0, done.output
    assert "golden" in done.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nowhere",), "no such folder"),
        (("sets", "--split", "test"), "no benchmark with the split"),
    ],
)
def test_what_is_not_there_is_said(
    app: Flask, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    folder(tmp_path / "sets")
    done = run(app, tmp_path / arguments[0], *arguments[1:])
    assert done.exit_code == 1
    assert told in done.output


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    folder(tmp_path)
    broken = tmp_path / "b99_made_up" / "corpus.json"
    broken.write_text("[1, 2]")
    with pytest.raises(BenchmarkError, match=r"corpus\.json: an object is expected"):
        load(tmp_path / "b99_made_up", "held_out")
    broken.write_text("{")
    with pytest.raises(BenchmarkError, match=r"corpus\.json: not JSON"):
        load(tmp_path / "b99_made_up", "held_out")


def test_a_query_is_no_answer_to_itself(tmp_path: Path) -> None:
    benchmark = load(folder(tmp_path) / "b99_made_up", "held_out")
    assert benchmark.gains == {"q1": {"d2": 2.0}, "q2": {"d3": 1.0}, "d4": {"d1": 1.0}}
