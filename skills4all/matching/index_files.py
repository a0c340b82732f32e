"""Indexes on disk: immutable folders of plain arrays with checksums, and one pointer to move.

The only module of `matching` that touches disk. A version is written whole under a new name,
then the pointer is replaced, so a reader sees the old version or the new one and nothing between.
Never pickle: arrays are opened with `allow_pickle=False`, everything else is JSON or text.
"""

import hashlib
import json
import os
import secrets
import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skills4all.matching.index import SkillIndex
from skills4all.matching.text import ANALYSER_VERSION
from skills4all.matching.vectoriser import Tfidf

FORMAT = 1
POINTER = "current"
_ARRAYS: dict[str, type[np.generic]] = {
    "ptr": np.int64,
    "doc": np.int32,
    "val": np.float32,
    "idf": np.float32,
}
_KEPT_VERSIONS = 2
_ABANDONED_SECONDS = 3600
"""A draft as old as that was left by a process that died."""


class DamagedIndexError(Exception):
    """What stands on disk is missing, altered, foreign or of another format; rebuild it."""


def publish(folder: Path, indexes: Mapping[str, SkillIndex], vocabulary: str) -> str:
    """Write `indexes` as a new version below `folder`, point to it, return its name."""
    folder.mkdir(parents=True, exist_ok=True)
    version = f"v-{secrets.token_hex(8)}"
    draft = folder / f".{version}"
    draft.mkdir()
    for name, index in indexes.items():
        _write(draft / name, index)
    manifest = {
        "format": FORMAT,
        "analyser": ANALYSER_VERSION,
        "vocabulary": vocabulary,
        "indexes": sorted(indexes),
        "sha256": {
            str(path.relative_to(draft)): _sha256(path)
            for path in sorted(draft.rglob("*"))
            if path.is_file()
        },
    }
    _store(draft / "manifest.json", json.dumps(manifest).encode())
    draft.replace(folder / version)
    _store(folder / f".{POINTER}-{version}", version.encode())
    (folder / f".{POINTER}-{version}").replace(folder / POINTER)
    _forget_old(folder, version)
    return version


def open_current(folder: Path, vocabulary: str) -> tuple[str, dict[str, SkillIndex]]:
    """The version pointed to, its arrays memory-mapped.

    Raises `DamagedIndexError` for anything that is not whole and of this vocabulary.
    """
    try:
        version = (folder / POINTER).read_text().strip()
        if "/" in version or not version.startswith("v-"):
            raise DamagedIndexError("the pointer names no version")
        manifest = json.loads((folder / version / "manifest.json").read_text())
        _check(folder / version, manifest, vocabulary)
        return version, {name: _read(folder / version / name) for name in manifest["indexes"]}
    except DamagedIndexError:
        raise
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedIndexError(str(error)) from error


def _check(version: Path, manifest: Mapping[str, Any], vocabulary: str) -> None:
    wanted = {"format": FORMAT, "analyser": ANALYSER_VERSION, "vocabulary": vocabulary}
    for key, value in wanted.items():
        if manifest[key] != value:
            raise DamagedIndexError(f"{key} is {manifest[key]!r}, not {value!r}")
    for name, digest in manifest["sha256"].items():
        if _sha256(version / name) != digest:
            raise DamagedIndexError(f"{name} was altered")


def _write(folder: Path, index: SkillIndex) -> None:
    folder.mkdir()
    arrays: dict[str, NDArray[Any]] = {
        "ptr": index.ptr,
        "doc": index.doc,
        "val": index.val,
        "idf": index.tfidf.idf,
    }
    for name, (_, codes) in index.facets.items():
        arrays[f"facet-{name}"] = codes
    for name, array in arrays.items():
        with (folder / f"{name}.npy").open("wb") as file:
            np.save(file, np.ascontiguousarray(array), allow_pickle=False)
            file.flush()
            os.fsync(file.fileno())
    facets = {name: list(values) for name, (values, _) in index.facets.items()}
    _store(folder / "terms.json", json.dumps(index.tfidf.terms, ensure_ascii=False).encode())
    _store(folder / "ids.json", json.dumps(index.ids).encode())
    _store(folder / "facets.json", json.dumps(facets, ensure_ascii=False).encode())


def _read(folder: Path) -> SkillIndex:
    arrays = {name: _open_array(folder / f"{name}.npy", kind) for name, kind in _ARRAYS.items()}
    terms = tuple(json.loads((folder / "terms.json").read_text()))
    ids = tuple(json.loads((folder / "ids.json").read_text()))
    facets = {
        name: (tuple(values), _open_array(folder / f"facet-{name}.npy", np.int32))
        for name, values in json.loads((folder / "facets.json").read_text()).items()
    }
    sound = (
        len(arrays["ptr"]) == len(terms) + 1 == len(arrays["idf"]) + 1
        and len(arrays["doc"]) == len(arrays["val"]) == int(arrays["ptr"][-1])
        and (not len(arrays["doc"]) or int(arrays["doc"].max()) < len(ids))
        and all(len(codes) == len(ids) for _, codes in facets.values())
    )
    if not sound:
        raise DamagedIndexError(f"{folder.name}: sizes disagree")
    return SkillIndex(
        Tfidf(terms, arrays["idf"]), ids, arrays["ptr"], arrays["doc"], arrays["val"], facets
    )


def _open_array(path: Path, kind: type[np.generic]) -> NDArray[Any]:
    empty = path.stat().st_size <= 128
    array = np.load(path, mmap_mode=None if empty else "r", allow_pickle=False)
    if array.dtype != kind or array.ndim != 1:
        raise DamagedIndexError(f"{path.name} is not a row of {np.dtype(kind).name}")
    # A plain view of the same mapped pages: slicing a `memmap` runs Python, twice for each term.
    return np.asarray(array)


def _store(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _forget_old(folder: Path, current: str) -> None:
    """Delete versions before the last ones, and abandoned drafts; readers keep mapped pages."""
    versions = sorted(folder.glob("v-*"), key=lambda path: path.stat().st_mtime)
    for path in versions[:-_KEPT_VERSIONS]:
        if path.name != current:
            shutil.rmtree(path, ignore_errors=True)
    for draft in folder.glob(".v-*"):
        if draft.is_dir() and time.time() - draft.stat().st_mtime > _ABANDONED_SECONDS:
            shutil.rmtree(draft, ignore_errors=True)
