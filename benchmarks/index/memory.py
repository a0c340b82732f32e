"""What four workers hold together, as the kernel shares it out (PSS), mapped or copied."""

import multiprocessing
import pickle
from multiprocessing.connection import Connection
from pathlib import Path

from skills4all.matching.index import SkillIndex

WORKERS = 4


def pss(folder: Path, queries: list[list[str]], copied: bool) -> float:
    """Megabytes of `WORKERS` processes after they answered `queries`, without what Python and
    its libraries take.
    """
    context = multiprocessing.get_context("spawn")
    ends = []
    workers = []
    for _ in range(WORKERS):
        ours, theirs = context.Pipe()
        worker = context.Process(target=_work, args=(folder, queries, copied, theirs))
        worker.start()
        ends.append(ours)
        workers.append(worker)
    before = sum(end.recv() for end in ends)
    for end in ends:
        end.send("go")
    for end in ends:
        end.recv()
    for end in ends:
        end.send("tell")
    after = sum(end.recv() for end in ends)
    for worker in workers:
        worker.join()
    return (after - before) / 1e6


def _work(folder: Path, queries: list[list[str]], copied: bool, end: Connection) -> None:
    end.send(_own())
    end.recv()
    index = SkillIndex.open(folder)
    if copied:
        index._saved = index._view = pickle.loads(pickle.dumps(index._saved))
    for terms in queries:
        index.query(terms)
    end.send("done")
    end.recv()
    end.send(_own())


def _own() -> int:
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))
