"""Benchmarks on disk: one folder a question, in JSON.

`corpus.json` {document id: text}, `queries_<split>.json` {query id: text},
`qrels_<split>.json` {query id: {document id: gain}}. A document with the query's own id is not an
answer to it.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skills4all.matching.evaluation import Gains


class BenchmarkError(Exception):
    """A folder is not in the format; the message says which file and what is wrong."""


@dataclass(frozen=True)
class Benchmark:
    """One question: texts to find, texts to find them with, and what is right.

    Only queries with a judgement are kept; gains of documents that are not in the corpus are
    dropped, since nobody can find them.
    """

    name: str
    corpus: Mapping[str, str]
    queries: Mapping[str, str]
    gains: Mapping[str, Gains]


def discover(folder: Path, split: str, only: Collection[str] = ()) -> Iterator[Benchmark]:
    """Benchmarks of `folder` that have this split, by name; `only` keeps those named so or whose
    name starts so. Raises `BenchmarkError`.
    """
    if not folder.is_dir():
        raise BenchmarkError(f"{folder}: no such folder")
    for path in sorted(folder.iterdir()):
        wanted = not only or any(
            path.name == name or path.name.startswith(f"{name}_") for name in only
        )
        if wanted and (path / f"queries_{split}.json").is_file():
            yield load(path, split)


def load(folder: Path, split: str) -> Benchmark:
    """Read one folder. Raises `BenchmarkError`."""
    corpus = _texts(folder / "corpus.json")
    queries = _texts(folder / f"queries_{split}.json")
    judged = _object(folder / f"qrels_{split}.json")
    gains = {
        query: {
            document: float(gain)
            for document, gain in judged[query].items()
            if document in corpus and document != query
        }
        for query in queries
        if query in judged
    }
    return Benchmark(
        folder.name,
        corpus,
        {query: text for query, text in queries.items() if query in gains},
        gains,
    )


def _texts(path: Path) -> dict[str, str]:
    return {str(key): str(value) for key, value in _object(path).items()}


def _object(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BenchmarkError(f"{path}: {error.strerror}") from error
    except ValueError as error:
        raise BenchmarkError(f"{path}: not JSON ({error})") from error
    if not isinstance(content, dict):
        raise BenchmarkError(f"{path}: an object is expected")
    return content
