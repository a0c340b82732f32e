"""Where the decisions of a run are made: in this process, in several, or on a cluster.

Tasks carry ids of the vocabulary only and no index: whoever works on one opens the published news,
mapped. A task changes nothing and may be run twice; letters are promised by the process that asks.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

from skills4all.services.alerts.candidates import Candidates
from skills4all.services.alerts.choosing import Asking, Chosen

Answers = list[tuple[Chosen, ...]]

LEAST = 4_000
"""Learners from which on other processes are worth their start."""
TASKS_AHEAD = 4
"""Tasks of each worker that are read before the first is written: what bounds the memory."""
LEFT_OVER = 24 * 3600.0
"""Seconds after which a folder of news was left by a run that died."""


class Decide(Protocol):
    """Answers of several batches, in their order, as they come."""

    @property
    def width(self) -> int:
        """How many batches to hand over at once."""

    def __call__(self, batches: Sequence[Sequence[Asking]]) -> Iterator[Answers]: ...


@dataclass(frozen=True, slots=True)
class Spread:
    """`folder` is where news is published for other processes; the machines of a cluster must see
    it under the same path. `scheduler`: address of a Dask scheduler. `processes` None: as many as
    there are processors.
    """

    folder: Path
    scheduler: str | None = None
    processes: int | None = None
    least: int = LEAST

    @contextmanager
    def open(self, news: Candidates, learners: int) -> Iterator[Decide]:
        """How to decide for that many. Raises OSError when the scheduler cannot be reached."""
        if learners < self.least or self.processes == 1:
            yield Here(news)
            return
        with published(self.folder, news) as folder, ExitStack() as stack:
            if self.scheduler:
                yield stack.enter_context(_cluster(folder, self.scheduler))
            else:
                yield _local(folder, self.processes)


@dataclass(frozen=True, slots=True)
class Here:
    """One batch after the other, in this process."""

    news: Candidates
    width: int = 1

    def __call__(self, batches: Sequence[Sequence[Asking]]) -> Iterator[Answers]:
        return map(self.news.choose, batches)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """By joblib, on whatever backend is in force."""

    folder: Path
    width: int
    options: dict[str, Any]

    def __call__(self, batches: Sequence[Sequence[Asking]]) -> Iterator[Answers]:
        from joblib import Parallel, delayed

        tasks = [delayed(decide)(str(self.folder), batch) for batch in batches]
        found: Iterator[Answers] = Parallel(return_as="generator", **self.options)(tasks)
        return found


def decide(folder: str, batch: Sequence[Asking]) -> Answers:
    """The task: choose for each learner of a batch. Twice gives the same."""
    return _opened(folder).choose(batch)


@contextmanager
def published(folder: Path, news: Candidates) -> Iterator[Path]:
    """News in a folder of its own below `folder`, until the run ends."""
    _clear(folder)
    mine = folder / f"news-{uuid4().hex}"
    news.save(mine)
    try:
        yield mine
    finally:
        shutil.rmtree(mine, ignore_errors=True)


def _clear(folder: Path) -> None:
    for old in folder.glob("news-*"):
        if old.stat().st_mtime < time.time() - LEFT_OVER:
            shutil.rmtree(old, ignore_errors=True)


@lru_cache(maxsize=1)
def _opened(folder: str) -> Candidates:
    return Candidates.open(Path(folder))


def _local(folder: Path, processes: int | None) -> Elsewhere:
    from joblib import cpu_count

    count = processes or cpu_count()
    options = {"n_jobs": count, "backend": "loky", "batch_size": 1}
    return Elsewhere(folder, TASKS_AHEAD * count, options)


@contextmanager
def _cluster(folder: Path, scheduler: str) -> Iterator[Elsewhere]:
    """Raises ModuleNotFoundError without the extra of requirements-dask.in."""
    from dask.distributed import Client
    from joblib import parallel_config

    cluster = Client(scheduler, set_as_default=False)  # type: ignore[no-untyped-call]
    with cluster as client, parallel_config("dask", client=client):
        workers = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
        yield Elsewhere(folder, TASKS_AHEAD * workers, {"n_jobs": -1, "batch_size": 1})
