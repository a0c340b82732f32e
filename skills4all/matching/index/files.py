"""Indexes on disk: immutable folders of plain arrays with checksums, and a manifest to move.

The only module of `matching` that touches disk. What is new is written whole under new names, then
the manifest is replaced, so a reader sees the state before or the one after and nothing between.
Never pickle: arrays are opened with `allow_pickle=False`, everything else is JSON or text.

    manifest.json    what the state consists of, with the checksum of each part and of itself
    e-<random>/      an epoch: terms.txt (a term a line, its number is that of the line), idf.npy
    s-<random>/      a segment: arrays, segment.json with their checksums
    d-<random>.npy   places removed from a segment;  t-<random>.txt  terms met since the epoch began
"""

import contextlib
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skills4all.matching.index.rows import Rows
from skills4all.matching.index.segment import Facet, Segment
from skills4all.matching.index.snapshot import Part, Snapshot
from skills4all.matching.index.tfidf import Tfidf
from skills4all.matching.text import ANALYSER_VERSION

FORMAT = 2
MANIFEST = "manifest.json"
_READ_AGAIN = 5
"""How often a reader starts again when a writer has moved on while it read."""
_ABANDONED_SECONDS = 3600
"""What no manifest names and is as old as that was left by a process that died."""
_ARRAYS: Mapping[str, type[np.generic]] = {
    "ids": np.bytes_,
    "by_id": np.int32,
    "bounds": np.int64,
    "terms": np.int32,
    "ptr": np.int64,
    "doc": np.int32,
    "val": np.float32,
    "row_ptr": np.int64,
    "row_term": np.int32,
    "row_tf": np.float32,
    "scales": np.float32,
}


class DamagedIndexError(Exception):
    """What stands on disk is missing, altered, foreign or of another format; rebuild it."""


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
            "epoch": _store_epoch(folder, snapshot.tfidf),
            "segments": [_store_part(folder, part) for part in snapshot.parts],
        }
        known = _named(_manifest(folder)) | _named(manifest)
        _store(folder / f".{MANIFEST}", json.dumps(_sealed(manifest)).encode())
        (folder / f".{MANIFEST}").replace(folder / MANIFEST)
        _settle(folder)
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
        tfidf = _read_epoch(folder, manifest["epoch"], known)
        parts = tuple(_read_part(folder, each, segments) for each in manifest["segments"])
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
    return {**manifest, "sha256": _digest(json.dumps(manifest, sort_keys=True).encode())}


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


# --- epoch ------------------------------------------------------------------------------------


def _store_epoch(folder: Path, tfidf: Tfidf) -> dict[str, Any]:
    fitted = len(tfidf.idf)
    if not (folder / tfidf.epoch).is_dir():
        with _draft(folder / tfidf.epoch) as draft:
            _store(draft / "terms.txt", _lines(tfidf.terms[:fitted]))
            _store_array(draft / "idf.npy", tfidf.idf)
    more = ""
    if len(tfidf.terms) > fitted:
        more = f"t-{secrets.token_hex(6)}.txt"
        _store(folder / more, _lines(tfidf.terms[fitted:]))
    return {
        "name": tfidf.epoch,
        "n_documents": tfidf.n_documents,
        "terms_sha256": _digest_of(folder / tfidf.epoch / "terms.txt"),
        "idf_sha256": _digest_of(folder / tfidf.epoch / "idf.npy"),
        "more": more,
        "more_sha256": _digest_of(folder / more) if more else "",
        "n_terms": len(tfidf.terms),
    }


def _read_epoch(folder: Path, told: Mapping[str, Any], known: Snapshot | None) -> Tfidf:
    if known and known.tfidf.epoch == told["name"]:
        tfidf = known.tfidf
    else:
        home = folder / _plain(told["name"])
        terms = _text(home / "terms.txt", told["terms_sha256"])
        _verify(home / "idf.npy", told["idf_sha256"])
        idf = _open_array(home / "idf.npy", np.float32)
        if len(idf) != len(terms):
            raise DamagedIndexError("terms and weights disagree")
        tfidf = Tfidf(terms, idf, int(told["n_documents"]), str(told["name"]))
    more = _text(folder / _plain(told["more"]), told["more_sha256"]) if told["more"] else []
    tfidf.learn(more)
    if len(tfidf.terms) != told["n_terms"]:
        raise DamagedIndexError("terms are missing")
    return tfidf


def _lines(terms: list[str]) -> bytes:
    if any("\n" in term for term in terms):
        raise ValueError("a term holds a line break")
    return "".join(f"{term}\n" for term in terms).encode()


def _text(path: Path, digest: str) -> list[str]:
    _verify(path, digest)
    return path.read_text(encoding="utf-8").split("\n")[:-1]


# --- segments ---------------------------------------------------------------------------------


def _store_part(folder: Path, part: Part) -> dict[str, Any]:
    name = part.segment.name
    if not (folder / name).is_dir():
        with _draft(folder / name) as draft:
            _store_segment(draft, part.segment)
    dead = ""
    if len(part.dead):
        content = part.dead.astype(np.int32)
        dead = f"d-{_digest(name.encode() + content.tobytes())[:12]}.npy"
        if not (folder / dead).is_file():
            _store_array(folder / f".{dead}", content)
            (folder / f".{dead}").replace(folder / dead)
    return {
        "name": name,
        "n": len(part.segment),
        "sha256": _digest_of(folder / name / "segment.json"),
        "dead": dead,
        "dead_sha256": _digest_of(folder / dead) if dead else "",
    }


