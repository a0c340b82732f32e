"""The written part of the demonstration: `skills4all/demo_data`, read once a process."""

import csv
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "demo_data"
LANGUAGES = ("fr", "en", "ar")
Entry = dict[str, Any]


@lru_cache(maxsize=32)
def entries(name: str) -> tuple[Entry, ...]:
    """Entries of `demo_data/<name>.json`, a list."""
    return tuple(json.loads((FOLDER / f"{name}.json").read_text("utf-8")))


@lru_cache(maxsize=1)
def closings() -> dict[str, Any]:
    """Language -> how an opening begins and ends."""
    texts: dict[str, Any] = json.loads((FOLDER / "openings_closing.json").read_text("utf-8"))
    return texts


def organisations() -> tuple[Entry, ...]:
    return entries("organisations")


@lru_cache(maxsize=1)
def courses() -> tuple[Entry, ...]:
    """Courses, with `teaches` and `requires` as mappings skill -> level."""
    with (FOLDER / "courses.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_course(row) for row in csv.DictReader(file))


def _course(row: dict[str, str]) -> Entry:
    return {
        **row,
        "hours": int(row["hours"]),
        "price": int(row["price"]),
        "teaches": _levels(row["teaches"]),
        "requires": _levels(row["requires"]),
    }


def _levels(cell: str) -> dict[str, int]:
    pairs = (part.partition(":") for part in cell.split(";") if part)
    return {skill: int(level) for skill, _, level in pairs}


def jobs() -> tuple[tuple[str, Entry], ...]:
    """Job sheets with their language."""
    return tuple((language, job) for language in LANGUAGES for job in entries(f"jobs_{language}"))
