"""What an alert may tell, as the decision sees it: ids of the vocabulary and instants.

No name, no text: this is what is written into files and read by other processes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import Any

from skills4all.matching.coverage import Asked, asked
from skills4all.matching.vocabulary import Requirement
from skills4all.services import knowledge

ANY = "any"
"""Openings of no occupation; sessions that everybody can reach."""


@dataclass(frozen=True, slots=True)
class NewOpening:
    """`since`: became public; `moved`: last change of it or of whose it is."""

    id: str
    since: datetime
    moved: datetime
    occupation: str | None
    requirements: tuple[Requirement, ...]

    @property
    def group(self) -> str:
        return f"opening:{self.occupation or ANY}"


@dataclass(frozen=True, slots=True)
class NewSession:
    """`region`: where it is held; "" when everybody can reach it, None when nobody knows."""

    id: str
    since: datetime
    moved: datetime
    region: str | None
    taught: frozenset[str]

    @property
    def group(self) -> str:
        return f"session:{self.region or ANY}"


Item = NewOpening | NewSession


class Items:
    """All of them, found by id and by group. Groups are listed in the order of ids."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.by_id: Mapping[str, Item] = {item.id: item for item in items}
        groups: dict[str, list[Item]] = defaultdict(list)
        for _, item in sorted(self.by_id.items()):
            groups[item.group].append(item)
        self.groups: Mapping[str, Sequence[Item]] = groups

    def __len__(self) -> int:
        return len(self.by_id)

    def session_groups(self) -> list[str]:
        return [name for name in self.groups if name.startswith("session:")]

    def moved_after(self, at: datetime) -> bool:
        """Whether any of them did."""
        return self._latest is not None and self._latest > at

    @cached_property
    def _latest(self) -> datetime | None:
        return max((item.moved for item in self.by_id.values()), default=None)

    @cached_property
    def asked(self) -> Mapping[str, tuple[Asked, ...]]:
        """Opening -> its requirements with their shares: the same for every learner."""
        telling = knowledge.matcher().telling
        return {
            item.id: asked(item.requirements, telling)
            for item in self.by_id.values()
            if isinstance(item, NewOpening)
        }

    @cached_property
    def days(self) -> Mapping[str, str]:
        """The day each moved last, as the index knows it."""
        return {item.id: day_of(item.moved) for item in self.by_id.values()}

    def written(self) -> str:
        """JSON for `read`."""
        openings = [each for each in self.by_id.values() if isinstance(each, NewOpening)]
        sessions = [each for each in self.by_id.values() if isinstance(each, NewSession)]
        return json.dumps(
            {
                "openings": [_plain(each) for each in openings],
                "sessions": [_plain(each) | {"taught": sorted(each.taught)} for each in sessions],
            }
        )

    @classmethod
    def read(cls, written: str) -> Items:
        """Raises ValueError, KeyError or TypeError for what `written` did not make."""
        found = json.loads(written)
        openings = (
            NewOpening(**_instants(row) | {"requirements": _requirements(row["requirements"])})
            for row in found["openings"]
        )
        sessions = (
            NewSession(**_instants(row) | {"taught": frozenset(row["taught"])})
            for row in found["sessions"]
        )
        return cls(chain(openings, sessions))


def day_of(at: datetime) -> str:
    """Days compare as words do."""
    return at.date().isoformat()


def _plain(item: Item) -> dict[str, object]:
    return asdict(item) | {"since": item.since.isoformat(), "moved": item.moved.isoformat()}


def _instants(row: Mapping[str, Any]) -> dict[str, Any]:
    at = {name: datetime.fromisoformat(str(row[name])) for name in ("since", "moved")}
    return {**row, **at}


def _requirements(rows: Iterable[Mapping[str, object]]) -> tuple[Requirement, ...]:
    return tuple(Requirement(**row) for row in rows)  # type: ignore[arg-type]
