"""Pictures that stand for a page where it is shared: drawn once, kept on disk under their digest.

Owns the folder and its bound. Nothing here decides what may be drawn: callers ask only for words
that are public now, so there are never more pictures than public pages.
"""

import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from skills4all.services.documents import typesetting

TEMPLATE = "preview"
MOST_KEPT = 4_000
"""About 150 MB. The ones asked for least lately are drawn again when somebody asks."""
DIGEST_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Words:
    """All that a picture says: what it is about, its title, one line more."""

    kind: str
    title: str
    line: str
    language: str

    @property
    def digest(self) -> str:
        """Changes with any word and with the design: the address of a picture never lies."""
        said = json.dumps([_design(), asdict(self)], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:DIGEST_LENGTH]


@lru_cache(maxsize=1)
def _design() -> str:
    return hashlib.sha256((typesetting.FOLDER / f"{TEMPLATE}.typ").read_bytes()).hexdigest()


def kept(folder: Path, words: Words) -> bytes | None:
    """The picture if it was drawn before."""
    path = _path(folder, words)
    try:
        drawn = path.read_bytes()
        os.utime(path)  # Asked for now: the last to be dropped.
    except OSError:
        return None
    return drawn


def draw(folder: Path, words: Words) -> bytes:
    """A PNG of the words; kept if it can be: a full disk costs time, not the picture."""
    drawn = typesetting.png(TEMPLATE, asdict(words), words.language)
    try:
        _keep(folder, words, drawn)
    except OSError:
        return drawn
    return drawn


def _keep(folder: Path, words: Words, drawn: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    _make_room(folder)
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".draft", delete=False) as draft:
        draft.write(drawn)
    # Whoever reads meanwhile sees the whole picture or none.
    Path(draft.name).replace(_path(folder, words))


def _make_room(folder: Path) -> None:
    """Drop the tenth that was asked for least lately, once the folder is full."""
    names = list(folder.iterdir())
    if len(names) < MOST_KEPT:
        return
    used = sorted(names, key=_last_used)
    for path in used[: max(1, MOST_KEPT // 10)]:
        path.unlink(missing_ok=True)


def _last_used(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _path(folder: Path, words: Words) -> Path:
    return folder / f"{words.digest}.png"
