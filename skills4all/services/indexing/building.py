"""Make the indexes from the database, apply single changes to them, and mend what is damaged."""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session as Database

from skills4all.matching.index import SkillIndex
from skills4all.matching.index.disk import DamagedIndexError
from skills4all.matching.index.files import writing
from skills4all.services import knowledge, role_nearness
from skills4all.services.indexing import OPENINGS
from skills4all.services.indexing.documents import (
    KINDS,
    documents,
    of_organisation,
    of_programme,
    public_ids,
)

log = logging.getLogger(__name__)

DRIFT = 0.1
"""Share of a corpus that may change before its weights are fitted again."""
PATIENCE = 60.0
"""Seconds to wait for another writer; then the promise is kept later."""

Changes = Mapping[str, Collection[str]]
"""What changed: "openings", "programmes", "sessions", "organisations" -> public ids."""


def build(database: Database, folder: Path, today: date) -> None:
    """Make every index anew from what is public today."""
    for name, index in role_nearness.parts().items():
        with writing(folder / name, PATIENCE):
            _publish(index, folder / name, anew=True)
    for kind in KINDS:
        with writing(folder / kind, PATIENCE):
            _build(database, folder / kind, kind, today)


def apply(database: Database, folder: Path, changes: Changes, today: date) -> None:
    """Bring the indexes up to date with what changed. Twice does no harm.

    Raises `IndexBusyError` when another process keeps writing.
    """
    for kind, ids in _spread(database, changes).items():
        with writing(folder / kind, PATIENCE):
            index = _sound(folder / kind)
            if index is None:
                _build(database, folder / kind, kind, today)
            else:
                _edit(database, index, kind, ids, today)
                _publish(index, folder / kind)


def reconcile(database: Database, folder: Path, today: date) -> int:
    """What ended by its date leaves, what begins by its date comes; returns how many did."""
    moved = 0
    for kind in KINDS:
        with writing(folder / kind, PATIENCE):
            index = _sound(folder / kind)
            if index is None:
                _build(database, folder / kind, kind, today)
                continue
            differing = public_ids(database, kind, today) ^ set(index.ids)
            moved += len(differing)
            if differing:
                _edit(database, index, kind, differing, today)
                _publish(index, folder / kind)
    return moved


def mend(database: Database, folder: Path, today: date) -> list[str]:
    """Make anew what is missing or damaged; returns its names."""
    parts = (*KINDS, *role_nearness.PARTS)
    broken = [name for name in parts if _sound(folder / name) is None]
    for name in broken:
        with writing(folder / name, PATIENCE):
            if name in KINDS:
                _build(database, folder / name, name, today)
            else:
                _publish(role_nearness.parts()[name], folder / name, anew=True)
        log.warning("index %s was made anew", name)
    return broken


def _spread(database: Database, changes: Changes) -> dict[str, set[str]]:
    """Kind of index -> ids whose documents may have changed."""
    found: dict[str, set[str]] = defaultdict(set)
    for noun, ids in changes.items():
        for identifier in ids:
            if noun == "organisations":
                _collect(found, of_organisation(database, identifier))
            elif noun == "programmes":
                _collect(found, of_programme(database, identifier))
            elif noun in KINDS:
                found[noun].add(identifier)
    return found


def _collect(found: dict[str, set[str]], more: Mapping[str, Iterable[str]]) -> None:
    for kind, ids in more.items():
        found[kind].update(ids)


def _edit(
    database: Database, index: SkillIndex, kind: str, ids: Collection[str], today: date
) -> None:
    index.remove(*ids)
    index.add(*documents(database, kind, today, ids))
    index.merge()
    if len(index) and index.stats()["drift"] > DRIFT:
        index.reweight()


def _build(database: Database, folder: Path, kind: str, today: date) -> None:
    order_by = "occupation" if kind == OPENINGS else ""
    ids = public_ids(database, kind, today)
    if ids:
        found = documents(database, kind, today, ids)
        _publish(SkillIndex.fit(found, "region", order_by), folder, anew=True)
    else:
        _publish(SkillIndex.empty("region", order_by), folder, anew=True)


def _publish(index: SkillIndex, folder: Path, anew: bool = False) -> None:
    index.save(folder, knowledge.vocabulary().version, anew)


def _sound(folder: Path) -> SkillIndex | None:
    try:
        return SkillIndex.open(folder, knowledge.vocabulary().version)
    except DamagedIndexError as error:
        log.warning("index unusable: %s", error)
        return None
