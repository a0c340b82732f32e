"""The profile as it is on the day of an application: frozen as plain JSON, read back for the
matcher. Nothing else of the learner ever reaches an employer, and no file of theirs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.matching.documents import Background, Evidence, LearnerProfile, Source
from skills4all.matching.priors import inferred_evidence
from skills4all.models import EvidenceSource, Learner, LearnerSkill, Opening, Organisation
from skills4all.queries import learners as rows
from skills4all.services import knowledge

FORMAT = 1
_RANK = {source.value: rank for rank, source in enumerate(EvidenceSource)}

Profile = dict[str, Any]


def freeze(
    database: Database, learner: Learner, opening: Opening | None = None, name: str = ""
) -> Profile:
    """What an employer may read of the learner.

    Skills the learner ruled out are kept where their studies would suppose them, or where
    `opening` asks for them: without them more would be supposed than the learner agrees to.
    """
    return {
        "format": FORMAT,
        "name": name,
        "email": learner.account.email if learner.account else None,
        "place": learner.place_id,
        "studies": [
            {
                "field": row.field_id,
                "level": row.level_id,
                "status": row.status.value,
                "year": row.year,
                "institution": row.institution,
            }
            for row in rows.backgrounds_of(database, learner)
        ],
        "languages": [
            {"language": row.language, "cefr": row.cefr.value}
            for row in sorted(learner.languages, key=lambda row: row.language)
        ],
        **_skills(database, learner, opening),
    }


def _skills(database: Database, learner: Learner, opening: Opening | None) -> Profile:
    evidence = rows.evidence_of(database, learner)
    had = [row for row in evidence if not row.denied]
    denied = {row.skill_id for row in evidence if row.denied}
    matters = _supposed(database, learner) | _asked(opening)
    certifiers = _names(database, had)
    return {
        "skills": [_skill(row, certifiers) for row in sorted(had, key=_best_first)],
        "ruled_out": sorted(denied & matters),
    }


def _asked(opening: Opening | None) -> set[str]:
    return {row.skill_id for row in opening.skills} if opening else set()


def _best_first(row: LearnerSkill) -> tuple[int, str]:
    return (-_RANK[row.source.value], row.skill_id)


def _supposed(database: Database, learner: Learner) -> set[str]:
    backgrounds = rows.profile_of(database, learner).backgrounds
    return {each.skill for each in inferred_evidence(knowledge.vocabulary(), backgrounds)}


def _names(database: Database, had: list[LearnerSkill]) -> Mapping[int, str]:
    ids = {row.certified_by_id for row in had if row.certified_by_id is not None}
    found = database.execute(
        select(Organisation.id, Organisation.name).where(Organisation.id.in_(ids))
    )
    return {key: name for key, name in found} if ids else {}  # noqa: C416


def _skill(row: LearnerSkill, certifiers: Mapping[int, str]) -> Profile:
    """The words a skill was read from stay with the learner."""
    certified = row.source is EvidenceSource.CERTIFIED
    return {
        "skill": row.skill_id,
        "source": row.source.value,
        "level": row.level,
        "strength": row.strength,
        "reason": row.reason,
        "certified_by": certifiers.get(row.certified_by_id or 0) if certified else None,
        "certified_on": row.recorded_at.date().isoformat() if certified else None,
    }


def is_empty(profile: Profile) -> bool:
    """Nothing an employer could judge by."""
    return not profile["studies"] and not profile["skills"]


def digest(profile: Profile) -> str:
    """The same for the same profile: whoever sends it saw exactly this one."""
    return hashlib.sha256(json.dumps(profile, sort_keys=True).encode()).hexdigest()


def learner_profile(profile: Mapping[str, Any]) -> LearnerProfile:
    """What the matcher may know of it: no name, no address, no school."""
    told = [
        Evidence(
            each["skill"],
            Source(each["source"]),
            level=each["level"],
            strength=each["strength"],
            reason=each["reason"],
        )
        for each in profile["skills"]
    ]
    ruled_out = [
        Evidence(skill, Source.DECLARED, denied=True, reason="denied")
        for skill in profile["ruled_out"]
    ]
    return LearnerProfile(
        backgrounds=tuple(
            Background(each["field"], each["level"], each["status"], each["year"])
            for each in profile["studies"]
        ),
        evidence=(*told, *ruled_out),
        place=profile["place"],
    )
