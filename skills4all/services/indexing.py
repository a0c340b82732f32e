"""Build the catalogue index from the database, and share the current one within a process.

The database is the truth, the index only suggests: whoever uses its answers asks the database
which of them are still open. A missing or damaged index is None here, and callers list without it.
"""

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import contains_eager, selectinload

from skills4all.matching import index_files
from skills4all.matching.index import IndexDocument, SkillIndex
from skills4all.matching.index_files import DamagedIndexError
from skills4all.models import Programme, ProgrammeRelation
from skills4all.queries import openings as opening_rows
from skills4all.queries.visible import open_programme
from skills4all.services import knowledge, role_nearness

log = logging.getLogger(__name__)

OPENINGS, PROGRAMMES = "openings", "programmes"
NO_PLACE = "everywhere"
LONGEST_BUILD = timedelta(minutes=2)
"""From reading the database to moving the pointer; rows of that span are asked for by date."""


def build(database: Database, folder: Path, today: date) -> str:
    """Index what is public today and publish it; returns the version."""
    documents = {
        OPENINGS: _openings(database, today),
        PROGRAMMES: _programmes(database),
    }
    indexes = {name: SkillIndex.fit(found) for name, found in documents.items() if found}
    indexes |= role_nearness.parts()
    return index_files.publish(folder, indexes, knowledge.vocabulary().version)


def _openings(database: Database, today: date) -> list[IndexDocument]:
    analyser = knowledge.matcher().analyser
    return [
        IndexDocument(
            opening.public_id,
            analyser.terms(
                _text(opening.title, opening.description, opening.organisation.name)
                + _labels("occupation", opening.occupation_id)
                + _labels("place", opening.place_id),
                [row.skill_id for row in opening.skills],
            ),
            _facets(opening.place_id, occupation=opening.occupation_id),
        )
        for opening in opening_rows.open_now(database, today)
    ]


def _programmes(database: Database) -> list[IndexDocument]:
    analyser = knowledge.matcher().analyser
    statement = (
        select(Programme)
        .join(Programme.organisation)
        .where(open_programme())
        .options(contains_eager(Programme.organisation), selectinload(Programme.skills))
    )
    return [
        IndexDocument(
            programme.public_id,
            analyser.terms(
                _text(programme.title, programme.description, programme.organisation.name)
                + _labels("place", programme.organisation.place_id),
                [
                    row.skill_id
                    for row in programme.skills
                    if row.relation is ProgrammeRelation.TAUGHT
                ],
            ),
            _facets(programme.organisation.place_id, mode=programme.mode.value),
        )
        for programme in database.scalars(statement).unique()
    ]


def _text(title: str, *rest: str) -> str:
    """The title twice: it says most."""
    return " \n".join((title, title, *rest))


def _labels(kind: knowledge.Kind, identifier: str | None) -> str:
    """Names of a concept in all languages, so that a search in any of them finds the document."""
    concept = knowledge.names(kind).concepts.get(identifier or "")
    return "".join(f" \n{label.text}" for label in concept.labels) if concept else ""


def _facets(place: str | None, **others: str | None) -> dict[str, str]:
    known = knowledge.vocabulary().places.get(place or "")
    region = NO_PLACE
    if known is not None:
        region = known.id if known.kind == "region" else (known.parent or NO_PLACE)
    facets = {"region": region, "place": place or NO_PLACE}
    return facets | {name: value for name, value in others.items() if value}


@dataclass
class LiveIndexes:
    """The current indexes of `folder`, re-opened when its pointer moves. Safe between threads.

    A page holds what `get` gave it until it ends; old maps go with their last reader.
    """

    folder: Path
    _stamp: tuple[int, int] | None = None
    _version: str = ""
    _indexes: dict[str, SkillIndex] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, name: str) -> SkillIndex | None:
        """The index of that name, or None while there is no sound one."""
        self._refresh()
        return self._indexes.get(name)

    def all(self) -> Mapping[str, SkillIndex]:
        """Every index by name, of one version; empty while there is no sound one."""
        self._refresh()
        return self._indexes

    @property
    def version(self) -> str:
        self._refresh()
        return self._version

    @property
    def knows_until(self) -> datetime | None:
        """What became public before this instant is indexed; None while there is no index."""
        self._refresh()
        if not self._version or self._stamp is None:
            return None
        return datetime.fromtimestamp(self._stamp[0] / 1e9, UTC) - LONGEST_BUILD

    def _refresh(self) -> None:
        stamp = self._pointer_stamp()
        if stamp == self._stamp:
            return
        with self._lock:
            if stamp == self._stamp:
                return
            try:
                version, indexes = index_files.open_current(
                    self.folder, knowledge.vocabulary().version
                )
            except DamagedIndexError as error:
                log.warning("index unusable: %s", error)
                version, indexes = "", {}
            self._version, self._indexes, self._stamp = version, indexes, stamp

    def _pointer_stamp(self) -> tuple[int, int] | None:
        try:
            found = (self.folder / index_files.POINTER).stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino


_LIVE: dict[Path, LiveIndexes] = {}


def live(folder: Path) -> LiveIndexes:
    """The shared view of `folder` in this process."""
    return _LIVE.setdefault(folder, LiveIndexes(folder))
