"""Keep a pathway: the role, the answers of that day and the plan someone chose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session as Database

from skills4all.errors import NotFound
from skills4all.matching.ranking import MODEL_VERSION
from skills4all.models import Learner, SavedPathway, new_public_id, utc_now
from skills4all.queries import learners as rows
from skills4all.services import knowledge
from skills4all.services.answers import Answers

PLANS = ("fastest", "cheapest", "nearest")


def save(
    database: Database,
    learner: Learner,
    occupation: str,
    answers: Answers,
    *,
    plan: str | None = None,
) -> SavedPathway:
    """Save, or bring up to date what was saved for this role. Raises `NotFound`."""
    known = knowledge.vocabulary().current(occupation)
    role = knowledge.vocabulary().occupations.get(known)
    if role is None:
        raise NotFound(kind="occupation")
    matcher = knowledge.matcher()
    match = matcher.role(matcher.standing(answers.profile()), role)
    values: dict[str, Any] = {
        "answers": {"query": [list(pair) for pair in answers.query()]},
        "plan": {"choice": plan} if plan in PLANS else None,
        "coverage": match.coverage.score,
        "model_version": MODEL_VERSION,
        "vocabulary_version": knowledge.vocabulary().version,
        "updated_at": utc_now(),
    }
    # One statement: pressed twice, there is still one row.
    on_postgresql = database.get_bind().dialect.name == "postgresql"
    insert = postgresql_insert if on_postgresql else sqlite_insert
    first = {"public_id": new_public_id(), "learner_id": learner.id, "occupation_id": known}
    database.execute(
        insert(SavedPathway)
        .values(**first, **values)
        .on_conflict_do_update(index_elements=["learner_id", "occupation_id"], set_=values)
    )
    database.expire_all()
    saved = rows.saved_pathway_for(database, learner, known)
    assert saved is not None
    return saved


def pairs(saved: SavedPathway) -> Sequence[tuple[str, str]]:
    """The answers of a saved pathway as query pairs."""
    return [(str(name), str(value)) for name, value in saved.answers.get("query", [])]


def remove(database: Database, learner: Learner, public_id: str) -> None:
    """Forget one. Raises `NotFound`."""
    done = database.execute(
        delete(SavedPathway)
        .where(SavedPathway.learner_id == learner.id, SavedPathway.public_id == public_id)
        .returning(SavedPathway.id)
    )
    if done.first() is None:
        raise NotFound(kind="pathway")
