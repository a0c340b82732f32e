"""How many generated cases a check looks at."""

from __future__ import annotations

import os

FULL = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
"""Whether `./dev check --full` runs."""


def cases(whole: int, sample: int) -> int:
    """All of them under `./dev check --full`; in other runs the first, always the same."""
    return whole if FULL else sample
