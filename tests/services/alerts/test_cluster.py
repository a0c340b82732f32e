"""Decisions on other processes: the same to the last one, on a real cluster and locally."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from skills4all.services.alerts.candidates import Candidates
from skills4all.services.alerts.choosing import Asking
from skills4all.services.alerts.items import Items
from skills4all.services.alerts.spreading import Spread, decide
from tests.services.alerts import market


@pytest.fixture(scope="module")
def news() -> Candidates:
    return Candidates.of(Items(market.news(Random(1), 300, 150)))


@pytest.fixture(scope="module")
def batches() -> list[list[Asking]]:
    asking = market.learners(Random(2), 60)
    return [asking[first : first + 10] for first in range(0, 60, 10)]


@pytest.fixture
def scheduler() -> Iterator[str]:
    """Two worker processes; needs what requirements-dask.txt installs."""
    from dask.distributed import LocalCluster

    with (
        warnings.catch_warnings(),
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
    ):
        yield cluster.scheduler_address


def test_a_cluster_decides_what_one_process_does(
    scheduler: str, news: Candidates, batches: list[list[Asking]], tmp_path: Path
) -> None:
    here = [news.choose(batch) for batch in batches]
    with Spread(tmp_path, scheduler, least=1).open(news, 60) as spread:
        assert spread.width == 8
        assert list(spread(batches)) == here
    assert any(chosen for answers in here for chosen in answers)
    assert list(tmp_path.iterdir()) == []


def test_a_task_may_run_twice_and_needs_files_only(
    news: Candidates, batches: list[list[Asking]], tmp_path: Path
) -> None:
    news.save(tmp_path / "news")
    first = decide(str(tmp_path / "news"), batches[0])
    assert decide(str(tmp_path / "news"), batches[0]) == first == news.choose(batches[0])


def test_a_few_are_not_worth_other_processes(
    news: Candidates, batches: list[list[Asking]], tmp_path: Path
) -> None:
    with Spread(tmp_path / "unused", "tcp://192.0.2.1:1").open(news, 60) as spread:
        assert list(spread(batches[:1])) == [news.choose(batches[0])]
    assert not (tmp_path / "unused").exists()
