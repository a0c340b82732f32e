"""Read a CV in a process that may crash, hang or swell without harm to the site.

Bytes go through a pipe, never to a disk, a queue or a log; the text comes back the same way and
is the caller's to forget. On Linux and other systems with process limits the child is killed at
10 seconds or 300 MB.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from skills4all.errors import Invalid, TooLarge, Unavailable
from skills4all.services.cv.parsers import MOST_TEXT
from skills4all.services.cv.problems import BUSY, FROM_CHILD, TOO_HEAVY, TOO_LARGE, TOO_LONG

__all__ = ["MOST_BYTES", "MOST_TEXT", "read"]

MOST_BYTES = 5 * 1024 * 1024
WALL_SECONDS = 10.0
AT_ONCE = 2
"""Children of one web process at the same time: a flood of CVs must not take every thread."""
PATIENCE_SECONDS = 5.0
ROOT = Path(__file__).resolve().parents[3]
COMMAND = (sys.executable, "-m", "skills4all.services.cv.child")

_places = BoundedSemaphore(AT_ONCE)


def read(data: bytes, *, command: tuple[str, ...] = COMMAND) -> str:
    """The text of a PDF, DOCX, Europass XML or plain text.

    Raises `TooLarge`, `Unavailable` ("busy") or `Invalid` whose code says why.
    """
    if len(data) > MOST_BYTES:
        raise TooLarge(TOO_LARGE)
    if not _places.acquire(timeout=PATIENCE_SECONDS):
        raise Unavailable(BUSY)
    try:
        return _answer(_run(data, command))
    finally:
        _places.release()


def _run(data: bytes, command: tuple[str, ...]) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            # Nothing of our settings: no secret, no address of the database.
            env={"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"},
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Invalid(code=TOO_LONG) from None
    except BrokenPipeError:
        raise Invalid(code=TOO_HEAVY) from None
    if done.returncode:
        raise Invalid(code=TOO_LONG if _out_of_time(done.returncode) else TOO_HEAVY)
    return done.stdout


def _out_of_time(code: int) -> bool:
    # SIGXCPU at the soft limit, SIGKILL at the hard one, when no memory error came first.
    return code in (-24, -9)


def _answer(output: bytes) -> str:
    try:
        answer = json.loads(output)
    except ValueError:
        raise Invalid(code=TOO_HEAVY) from None
    problem = answer.get("problem")
    if problem is not None:
        raise Invalid(code=problem if problem in FROM_CHILD else TOO_HEAVY)
    return str(answer["text"])[:MOST_TEXT]
