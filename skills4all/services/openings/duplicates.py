"""Openings that seem to be posted twice: shown to whoever writes and to the moderator, who decide.

The same employer: much the same title, place, role and text. Another employer: the same text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.fuzz import ratio, token_sort_ratio
from sqlalchemy.orm import Session as Database

from skills4all.matching.text import fold
from skills4all.models import Opening
from skills4all.queries import opening_doubles
from skills4all.services.review import SHORTEST_DESCRIPTION

SAME_TITLE = 85
"""Out of 100, folded, whatever the order of words: "Développeur web H/F", "developpeuse web"."""
LIKE_TEXT = 70
SAME_TEXT = 92
"""Another company name and another town in a text of usual length leave more than this."""
MOST = 5
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Doubles:
    """`own`: of the same employer; `foreign`: of others, the same text. Nearest first."""

    own: Sequence[Opening] = ()
    foreign: Sequence[Opening] = ()


def doubles(database: Database, opening: Opening, *, foreign: bool) -> Doubles:
    """At most five of each; `foreign` only when asked for. Two statements."""
    candidates = opening_doubles.candidates(database, opening, foreign=foreign)
    own = [row for row in candidates if row.organisation_id == opening.organisation_id]
    others = [row for row in candidates if row.organisation_id != opening.organisation_id]
    near, same = _near(opening, own), _same(opening, others)
    rows = opening_doubles.rows(database, [*near, *same])
    return Doubles([rows[each] for each in near], [rows[each] for each in same])


def _near(opening: Opening, rows: Sequence[Any]) -> list[int]:
    title, text = fold(opening.title), _plain(opening.description)
    found: dict[int, float] = {}
    for row in rows:
        if not _same_post(opening, row):
            continue
        named = token_sort_ratio(title, fold(row.title), score_cutoff=SAME_TITLE)
        told = ratio(text, _plain(row.description), score_cutoff=LIKE_TEXT)
        if named and (told or not text):
            found[row.id] = named + told
    return _best(found)


def _same_post(opening: Opening, row: Any) -> bool:
    """In one place, and not known to be another role."""
    roles = {opening.occupation_id, row.occupation_id} - {None}
    return row.place_id == opening.place_id and len(roles) < 2


def _same(opening: Opening, rows: Sequence[Any]) -> list[int]:
    text = _plain(opening.description)
    if len(text) < SHORTEST_DESCRIPTION:
        return []
    scores = {row.id: ratio(text, _plain(row.description), score_cutoff=SAME_TEXT) for row in rows}
    return _best({key: score for key, score in scores.items() if score})


def _best(scores: dict[int, float]) -> list[int]:
    return sorted(scores, key=lambda key: (-scores[key], key))[:MOST]


def _plain(text: str) -> str:
    # Full folding costs half a millisecond a text; case and spaces are what copies differ in.
    return _SPACE.sub(" ", text.casefold()).strip()
