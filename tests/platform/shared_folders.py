"""Folders that are expensive to fill: filled once for all test processes of a run."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(
    tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]
) -> Path:
    """The folder of that name, which `make` fills for whoever asks first.

    The other processes read it too: whoever changes what is in it does so for them.
    """
    base = run_folder(tmp_path_factory)
    folder = base / f"made-{name}"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            # Under its name only when it is whole: `make` may fail.
            draft = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=base))
            make(draft)
            draft.rename(folder)
    return folder


def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all processes of this run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
