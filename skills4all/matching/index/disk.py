"""Writing and reading single files of an index: on disk before anything relies on them, private,
verified. Never pickle: arrays are opened with `allow_pickle=False`.
"""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


class DamagedIndexError(Exception):
    """What stands on disk is missing, altered, foreign or of another format; rebuild it."""


@contextlib.contextmanager
def draft(target: Path) -> Iterator[Path]:
    """A folder that gets its name once it is whole."""
    hidden = target.with_name(f".{target.name}")
    shutil.rmtree(hidden, ignore_errors=True)
    hidden.mkdir(mode=0o700)
    yield hidden
    settle(hidden)
    hidden.replace(target)


def store(path: Path, content: bytes) -> None:
    with _private(path) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def store_array(path: Path, array: NDArray[Any]) -> None:
    with _private(path) as file:
        np.save(file, np.ascontiguousarray(array), allow_pickle=False)
        file.flush()
        os.fsync(file.fileno())


def _private(path: Path) -> Any:
    """A file that only its owner reads: an index may hold what learners can do."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def settle(folder: Path) -> None:
    """Names in a folder are on disk too, before anything relies on them."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def open_array(path: Path, kind: type[np.generic]) -> NDArray[Any]:
    array = np.load(path, mmap_mode="r", allow_pickle=False) if _filled(path) else np.load(path)
    if not np.issubdtype(array.dtype, kind) or array.ndim != 1 or not array.dtype.isnative:
        raise DamagedIndexError(f"{path.name} is not a row of {kind.__name__}")
    # A plain view of the same mapped pages: slicing a `memmap` runs Python, twice for each term.
    return np.asarray(array)


def _filled(path: Path) -> bool:
    """An array without elements cannot be mapped."""
    return path.stat().st_size > 128


def plain(name: object) -> str:
    if not isinstance(name, str) or "/" in name or "\\" in name or name.startswith("."):
        raise DamagedIndexError("a name that leads elsewhere")
    return name


def verify(path: Path, expected: str) -> None:
    if digest_of(path) != expected:
        raise DamagedIndexError(f"{path.name} was altered")


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
