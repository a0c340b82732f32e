"""Three hundred pseudonymous learners: studies, skills, languages, place, what they can give.

They have no name and no way in: their resume code is the hash of nothing. Some took seats in
demonstration sessions.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session as Database

from skills4all.matching.vocabulary import FieldOfStudy
from skills4all.models import (
    Consent,
    Enrolment,
    Learner,
    LearnerBackground,
    LearnerSkill,
    Session,
    WorkingLanguage,
)
from skills4all.services.demo import content
from skills4all.services.demo.chance import number, one_in, pick, public_id, some
from skills4all.services.demo.programmes import HOME_REGION
from skills4all.services.demo.rows import Row, Stored, add, add_missing
from skills4all.services.knowledge import vocabulary

COUNT = 300
KEPT = timedelta(days=30)
SCIENCE = "05"
"""ISCED-F codes of natural sciences, mathematics and statistics begin so."""
LEVELS = ("licence", "licence", "licence", "master", "bac2", "licence", "doctorat")
CEFR = {"fr": ("B1", "B2", "B2", "C1"), "en": ("A2", "B1", "B1", "B2"), "ar": ("C2",)}
CEFR_LEVEL = {"A1": 1, "A2": 2, "B1": 3, "B2": 4, "C1": 5, "C2": 6}
LANGUAGE_SKILL = {"fr": "french-language", "en": "english-language", "ar": "arabic-language"}
ENROLLED_ONE_IN = 2


def key(place: int) -> str:
    return public_id("learner", place)


def load(database: Database, session_ids: Stored, now: datetime) -> Stored:
    stored = add_missing(database, Learner, [_row(each, now) for each in range(COUNT)])
    new = [(each, stored.ids[key(each)]) for each in range(COUNT) if key(each) in stored.new]
    add(database, LearnerBackground, [_background(*each, now) for each in new])
    add(database, LearnerSkill, [row for each in new for row in _skills(*each)])
    add(database, WorkingLanguage, [row for each in new for row in _languages(*each)])
    add(database, Consent, [row for each in new for row in _consents(*each, now)])
    _enrol(database, stored, session_ids, now)
    return stored


def _row(place: int, now: datetime) -> Row:
    return {
        "public_id": key(place),
        "resume_code_hash": f"demonstration learner {place:03}: no code opens it",
        "expires_at": now + KEPT,
        "place_id": pick(_homes(), "home", place),
        "budget": number(0, 16, "budget", place) * 50_000,
        "months": number(3, 12, "months", place),
        "hours_per_week": float(number(6, 30, "hours", place)),
        "mode": pick(("onsite", "online", "hybrid"), "mode", place),
        "max_km": number(1, 8, "km", place) * 20,
        "preferred_language": pick(("fr", "fr", "ar", "fr", "en"), "language", place),
        "visibility": int(one_in(3, "visible", place)),
    }


@lru_cache(maxsize=1)
def _homes() -> tuple[str, ...]:
    """Provinces, those of Fès-Meknès four times."""
    kinds = ("province", "prefecture")
    lived = [each for each in vocabulary().places.values() if each.kind in kinds]
    return tuple(each.id for each in lived for _ in range(4 if each.parent == HOME_REGION else 1))


@lru_cache(maxsize=1)
def _fields() -> tuple[FieldOfStudy, ...]:
    """Fields of study, the sciences four times."""
    ordered = sorted(vocabulary().fields.values(), key=lambda field: field.id)
    return tuple(
        field for field in ordered for _ in range(4 if field.isced.startswith(SCIENCE) else 1)
    )


def _background(place: int, learner: int, now: datetime) -> Row:
    field = pick(_fields(), "field", place)
    wanted = [level for level in LEVELS if level in field.levels] or list(field.levels)
    under_way = one_in(7, "under way", place)
    return {
        "learner_id": learner,
        "field_id": field.id,
        "level_id": pick(wanted, "level", place),
        "status": "in_progress" if under_way else "obtained",
        "year": now.year + 1 if under_way else now.year - number(0, 6, "year", place),
    }


def _skills(place: int, learner: int) -> list[Row]:
    groups: Sequence[content.Entry] = content.entries("declared_skills")
    weighted = [group for group in groups for _ in range(group["weight"])]
    told: dict[str, int] = {}
    for turn in range(number(1, 3, "groups", place)):
        told.update(pick(weighted, "skills", place, turn)["skills"])
    for language, cefr in _spoken(place).items():
        told[LANGUAGE_SKILL[language]] = CEFR_LEVEL[cefr]
    return [
        {
            "learner_id": learner,
            "skill_id": skill,
            "source": "declared",
            "level": level,
            "reason": "declared",
        }
        for skill, level in told.items()
    ]


def _spoken(place: int) -> dict[str, str]:
    return {language: pick(levels, "cefr", language, place) for language, levels in CEFR.items()}


def _languages(place: int, learner: int) -> list[Row]:
    return [
        {"learner_id": learner, "language": language, "cefr": cefr}
        for language, cefr in _spoken(place).items()
    ]


def _consents(place: int, learner: int, now: datetime) -> list[Row]:
    purposes = ("profile", "visibility") if one_in(3, "visible", place) else ("profile",)
    return [
        {
            "learner_id": learner,
            "purpose": purpose,
            "wording_version": "demo",
            "language": "fr",
            "given_at": now,
        }
        for purpose in purposes
    ]


def _enrol(database: Database, learners: Stored, sessions: Stored, now: datetime) -> None:
    """Seats taken, and the count each session keeps of them."""
    open_to = sorted(sessions.ids)
    rows = [
        {
            "public_id": public_id("enrolment", place),
            "learner_id": learners.ids[key(place)],
            "session_id": sessions.ids[pick(open_to, "enrolled", place)],
            "status": "confirmed",
            "requested_at": now,
            "decided_at": now,
        }
        for place in some(range(COUNT), COUNT // ENROLLED_ONE_IN, "who enrols")
    ]
    stored = add_missing(database, Enrolment, rows)
    if not stored.new:
        return
    taken = dict(
        database.execute(
            select(Enrolment.session_id, func.count())
            .where(Enrolment.public_id.in_(stored.new))
            .group_by(Enrolment.session_id)
        ).all()
    )
    for session, count in taken.items():
        values = {"seats_taken": Session.seats_taken + count}
        database.execute(
            update(Session)
            .where(Session.id == session)
            .values(values)
            .execution_options(synchronize_session=False)
        )