def _store_segment(folder: Path, segment: Segment) -> None:
    arrays: dict[str, NDArray[Any]] = {
        "row_ptr": segment.rows.ptr,
        "row_term": segment.rows.term,
        "row_tf": segment.rows.tf,
    }
    arrays |= {name: getattr(segment, name) for name in _ARRAYS if name not in arrays}
    facets = {}
    for at, (name, (values, codes)) in enumerate(segment.facets.items()):
        arrays[f"facet-{at}"] = codes
        facets[name] = list(values)
    for name, array in arrays.items():
        _store_array(folder / f"{name}.npy", array)
    told = {
        "partitions": segment.partitions,
        "facets": facets,
        "sha256": {name: _digest_of(folder / f"{name}.npy") for name in arrays},
    }
    _store(folder / "segment.json", json.dumps(told, ensure_ascii=False).encode())


def _read_part(folder: Path, told: Mapping[str, Any], known: Mapping[str, Segment]) -> Part:
    name = _plain(told["name"])
    segment = known.get(name) or _read_segment(folder / name, told["sha256"])
    if len(segment) != told["n"]:
        raise DamagedIndexError(f"{name} is not of the size told")
    if not told["dead"]:
        return Part(segment)
    path = folder / _plain(told["dead"])
    _verify(path, told["dead_sha256"])
    dead = np.load(path, allow_pickle=False)
    if dead.dtype != np.int32 or dead.ndim != 1 or (dead >= len(segment)).any():
        raise DamagedIndexError(f"{path.name} names what is not there")
    return Part(segment, dead)


def _read_segment(folder: Path, digest: str) -> Segment:
    _verify(folder / "segment.json", digest)
    told = json.loads((folder / "segment.json").read_bytes())
    for name, expected in told["sha256"].items():
        _verify(folder / f"{_plain(name)}.npy", expected)
    arrays = {name: _open_array(folder / f"{name}.npy", kind) for name, kind in _ARRAYS.items()}
    facets: dict[str, Facet] = {
        name: (tuple(values), _open_array(folder / f"facet-{at}.npy", np.int32))
        for at, (name, values) in enumerate(told["facets"].items())
    }
    rows = Rows(*(arrays.pop(f"row_{name}") for name in ("ptr", "term", "tf")))
    segment = Segment(
        **arrays, rows=rows, partitions=tuple(told["partitions"]), facets=facets, name=folder.name
    )
    if not _sound(segment):
        raise DamagedIndexError(f"{folder.name}: sizes disagree")
    return segment


def _sound(segment: Segment) -> bool:
    """Kernels trust places and sizes: what passes here cannot make them write outside."""
    n, entries = len(segment), len(segment.doc)
    return (
        len(segment.ptr) == len(segment.terms) * len(segment.partitions) + 1
        and len(segment.bounds) == len(segment.partitions) + 1
        and int(segment.bounds[0]) == 0
        and int(segment.bounds[-1]) == n == len(segment.by_id) == len(segment.scales)
        and int(segment.ptr[0]) == 0
        and int(segment.ptr[-1]) == entries == len(segment.val) == len(segment.rows.tf)
        and len(segment.rows) == n
        and int(segment.rows.ptr[-1]) == entries == len(segment.rows.term)
        and bool((np.diff(segment.ptr) >= 0).all() and (np.diff(segment.bounds) >= 0).all())
        and (not entries or (int(segment.doc.min()) >= 0 and int(segment.doc.max()) < n))
        and all(len(codes) == n for _, codes in segment.facets.values())
    )


# --- files ------------------------------------------------------------------------------------


@contextlib.contextmanager
def _draft(target: Path) -> Iterator[Path]:
    """A folder that gets its name once it is whole."""
    draft = target.with_name(f".{target.name}")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    yield draft
    _settle(draft)
    draft.replace(target)


def _store(path: Path, content: bytes) -> None:
    with _private(path) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _store_array(path: Path, array: NDArray[Any]) -> None:
    with _private(path) as file:
        np.save(file, np.ascontiguousarray(array), allow_pickle=False)
        file.flush()
        os.fsync(file.fileno())


def _private(path: Path) -> Any:
    """A file that only its owner reads: an index may hold what learners can do."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _settle(folder: Path) -> None:
    """Names in a folder are on disk too, before anything relies on them."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _open_array(path: Path, kind: type[np.generic]) -> NDArray[Any]:
    array = np.load(path, mmap_mode="r", allow_pickle=False) if _filled(path) else np.load(path)
    if not np.issubdtype(array.dtype, kind) or array.ndim != 1 or not array.dtype.isnative:
        raise DamagedIndexError(f"{path.name} is not a row of {kind.__name__}")
    # A plain view of the same mapped pages: slicing a `memmap` runs Python, twice for each term.
    return np.asarray(array)


def _filled(path: Path) -> bool:
    """An array without elements cannot be mapped."""
    return path.stat().st_size > 128


def _plain(name: object) -> str:
    if not isinstance(name, str) or "/" in name or "\\" in name or name.startswith("."):
        raise DamagedIndexError("a name that leads elsewhere")
    return name


def _verify(path: Path, digest: str) -> None:
    if _digest_of(path) != digest:
        raise DamagedIndexError(f"{path.name} was altered")


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
