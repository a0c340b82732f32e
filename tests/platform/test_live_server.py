"""The server as it runs: two workers, a task worker beside them, nothing left behind."""

from __future__ import annotations

import os
import signal
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.platform.applications import DATABASE, copy_database
from tests.platform.live import LiveServer, start_server, stop_server

# In one process of several, or the server that is kept would be started in each.
pytestmark = pytest.mark.xdist_group("bare servers")


def started(instance: Path, migrated: Path) -> Iterator[LiveServer]:
    """A running site with empty tables, until it is no longer used."""
    copy_database(migrated, instance / DATABASE)
    server = start_server(instance, prepared=False)
    yield server
    if server.process.poll() is None:
        stop_server(server)


@pytest.fixture
def bare_server(tmp_path: Path, migrated_sqlite: Path) -> Iterator[LiveServer]:
    """A site of one test, which may stop it."""
    yield from started(tmp_path / "instance", migrated_sqlite)


@pytest.fixture(scope="module")
def kept_server(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path
) -> Iterator[LiveServer]:
    """A site of all tests that leave it running."""
    yield from started(tmp_path_factory.mktemp("kept"), migrated_sqlite)


def children(server: LiveServer, *, tasks: bool) -> list[psutil.Process]:
    """Its task workers, or its web workers, that run now."""
    every = psutil.Process(server.process.pid).children()
    return [child for child in every if _does_tasks(child) == tasks]


def _does_tasks(process: psutil.Process) -> bool | None:
    try:
        return "background.worker" in " ".join(process.cmdline())
    except psutil.Error:
        return None


def eventually(condition: object, seconds: float = 25) -> bool:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.2)
    return False


def test_two_web_workers_and_one_task_worker(kept_server: LiveServer) -> None:
    assert eventually(lambda: len(children(kept_server, tasks=True)) == 1)
    assert eventually(lambda: len(children(kept_server, tasks=False)) == 2)
    with urllib.request.urlopen(f"{kept_server.url}/healthz", timeout=5) as answer:
        assert answer.status == 200


def test_a_killed_task_worker_is_started_again(kept_server: LiveServer) -> None:
    assert eventually(lambda: children(kept_server, tasks=True))
    first = children(kept_server, tasks=True)[0].pid
    os.kill(first, signal.SIGKILL)
    assert eventually(
        lambda: [child.pid for child in children(kept_server, tasks=True)] not in ([], [first])
    )


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_behind(bare_server: LiveServer, how: signal.Signals) -> None:
    assert eventually(lambda: children(bare_server, tasks=True))
    every = psutil.Process(bare_server.process.pid).children(recursive=True)
    # Started far enough to know its parent.
    time.sleep(3)
    bare_server.process.send_signal(how)
    bare_server.process.wait(30)
    _, alive = psutil.wait_procs(every, timeout=40)
    assert alive == []
