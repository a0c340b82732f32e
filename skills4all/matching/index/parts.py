"""What a state of an index consists of, on disk: an epoch of weights, segments, removals.

e-<random>/      an epoch: terms.txt (a term a line, its number is that of the line), idf.npy
s-<random>/      a segment: arrays, segment.json with their checksums
d-<random>.npy   places removed from a segment;  t-<random>.txt  terms met since the epoch began
"""

import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skills4all.matching.index.disk import (
    DamagedIndexError,
    digest,
    digest_of,
    draft,
    open_array,
    plain,
    store,
    store_array,
    verify,
)
from skills4all.matching.index.rows import Rows
from skills4all.matching.index.segment import Facet, Segment
from skills4all.matching.index.snapshot import Part, Snapshot
from skills4all.matching.index.tfidf import Tfidf

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


def store_epoch(folder: Path, tfidf: Tfidf) -> dict[str, Any]:
    fitted = len(tfidf.idf)
    if not (folder / tfidf.epoch).is_dir():
        with draft(folder / tfidf.epoch) as home:
            store(home / "terms.txt", _lines(tfidf.terms[:fitted]))
            store_array(home / "idf.npy", tfidf.idf)
    more = ""
    if len(tfidf.terms) > fitted:
        more = f"t-{secrets.token_hex(6)}.txt"
        store(folder / more, _lines(tfidf.terms[fitted:]))
    return {
        "name": tfidf.epoch,
        "n_documents": tfidf.n_documents,
        "terms_sha256": digest_of(folder / tfidf.epoch / "terms.txt"),
        "idf_sha256": digest_of(folder / tfidf.epoch / "idf.npy"),
        "more": more,
        "more_sha256": digest_of(folder / more) if more else "",
        "n_terms": len(tfidf.terms),
    }


def read_epoch(folder: Path, told: Mapping[str, Any], known: Snapshot | None) -> Tfidf:
    if known and known.tfidf.epoch == told["name"]:
        tfidf = known.tfidf
    else:
        home = folder / plain(told["name"])
        terms = _text(home / "terms.txt", told["terms_sha256"])
        verify(home / "idf.npy", told["idf_sha256"])
        idf = open_array(home / "idf.npy", np.float32)
        if len(idf) != len(terms):
            raise DamagedIndexError("terms and weights disagree")
        tfidf = Tfidf(terms, idf, int(told["n_documents"]), str(told["name"]))
    more = _text(folder / plain(told["more"]), told["more_sha256"]) if told["more"] else []
    tfidf.learn(more)
    if len(tfidf.terms) != told["n_terms"]:
        raise DamagedIndexError("terms are missing")
    return tfidf


def _lines(terms: list[str]) -> bytes:
    if any("\n" in term for term in terms):
        raise ValueError("a term holds a line break")
    return "".join(f"{term}\n" for term in terms).encode()


def _text(path: Path, expected: str) -> list[str]:
    verify(path, expected)
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def store_part(folder: Path, part: Part) -> dict[str, Any]:
    name = part.segment.name
    if not (folder / name).is_dir():
        with draft(folder / name) as home:
            _store_segment(home, part.segment)
    dead = ""
    if len(part.dead):
        content = part.dead.astype(np.int32)
        dead = f"d-{digest(name.encode() + content.tobytes())[:12]}.npy"
        if not (folder / dead).is_file():
            store_array(folder / f".{dead}", content)
            (folder / f".{dead}").replace(folder / dead)
    return {
        "name": name,
        "n": len(part.segment),
        "sha256": digest_of(folder / name / "segment.json"),
        "dead": dead,
        "dead_sha256": digest_of(folder / dead) if dead else "",
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
        store_array(folder / f"{name}.npy", array)
    told = {
        "partitions": segment.partitions,
        "facets": facets,
        "sha256": {name: digest_of(folder / f"{name}.npy") for name in arrays},
    }
    store(folder / "segment.json", json.dumps(told, ensure_ascii=False).encode())


def read_part(folder: Path, told: Mapping[str, Any], known: Mapping[str, Segment]) -> Part:
    name = plain(told["name"])
    segment = known.get(name) or _read_segment(folder / name, told["sha256"])
    if len(segment) != told["n"]:
        raise DamagedIndexError(f"{name} is not of the size told")
    if not told["dead"]:
        return Part(segment)
    path = folder / plain(told["dead"])
    verify(path, told["dead_sha256"])
    dead = np.load(path, allow_pickle=False)
    if dead.dtype != np.int32 or dead.ndim != 1 or (dead >= len(segment)).any():
        raise DamagedIndexError(f"{path.name} names what is not there")
    return Part(segment, dead)


def _read_segment(folder: Path, expected: str) -> Segment:
    verify(folder / "segment.json", expected)
    told = json.loads((folder / "segment.json").read_bytes())
    for name, known in told["sha256"].items():
        verify(folder / f"{plain(name)}.npy", known)
    arrays = {name: open_array(folder / f"{name}.npy", kind) for name, kind in _ARRAYS.items()}
    facets: dict[str, Facet] = {
        name: (tuple(values), open_array(folder / f"facet-{at}.npy", np.int32))
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
