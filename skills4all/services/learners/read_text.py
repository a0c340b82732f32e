"""Read a text or a CV for skills: what was found, in which words. Keeps nothing."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session as Database

from skills4all.models import Learner
from skills4all.queries.learners import evidence_of
from skills4all.services import knowledge


@dataclass(frozen=True, slots=True)
class Found:
    """One skill of the text. `level` None: not told. `known`: the profile has it already."""

    skill: str
    level: int | None
    words: str
    denied: bool
    known: bool


def found_in(database: Database, learner: Learner, text: str) -> tuple[Found, ...]:
    """Each skill once, the highest level told; a plain mention wins over a denial."""
    have = {row.skill_id for row in evidence_of(database, learner) if not row.denied}
    best: dict[str, Found] = {}
    for item in knowledge.matcher().read(text):
        new = Found(item.skill, item.level, item.detail, item.denied, item.skill in have)
        old = best.get(item.skill)
        if old is None or (old.denied, -(old.level or 0)) > (new.denied, -(new.level or 0)):
            best[item.skill] = new
    return tuple(best[skill] for skill in sorted(best))
