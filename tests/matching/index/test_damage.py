"""Whatever happens to the files: refused with a reason, never loaded, never run."""

import hashlib
import json
import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from skills4all.matching.index import SkillIndex
from skills4all.matching.index.disk import DamagedIndexError
from skills4all.matching.index.files import MANIFEST
from tests.matching.index.corpus import document, documents


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    index = SkillIndex.fit(documents(40), "region", "role")
    index.save(tmp_path, "v1")
    index.remove("d00003")
    index.add(document(90))
    index.save(tmp_path, "v1")
    return tmp_path


def _segment(folder: Path, file: str) -> Path:
    """In the segment that was written first."""
    manifest = json.loads((folder / MANIFEST).read_text())
    return folder / str(manifest["segments"][0]["name"]) / file


def _epoch(folder: Path, file: str) -> Path:
    return folder / str(json.loads((folder / MANIFEST).read_text())["epoch"]["name"]) / file


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-3] ^= 4
    path.write_bytes(bytes(content))


def _change(folder: Path, seal: bool, **values: object) -> None:
    """Change the manifest; `seal` makes its checksum agree, as somebody who knows would."""
    manifest = json.loads((folder / MANIFEST).read_text()) | values
    if seal:
        manifest.pop("sha256")
        content = json.dumps(manifest, sort_keys=True).encode()
        manifest["sha256"] = hashlib.sha256(content).hexdigest()
    (folder / MANIFEST).write_text(json.dumps(manifest))


class _Runs:
    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return (pytest.fail, ("code was loaded",))


def _forge(folder: Path, file: str, content: np.ndarray) -> None:
    """An array of the wrong kind, with every checksum made to agree."""
    target = _segment(folder, file)
    np.save(target, content, allow_pickle=True)
    told = json.loads(target.with_name("segment.json").read_text())
    told["sha256"][target.stem] = hashlib.sha256(target.read_bytes()).hexdigest()
    target.with_name("segment.json").write_text(json.dumps(told))
    manifest = json.loads((folder / MANIFEST).read_text())
    digest = hashlib.sha256(target.with_name("segment.json").read_bytes()).hexdigest()
    manifest["segments"][0]["sha256"] = digest
    _change(folder, seal=True, segments=manifest["segments"])


def _outside(folder: Path) -> np.ndarray:
    doc = np.load(_segment(folder, "doc.npy"))
    doc[5] = 1_000_000
    return doc


DAMAGE: dict[str, Callable[[Path], object]] = {
    "no manifest": lambda f: (f / MANIFEST).unlink(),
    "empty manifest": lambda f: (f / MANIFEST).write_text(""),
    "torn manifest": lambda f: (f / MANIFEST).write_text('{"format": 2'),
    "foreign manifest": lambda f: (f / MANIFEST).write_text("[1, 2]"),
    "binary manifest": lambda f: (f / MANIFEST).write_bytes(b"\xff\xfe\x00"),
    "pickled manifest": lambda f: (f / MANIFEST).write_bytes(pickle.dumps(_Runs())),
    "altered manifest": lambda f: _change(f, False, generation=99),
    "old format": lambda f: _change(f, True, format=1),
    "other analyser": lambda f: _change(f, True, analyser=99),
    "other vocabulary": lambda f: _change(f, True, vocabulary="v2"),
    "segment elsewhere": lambda f: _change(f, True, segments=[{"name": "../../etc", "n": 1}]),
    "no segment": lambda f: _segment(f, "segment.json").unlink(),
    "truncated array": lambda f: _truncate(_segment(f, "val.npy")),
    "empty array": lambda f: _segment(f, "val.npy").write_bytes(b""),
    "flipped bit in postings": lambda f: _flip(_segment(f, "doc.npy")),
    "flipped bit in ids": lambda f: _flip(_segment(f, "ids.npy")),
    "flipped bit in weights": lambda f: _flip(_epoch(f, "idf.npy")),
    "missing array": lambda f: _segment(f, "ptr.npy").unlink(),
    "terms cut": lambda f: _truncate(_epoch(f, "terms.txt")),
    "removals altered": lambda f: _flip(next(f.glob("d-*.npy"))),
    "pickle inside": lambda f: _forge(f, "val.npy", np.array([_Runs()], dtype=object)),
    "other kind of numbers": lambda f: _forge(f, "val.npy", np.zeros(3)),
    "places outside": lambda f: _forge(f, "doc.npy", _outside(f)),
    "too few values": lambda f: _forge(f, "val.npy", np.zeros(3, dtype=np.float32)),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_index_is_refused_not_loaded(kind: str, folder: Path) -> None:
    DAMAGE[kind](folder)
    with pytest.raises(DamagedIndexError):
        SkillIndex.open(folder, "v1")


def test_the_same_untouched_opens(folder: Path) -> None:
    assert len(SkillIndex.open(folder, "v1")) == 40


def test_a_reader_keeps_what_it_has_when_the_next_is_damaged(folder: Path) -> None:
    reader = SkillIndex.open(folder, "v1")
    before = reader.query(document(1).terms)
    writer = SkillIndex.open(folder, "v1")
    writer.add(document(91))
    writer.save(folder, "v1")
    newest = json.loads((folder / MANIFEST).read_text())["segments"][-1]["name"]
    _flip(folder / newest / "val.npy")
    with pytest.raises(DamagedIndexError):
        reader.refresh("v1")
    assert reader.query(document(1).terms) == before
