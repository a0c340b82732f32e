"""Indexes on disk: immutable folders of plain arrays with checksums, and a manifest to move.

With `parts` and `disk` the only place of `matching` that touches disk. What is new is written whole
under new names, then `manifest.json`, which names what a state consists of with the checksum of
each part and of itself, is replaced: a reader sees the state before or the one after and nothing
between. Never pickle: arrays are opened with `allow_pickle=False`, the rest is JSON or text.
"""

import contextlib
import fcntl
import json
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from skills4all.matching.index.disk import DamagedIndexError, digest, settle, store
from skills4all.matching.index.parts import read_epoch, read_part, store_epoch, store_part
from skills4all.matching.index.snapshot import Snapshot
from skills4all.matching.text import ANALYSER_VERSION

FORMAT = 2
MANIFEST = "manifest.json"
_READ_AGAIN = 5
"""How often a reader starts again when a writer has moved on while it read."""
_ABANDONED_SECONDS = 3600
"""What no manifest names and is as old as that was left by a process that died."""


class IndexMovedError(Exception):
    """Another writer published since this state was opened; open again and repeat the edits."""


class IndexBusyError(Exception):
    """Another process is writing, and did not end in the time given."""


@dataclass(frozen=True)
class Kept:
    """A state with what the index was made with."""

    snapshot: Snapshot
    partition: str
    order_by: str


@contextlib.contextmanager
def writing(folder: Path, wait: float = 0.0) -> Iterator[None]:
    """Be the only writer of `folder`, however long; the lock ends with its holder, even killed.

    Raises `IndexBusyError` when another one still writes after `wait` seconds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    give_up = time.monotonic() + wait
    with (folder / ".lock").open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                if time.monotonic() >= give_up:
                    raise IndexBusyError(folder.name) from None
                time.sleep(0.02)
        yield


def save(folder: Path, kept: Kept, vocabulary: str, mine: int | None) -> Snapshot:
    """Publish a state; returns it as the next generation.

    `mine`: the generation it was made from, None to replace whatever there is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _replacing(folder):
        before = generation(folder)
        if mine is not None and mine != before:
            raise IndexMovedError(f"generation {before} is there, not {mine}")
        snapshot = replace(kept.snapshot, generation=before + 1)
        manifest = {
            "format": FORMAT,
            "analyser": ANALYSER_VERSION,
            "vocabulary": vocabulary,
            "generation": snapshot.generation,
            "partition": kept.partition,
            "order_by": kept.order_by,
            "epoch": store_epoch(folder, snapshot.tfidf),
            "segments": [store_part(folder, part) for part in snapshot.parts],
        }
        known = _named(_manifest(folder)) | _named(manifest)
        store(folder / f".{MANIFEST}", json.dumps(_sealed(manifest)).encode())
        (folder / f".{MANIFEST}").replace(folder / MANIFEST)
        settle(folder)
        _forget(folder, known)
    return snapshot


def state(folder: Path) -> tuple[str, int]:
    """Epoch and generation published in `folder`; ("", 0) when there are none."""
    manifest = _manifest(folder)
    try:
        return str(manifest["epoch"]["name"]), int(manifest["generation"])
    except (KeyError, TypeError, ValueError):
        return "", 0


def generation(folder: Path) -> int:
    """The generation published in `folder`; 0 when there is none."""
    return state(folder)[1]


def read(folder: Path, vocabulary: str, known: Snapshot | None = None) -> Kept:
    """The state published last; parts that `known` has are taken from it.

    Raises `DamagedIndexError`.
    """
    for _ in range(_READ_AGAIN):
        before = state(folder)
        with contextlib.suppress(FileNotFoundError):
            return _read(folder, vocabulary, known)
        if state(folder) == before:
            break
    raise DamagedIndexError("a file is missing")


def _read(folder: Path, vocabulary: str, known: Snapshot | None) -> Kept:
    try:
        manifest = _checked(_manifest(folder), vocabulary)
        segments = {part.segment.name: part.segment for part in known.parts} if known else {}
        tfidf = read_epoch(folder, manifest["epoch"], known)
        parts = tuple(read_part(folder, each, segments) for each in manifest["segments"])
        snapshot = Snapshot(tfidf, parts, int(manifest["generation"]))
        return Kept(snapshot, str(manifest["partition"]), str(manifest["order_by"]))
    except (DamagedIndexError, FileNotFoundError):
        raise
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise DamagedIndexError(f"{type(error).__name__}: {error}") from error


# --- manifest ---------------------------------------------------------------------------------


def _manifest(folder: Path) -> Any:
    try:
        return json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}


def _sealed(manifest: Mapping[str, Any]) -> dict[str, Any]:
    return {**manifest, "sha256": digest(json.dumps(manifest, sort_keys=True).encode())}


def _checked(manifest: Any, vocabulary: str) -> dict[str, Any]:
    if not isinstance(manifest, dict) or not manifest:
        raise DamagedIndexError("there is no manifest")
    wanted = {"format": FORMAT, "analyser": ANALYSER_VERSION, "vocabulary": vocabulary}
    for key, value in wanted.items():
        if manifest.get(key) != value:
            raise DamagedIndexError(f"{key} is {manifest.get(key)!r}, not {value!r}")
    bare = {key: value for key, value in manifest.items() if key != "sha256"}
    if _sealed(bare) != manifest:
        raise DamagedIndexError("the manifest was altered")
    return bare


def _named(manifest: Any) -> set[str]:
    """Files and folders that a manifest needs."""
    try:
        epoch, segments = manifest["epoch"], manifest["segments"]
        found = {epoch["name"], epoch["more"], *(each["name"] for each in segments)}
        return {str(name) for name in found | {each["dead"] for each in segments} if name}
    except (KeyError, TypeError):
        return set()


@contextlib.contextmanager
def _replacing(folder: Path) -> Iterator[None]:
    """Two that publish at the same moment do it one after the other."""
    with (folder / ".publishing").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _forget(folder: Path, known: set[str]) -> None:
    """Delete what neither this state nor the one before needs; readers keep mapped pages."""
    for path in (*folder.glob("[esdt]-*"), *folder.glob(".[es]-*")):
        draft = path.name.startswith(".")
        if path.name in known or (draft and not _abandoned(path)):
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _abandoned(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > _ABANDONED_SECONDS
    except OSError:
        return False
