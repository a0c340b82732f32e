"""How long the server takes from the three answers to a page, warm, and how many SQL statements.

    ./dev run                                        # once, to fill the instance folder
    .venv/bin/python benchmarks/result_page.py       # prints a table

Measures the application itself (no network, no browser): wall and CPU milliseconds of one process,
over the science fields of the vocabulary so that nothing is answered from a cache.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from itertools import cycle, islice
from pathlib import Path

from sqlalchemy import event

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("S4A_LOG_LEVEL", "ERROR")

from skills4all.app import create_app  # noqa: E402
from skills4all.extensions import db  # noqa: E402
from skills4all.services.knowledge import vocabulary  # noqa: E402

ROUNDS = 60
PAGES = {
    "front page": "/fr/",
    "roles (three answers)": "/fr/roles?field={field}&level=licence&place=taza",
    "pathway (gap, plans, jobs)": "/fr/roles/data-analyst?field={field}&level=licence&place=taza",
    "openings, searched": "/fr/openings?q=python",
}


def fields() -> list[str]:
    """Science fields that exist at the level asked."""
    return [
        field.id
        for field in vocabulary().fields.values()
        if field.isced.startswith("05") and "licence" in field.levels
    ]


def main() -> None:
    app = create_app()
    client = app.test_client()
    with app.app_context():
        engine = db.engine
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *parts: statements.append(str(parts[2])))
    print(f"{'page':30} {'median ms':>10} {'p99 ms':>8} {'CPU ms':>8} {'SQL':>5}")
    for name, pattern in PAGES.items():
        wall, cpu, counts = [], [], []
        for field in islice(cycle(fields()), ROUNDS + 5):
            statements.clear()
            started, used = time.perf_counter(), time.process_time()
            answer = client.get(pattern.format(field=field), base_url="http://127.0.0.1:8000")
            wall.append((time.perf_counter() - started) * 1000)
            cpu.append((time.process_time() - used) * 1000)
            counts.append(sum(text.lstrip().upper().startswith("SELECT") for text in statements))
            if answer.status_code != 200:
                sys.exit(f"{pattern}: {answer.status_code}")
        warm, warm_cpu = sorted(wall[5:]), sorted(cpu[5:])
        p99 = warm[int(len(warm) * 0.99) - 1]
        print(
            f"{name:30} {statistics.median(warm):10.1f} {p99:8.1f} "
            f"{statistics.median(warm_cpu):8.1f} {max(counts[5:]):5d}"
        )


if __name__ == "__main__":
    main()
