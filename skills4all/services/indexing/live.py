"""The indexes as one process sees them: opened once, exchanged when another process publishes."""

import hashlib
import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from skills4all.matching.index import SkillIndex
from skills4all.matching.index.disk import DamagedIndexError
from skills4all.matching.index.files import MANIFEST
from skills4all.services import knowledge
from skills4all.services.indexing import OPENINGS, PROGRAMMES, ROLE_WORDS, SESSIONS, THEMES

log = logging.getLogger(__name__)

NAMES = (OPENINGS, PROGRAMMES, SESSIONS, THEMES, ROLE_WORDS)
LONGEST_BUILD = timedelta(minutes=2)
"""From reading the database to publishing; rows of that span are asked for by date."""


@dataclass
class _Opened:
    """One index of a folder; `stamp` tells whether its manifest was replaced since."""

    folder: Path
    stamp: tuple[int, int] | None = None
    index: SkillIndex | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self) -> SkillIndex | None:
        """The newest sound state; the one before while what was published is damaged."""
        stamp = self._stamp()
        if stamp != self.stamp:
            with self.lock:
                if stamp != self.stamp:
                    self._take(stamp)
        return self.index

    def _take(self, stamp: tuple[int, int] | None) -> None:
        version = knowledge.vocabulary().version
        try:
            if self.index is None:
                self.index = SkillIndex.open(self.folder, version)
            else:
                self.index.refresh(version)
        except DamagedIndexError as error:
            log.warning("index %s unusable: %s", self.folder.name, error)
        self.stamp = stamp

    def _stamp(self) -> tuple[int, int] | None:
        try:
            found = (self.folder / MANIFEST).stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino


class LiveIndexes:
    """The current indexes below `folder`. Safe between threads.

    A page holds what `get` gave it until it ends; old maps go with their last reader.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._opened = {name: _Opened(folder / name) for name in NAMES}

    def get(self, name: str) -> SkillIndex | None:
        """The index of that name, or None while there is no sound one."""
        return self._opened[name].get()

    def all(self) -> Mapping[str, SkillIndex]:
        """Every sound index by name."""
        found = {name: self.get(name) for name in NAMES}
        return {name: index for name, index in found.items() if index is not None}

    @property
    def version(self) -> str:
        """Changes whenever any index does; empty while there is none."""
        told = "".join(
            f"{name}:{index.tfidf.epoch}:{index.generation};" for name, index in self.all().items()
        )
        return hashlib.sha256(told.encode()).hexdigest()[:16] if told else ""

    def knows_until(self, name: str) -> datetime | None:
        """What became public before this instant is indexed; None without an index."""
        opened = self._opened[name]
        if opened.get() is None or opened.stamp is None:
            return None
        return datetime.fromtimestamp(opened.stamp[0] / 1e9, UTC) - LONGEST_BUILD


_LIVE: dict[Path, LiveIndexes] = {}


def live(folder: Path) -> LiveIndexes:
    """The shared view of `folder` in this process."""
    return _LIVE.setdefault(folder, LiveIndexes(folder))
