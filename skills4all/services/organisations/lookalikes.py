"""Organisations whose names read like another's: shown to the moderator, who decides.

Names are folded (case, accents, Arabic letter forms) and legal forms dropped, so that
"ATLAS Formation S.A.R.L." and "Atlas formation" meet.
"""

import re

from rapidfuzz.fuzz import ratio, token_sort_ratio
from rapidfuzz.process import extract
from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.matching.text import fold
from skills4all.models import Organisation

CLOSE = 86
"""Out of 100. "centre atlas" and "centre atlos" are close, "centre atlas" and "centre rif" not."""
MOST = 5
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?")
_NOT_WORD = re.compile(r"[\W_]+")
_LEGAL = frozenset(
    ("sarl", "sarlau", "sa", "sas", "snc", "gie", "ltd", "inc", "شركه", "شم", "ش", "م")
)


def name_key(name: str) -> str:
    """The name without what may differ between two writings of it."""
    folded = _DOTTED.sub(lambda found: found.group().replace(".", ""), fold(name))
    words = _NOT_WORD.sub(" ", folded).split()
    telling = [word for word in words if word not in _LEGAL]
    return " ".join(telling or words)


def lookalikes(database: Database, organisation: Organisation) -> list[Organisation]:
    """At most five other organisations with a close name, closest first. Two statements."""
    others = {
        row.id: row.name_key
        for row in database.execute(
            select(Organisation.id, Organisation.name_key).where(
                Organisation.id != organisation.id, Organisation.name_key != ""
            )
        )
    }
    scores: dict[int, float] = {}
    for scorer in (ratio, token_sort_ratio):
        for _, score, key in extract(
            organisation.name_key, others, scorer=scorer, limit=MOST, score_cutoff=CLOSE
        ):
            scores[key] = max(score, scores.get(key, 0))
    best = sorted(scores, key=lambda key: (-scores[key], key))[:MOST]
    rows = {
        row.id: row
        for row in database.scalars(select(Organisation).where(Organisation.id.in_(best)))
    }
    return [rows[key] for key in best]
