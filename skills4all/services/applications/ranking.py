"""Applicants in the order of what they cover of what the opening asks: an order, nothing more.

The same matcher that tells learners how they stand to an opening. Nobody is left out by a score.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.matching.documents import OpeningDocument
from skills4all.matching.ranking import MODEL_VERSION, OpeningMatch
from skills4all.models import Application, Opening
from skills4all.queries.applications import readable
from skills4all.queries.openings import document
from skills4all.services import knowledge
from skills4all.services.applications import frozen

DECIMALS = 6
"""Scores that differ by less are the same: the earlier application comes first."""
MOST_REMEMBERED = 50_000

_Key = tuple[object, ...]
_scores: OrderedDict[_Key, float] = OrderedDict()
_lock = Lock()


def match(application: Application, opening: Opening) -> OpeningMatch | None:
    """How the profile that was sent stands to the opening; None once the profile is gone."""
    return against(opening)(application)


def against(opening: Opening) -> Callable[[Application], OpeningMatch | None]:
    """`match` for many applications to one opening, which is read now: a long export goes on
    after the row is forgotten.
    """
    wanted = document(opening)
    return lambda row: _match(row.profile, wanted) if row.profile else None


def _match(profile: frozen.Profile, wanted: OpeningDocument) -> OpeningMatch:
    matcher = knowledge.matcher()
    standing = matcher.standing(frozen.learner_profile(profile))
    return matcher.openings(standing, [wanted])[0]


def order(database: Database, opening: Opening) -> list[int]:
    """Keys of the applications an employer can read: by coverage, then by date."""
    rows = database.execute(
        readable(opening.id).with_only_columns(Application.id, Application.applied_at)
    )
    keys = {key: _key(opening, key, applied.isoformat()) for key, applied in rows}
    scores = _remembered(keys)
    unknown = [key for key in keys if key not in scores]
    if unknown:
        scores |= _computed(database, opening, unknown)
        _remember({keys[key]: scores[key] for key in unknown})
    return sorted(keys, key=lambda key: (-scores[key], keys[key][-1], key))


def _key(opening: Opening, application: int, applied: str) -> _Key:
    """A frozen profile and a revision of an opening: what is computed from them stays true."""
    vocabulary = knowledge.vocabulary().version
    return (
        MODEL_VERSION,
        vocabulary,
        opening.public_id,
        opening.revision,
        application,
        applied,
    )


def _computed(database: Database, opening: Opening, keys: list[int]) -> dict[int, float]:
    rows = database.execute(
        select(Application.id, Application.profile).where(Application.id.in_(keys))
    )
    wanted, scores = document(opening), {}
    for key, profile in rows:
        score = _match(profile, wanted).coverage.score if profile else None
        scores[key] = -1.0 if score is None else round(score, DECIMALS)
    return scores


def _remembered(keys: dict[int, _Key]) -> dict[int, float]:
    with _lock:
        return {key: _scores[name] for key, name in keys.items() if name in _scores}


def _remember(scores: dict[_Key, float]) -> None:
    with _lock:
        _scores.update(scores)
        while len(_scores) > MOST_REMEMBERED:
            _scores.popitem(last=False)
