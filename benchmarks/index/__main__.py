"""The index beside its peers, in one process: `./dev bench [--size 1e5] [--json FILE]`.

CPU time on one thread, methods shuffled, every method on the same pool of queries. Ratios are what
counts: machines are noisy, peers share the noise.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from tqdm import tqdm

from benchmarks.index import memory, peers
from benchmarks.index.corpus import World
from benchmarks.index.measuring import cpu, shuffled
from skills4all.matching.index import IndexDocument, SkillIndex

ROUNDS = 100
SLOW = {"scikit-learn": 15}
BATCH = 512


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--size", type=float, default=1e5, help="openings (default 1e5)")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    parser.add_argument("--without", nargs="*", default=[], help="peers to leave out")
    chosen = parser.parse_args()
    figures = measure(int(chosen.size), set(chosen.without))
    print(report(figures))
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=1))


def measure(size: int, without: set[str]) -> dict[str, Any]:
    world = World()
    documents = list(tqdm(world.openings(size), total=size, desc="openings", leave=False))
    profiles = list(world.profiles(1_000))
    figures: dict[str, Any] = {"size": size}
    start = time.process_time()
    index = SkillIndex.fit(documents, "region", "occupation")
    figures["build_s"] = time.process_time() - start
    figures |= corpus_figures(index, profiles)
    with tempfile.TemporaryDirectory() as folder:
        figures |= files(index, profiles, Path(folder))
    figures |= queries(index, documents, profiles, without)
    figures |= batches(index, profiles)
    figures |= vectors(index, documents, profiles)
    return figures


def corpus_figures(index: SkillIndex, profiles: list[list[str]]) -> dict[str, Any]:
    (part,) = index._saved.parts
    segment = part.segment
    touched = []
    for terms in profiles[:200]:
        numbers, _ = index.tfidf.transform(terms)
        at = np.searchsorted(segment.terms, numbers) * len(segment.partitions)
        touched.append(int((segment.ptr[at + len(segment.partitions)] - segment.ptr[at]).sum()))
    postings = float(np.mean(touched))
    source = np.ones(int(postings), dtype=np.int64)
    return {
        "terms": len(index.tfidf.terms),
        "terms_a_document": len(segment.doc) / len(segment),
        "terms_a_profile": float(np.mean([len(set(terms)) for terms in profiles])),
        "postings_touched": postings,
        "copy_ms": cpu(lambda: source.copy(), 15),
    }


def queries(
    index: SkillIndex, documents: list[IndexDocument], profiles: list[list[str]], without: set[str]
) -> dict[str, Any]:
    rows = peers.matrix(index)
    by_term = rows.T.tocsr()
    region = {"region": list(peers.REGION)}
    methods: dict[str, Callable[[Any], object]] = {
        "ours": lambda terms: index.query(terms, peers.K),
        "ours, region": lambda terms: index.query(terms, peers.K, region),
        "ours, region + contract": lambda terms: index.query(
            terms, peers.K, region | {"contract": "apprenticeship"}
        ),
        "scikit-learn": peers.scikit_learn(index, rows),
        "sparse_dot_topn": peers.dot_topn(index, by_term),
    }
    disagreements(index, rows, profiles[:20])
    if "bm25s" not in without:
        methods["bm25s (numba)"] = peers.bm25(documents)
    if "tantivy" not in without:
        methods["tantivy"], methods["tantivy, region"] = peers.full_text(documents)
    times = shuffled(methods, profiles, ROUNDS, SLOW)
    return {"queries": {name: [each.p(50), each.p(99)] for name, each in times.items()}}


def disagreements(index: SkillIndex, rows: Any, profiles: list[list[str]]) -> None:
    """Ours must be the exact best of the plain product."""
    for terms in profiles:
        scores = (rows @ peers.vector(index, terms).T).toarray()[:, 0]
        best = np.sort(scores)[::-1][: peers.K]
        np.testing.assert_allclose([s for _, s in index.query(terms, peers.K)], best, atol=1e-5)


def batches(index: SkillIndex, profiles: list[list[str]]) -> dict[str, Any]:
    rows = peers.matrix(index)
    by_term = rows.T.tocsr()
    asked = profiles[:BATCH]
    index.query_batch(asked[:32], peers.K)
    ours, theirs, single, double = [], [], [], []
    for _ in range(3):
        ours.append(cpu(lambda: index.query_batch(asked, peers.K)))
        theirs.append(cpu(lambda: peers.dot_topn_batch(index, by_term, asked, 2)))
        single.append(wall(lambda: index.query_batch(asked, peers.K)))
        double.append(wall(lambda: index.query_batch(asked, peers.K, threads=2)))
    pairs = len(asked) * len(index) / 1e3
    return {
        "batch": {
            "ours": pairs / float(np.median(ours)),
            "sparse_dot_topn (2 threads, per core)": pairs / float(np.median(theirs)),
            "two_cores": float(np.median(single)) / float(np.median(double)),
        }
    }


def wall(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return 1e3 * (time.perf_counter() - start)


def files(index: SkillIndex, profiles: list[list[str]], folder: Path) -> dict[str, Any]:
    index.save(folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    opened = SkillIndex.open(folder)
    opened.query(profiles[0])
    reader = SkillIndex.open(folder)
    extra = World(seed=5).openings(40)

    def edit() -> None:
        opened.add(next(extra))
        opened.save(folder)
        reader.refresh()
        reader.query(profiles[0])

    edits = cpu(edit, 7)
    rebuilt = SkillIndex.open(folder)
    rebuild = cpu(rebuilt.reweight)
    return {
        "bytes": size,
        "open_ms": cpu(lambda: SkillIndex.open(folder), 3),
        "edit_ms": edits,
        "rebuild_ms": rebuild,
        "workers_mb": {
            "mapped": memory.pss(folder, profiles[:200], copied=False),
            "copied": memory.pss(folder, profiles[:200], copied=True),
        },
    }


def vectors(
    index: SkillIndex, documents: list[IndexDocument], profiles: list[list[str]]
) -> dict[str, Any]:
    theirs = TfidfVectorizer(analyzer=_as_is, sublinear_tf=True, dtype=np.float32)
    theirs.fit([document.terms for document in documents[:50_000]])
    times = shuffled(
        {"ours": index.tfidf.transform, "scikit-learn": lambda terms: theirs.transform([terms])},
        profiles,
        200,
        {},
    )
    return {"vectorise": {name: each.p(50) for name, each in times.items()}}


def _as_is(terms: list[str]) -> list[str]:
    return terms


def report(figures: dict[str, Any]) -> str:
    asked = figures["queries"]
    ours = asked["ours"][0]
    lines = [
        f"{figures['size']:,} openings, {figures['terms']:,} terms, "
        f"{figures['terms_a_document']:.0f} a document, {figures['terms_a_profile']:.0f} a "
        f"profile, {figures['postings_touched']:,.0f} postings a query",
        f"build {figures['build_s']:.1f} s, {figures['bytes'] / 1e6:.0f} MB, "
        f"open {figures['open_ms']:.0f} ms",
        "",
        f"{'query, CPU ms':28}{'p50':>10}{'p99':>10}{'/ ours':>10}",
    ]
    for name, (half, most) in asked.items():
        lines.append(f"{name:28}{half:10.2f}{most:10.2f}{half / ours:10.2f}")
    batch, workers = figures["batch"], figures["workers_mb"]
    sdt = batch["sparse_dot_topn (2 threads, per core)"]
    lines += [
        "",
        f"batch, Mpairs/s a core: {batch['ours']:.0f}, sparse_dot_topn {sdt:.0f} "
        f"(ratio {batch['ours'] / sdt:.1f}); two cores {batch['two_cores']:.2f}x",
        f"edit visible {figures['edit_ms']:.1f} ms, rebuild {figures['rebuild_ms']:.0f} ms "
        f"(ratio {figures['rebuild_ms'] / figures['edit_ms']:.0f})",
        f"region / whole {asked['ours, region'][0] / ours:.2f}; query / copy limit "
        f"{ours / figures['copy_ms']:.1f}",
        f"4 workers: mapped {workers['mapped']:.0f} MB, copied {workers['copied']:.0f} MB "
        f"(ratio {workers['mapped'] / workers['copied']:.2f})",
        f"vectorise {figures['vectorise']['ours']:.3f} ms, scikit-learn "
        f"{figures['vectorise']['scikit-learn']:.3f} ms "
        f"(ratio {figures['vectorise']['scikit-learn'] / figures['vectorise']['ours']:.1f})",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
