"""The themes that people wrote: one CSV file a part of working life."""

import csv
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from skills4all.matching.themes import Theme
from skills4all.matching.vocabulary import LANGUAGES, Label

FOLDER = Path(__file__).parent / "themes"


@lru_cache(maxsize=1)
def themes() -> tuple[Theme, ...]:
    """All themes, by identifier."""
    found = [theme for path in sorted(FOLDER.glob("*.csv")) for theme in _read(path)]
    return tuple(sorted(found, key=lambda theme: theme.id))


def _read(path: Path) -> Iterator[Theme]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Theme(row["id"], tuple(_labels(row)), tuple(_near(row["near"])))


def _labels(row: dict[str, str]) -> Iterator[Label]:
    for language in LANGUAGES:
        yield Label(row[language].strip(), language, "preferred")
        for term in row[f"terms_{language}"].split(";"):
            if term.strip():
                yield Label(term.strip(), language)


def _near(cell: str) -> Iterator[tuple[str, float]]:
    for link in filter(str.strip, cell.split(";")):
        identifier, _, strength = link.strip().partition(":")
        yield identifier, float(strength)
