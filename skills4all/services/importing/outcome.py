"""What an import was asked to do, and what came of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from skills4all.services.importing.problems import LineProblem

Progress = Callable[[Sequence[Any]], Iterable[Any]]
"""Wraps a sequence to show how far one is."""


def _silent(things: Sequence[Any]) -> Iterable[Any]:
    return things


@dataclass(frozen=True, slots=True)
class Wishes:
    """`organisation`: for lines that name none. `strict`: all lines or none. `publish`: without
    waiting for a moderator. `source`: where external ids come from.
    """

    organisation: str | None = None
    strict: bool = False
    publish: bool = False
    source: str = "import"
    actor: str | None = None
    progress: Progress = _silent


@dataclass(slots=True)
class Outcome:
    """Counts of rows, and what was wrong. `stored` is False when `strict` refused the file."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    organisations: int = 0
    sessions_created: int = 0
    sessions_updated: int = 0
    stored: bool = True
    problems: tuple[LineProblem, ...] = ()
    notes: tuple[LineProblem, ...] = ()
    encoding: str = ""
    public_ids: list[str] = field(default_factory=list)
