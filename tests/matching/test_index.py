"""The index gives the nearest documents, the same ones as scikit-learn, and survives damage."""

import json
import os
import random
from pathlib import Path

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from skills4all.matching.index import IndexDocument, SkillIndex
from skills4all.matching.index_files import POINTER, DamagedIndexError, open_current, publish
from skills4all.matching.vectoriser import Tfidf


def documents(count: int, seed: int = 1) -> list[IndexDocument]:
    rng = random.Random(seed)
    words = [f"w:{n}" for n in range(60)] + [f"s:{n}" for n in range(30)]
    return [
        IndexDocument(
            f"d{n:04}",
            rng.choices(words, k=rng.randint(1, 40)),
            {"region": rng.choice(["fes", "taza"])} if n % 5 else {},
        )
        for n in range(count)
    ]


def test_vectors_are_those_of_scikit_learn() -> None:
    corpus = [document.terms for document in documents(200)]
    ours = Tfidf.fit(corpus)
    theirs = TfidfVectorizer(
        analyzer=lambda terms: terms, sublinear_tf=True, dtype=np.float32, norm="l2"
    ).fit(corpus)
    assert list(ours.terms) == list(theirs.get_feature_names_out())
    for terms in corpus[:50]:
        dense = theirs.transform([terms]).toarray()[0]
        where, weights = ours.transform(terms)
        assert np.flatnonzero(dense).tolist() == where.tolist()
        np.testing.assert_allclose(dense[where], weights, rtol=1e-6)


def test_finds_the_same_as_a_dense_product_with_ties_by_id() -> None:
    corpus = documents(300)
    index = SkillIndex.fit(corpus)
    matrix = np.zeros((len(corpus), len(index.tfidf.terms)), dtype=np.float32)
    for at, document in enumerate(corpus):
        where, weights = index.tfidf.transform(document.terms)
        matrix[at, where] = weights
    for document in corpus[:30]:
        where, weights = index.tfidf.transform(document.terms)
        scores = matrix[:, where] @ weights
        expected = sorted(
            ((-round(float(score), 5), corpus[at].id) for at, score in enumerate(scores) if score)
        )[:10]
        found = [(-round(score, 5), name) for name, score in index.query(document.terms, k=10)]
        assert [name for _, name in sorted(found)] == [name for _, name in expected]


def test_filters_keep_only_what_was_asked() -> None:
    index = SkillIndex.fit(documents(100))
    regions = {d.id: d.facets.get("region") for d in documents(100)}
    found = index.query(["s:1", "s:2", "w:3"], k=100, where={"region": "fes"})
    assert found
    assert {regions[name] for name, _ in found} == {"fes"}
    assert index.query(["s:1"], where={"planet": "mars"}) == []
    both = index.query(["s:1", "s:2", "w:3"], k=100, where={"region": ["fes", "taza"]})
    assert len(both) > len(found)


def test_nothing_in_common_finds_nothing() -> None:
    index = SkillIndex.fit(documents(10))
    assert index.query(["w:never"]) == []
    assert index.query([]) == []


def test_a_repeated_identifier_is_refused() -> None:
    with pytest.raises(ValueError, match="repeat"):
        SkillIndex.fit([IndexDocument("a", ["w:x"]), IndexDocument("a", ["w:y"])])


def test_what_was_published_answers_the_same(tmp_path: Path) -> None:
    index = SkillIndex.fit(documents(100))
    version = publish(tmp_path, {"openings": index}, "v1")
    opened_version, opened = open_current(tmp_path, "v1")
    assert opened_version == version
    for document in documents(100)[:20]:
        assert opened["openings"].query(document.terms) == index.query(document.terms)
    assert isinstance(opened["openings"].doc.base, np.memmap), "mapped, not copied"


def test_old_versions_go_but_the_one_before_stays(tmp_path: Path) -> None:
    for seed in range(5):
        publish(tmp_path, {"openings": SkillIndex.fit(documents(5, seed))}, "v1")
    assert len(list(tmp_path.glob("v-*"))) == 2
    assert not list(tmp_path.glob(".v-*"))


def test_a_draft_left_by_a_dead_process_goes(tmp_path: Path) -> None:
    left, fresh = tmp_path / ".v-dead", tmp_path / ".v-being-written"
    left.mkdir()
    fresh.mkdir()
    os.utime(left, (1, 1))
    publish(tmp_path, {"openings": SkillIndex.fit(documents(5))}, "v1")
    assert not left.exists()
    assert fresh.exists()


def version_folder(folder: Path) -> Path:
    return folder / (folder / POINTER).read_text()


def _manifest(folder: Path, old: bytes, new: bytes) -> None:
    path = version_folder(folder) / "manifest.json"
    path.write_bytes(path.read_bytes().replace(old, new))


DAMAGE = {
    "no folder": lambda f: (f / POINTER).unlink(),
    "empty pointer": lambda f: (f / POINTER).write_text(""),
    "pointer elsewhere": lambda f: (f / POINTER).write_text("v-../../etc"),
    "pointer to nothing": lambda f: (f / POINTER).write_text("v-0000"),
    "binary pointer": lambda f: (f / POINTER).write_bytes(b"\xff\xfe\x00"),
    "no manifest": lambda f: (version_folder(f) / "manifest.json").unlink(),
    "torn manifest": lambda f: (version_folder(f) / "manifest.json").write_text('{"format": 1'),
    "foreign manifest": lambda f: (version_folder(f) / "manifest.json").write_text("[]"),
    "other format": lambda f: _manifest(f, b'"format": 1', b'"format": 99'),
    "other analyser": lambda f: _manifest(f, b'"analyser": ', b'"analyser": 9'),
    "truncated array": lambda f: _truncate(version_folder(f) / "openings/val.npy"),
    "flipped bit": lambda f: _flip(version_folder(f) / "openings/doc.npy"),
    "missing array": lambda f: (version_folder(f) / "openings/ptr.npy").unlink(),
    "pickle inside": lambda f: _pickle(version_folder(f)),
    "terms cut": lambda f: (version_folder(f) / "openings/terms.json").write_text("[]"),
}  # fmt: skip


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-3] ^= 4
    path.write_bytes(bytes(content))


def _pickle(version: Path) -> None:
    """A pickled array with a manifest made to agree: refused for what it is."""
    import hashlib

    path = version / "openings/val.npy"
    np.save(path, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    manifest = json.loads((version / "manifest.json").read_text())
    manifest["sha256"]["openings/val.npy"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (version / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_index_is_refused_not_loaded(kind: str, tmp_path: Path) -> None:
    publish(tmp_path, {"openings": SkillIndex.fit(documents(20))}, "v1")
    DAMAGE[kind](tmp_path)
    with pytest.raises(DamagedIndexError):
        open_current(tmp_path, "v1")


def test_an_index_of_another_vocabulary_is_refused(tmp_path: Path) -> None:
    publish(tmp_path, {"openings": SkillIndex.fit(documents(20))}, "v1")
    with pytest.raises(DamagedIndexError):
        open_current(tmp_path, "v2")
