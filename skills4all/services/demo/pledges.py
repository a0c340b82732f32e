"""Pledges and the cohorts they wait for: jobs that start after a session."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.models import Cohort, CohortMember, Pledge, PledgeSkill, Session
from skills4all.services.demo import content, learners, organisations, programmes, sessions
from skills4all.services.demo.chance import number, pick, public_id, some
from skills4all.services.demo.content import Entry
from skills4all.services.demo.dates import AFTER_SESSION
from skills4all.services.demo.rows import Row, Stored, add, add_missing
from skills4all.services.knowledge import vocabulary

MEMBERS = 8
CEILINGS = (7_000, 14_000)
"""Monthly pay in dirhams, low and high end of what is pledged."""


def load(
    database: Database,
    organisation_ids: Stored,
    programme_ids: Stored,
    session_ids: Stored,
    learner_ids: Stored,
    now: datetime,
) -> Stored:
    ends = _ends(database, session_ids)
    cohorts = _load_cohorts(database, programme_ids, session_ids, ends)
    _load_members(database, cohorts, learner_ids)
    entries = content.entries("pledges")
    rows = [_row(each, organisation_ids, session_ids, cohorts, ends, now) for each in entries]
    stored = add_missing(database, Pledge, rows)
    add(
        database,
        PledgeSkill,
        [
            {"pledge_id": stored.ids[key(entry)], **skill}
            for entry in entries
            if key(entry) in stored.new
            for skill in _skills(entry)
        ],
    )
    return stored


def key(entry: Entry) -> str:
    return public_id("pledge", entry["employer"], entry["occupation"])


def _session_of(course_id: str) -> tuple[Entry, Entry]:
    """Course and centre of the session that is waited for: the first offer, near Fès if any."""
    return next(offer for offer in programmes.offers() if offer[0]["id"] == course_id)


def _ends(database: Database, session_ids: Stored) -> dict[str, tuple[date, date]]:
    """Public id of a demonstration session -> its first and last day."""
    columns = (Session.public_id, Session.starts_on, Session.ends_on)
    found = database.execute(select(*columns).where(Session.is_demo))
    return {name: (first, last) for name, first, last in found if name in session_ids.ids}


def _load_cohorts(
    database: Database,
    programme_ids: Stored,
    session_ids: Stored,
    ends: dict[str, tuple[date, date]],
) -> Stored:
    rows = []
    for entry in content.entries("cohorts"):
        course, centre = _session_of(entry["course"])
        session = sessions.key(course, centre)
        rows.append(
            {
                "public_id": public_id("cohort", entry["id"]),
                "occupation_id": entry["occupation"],
                "programme_id": programme_ids.ids[programmes.key(course, centre)],
                "session_id": session_ids.ids[session],
                "place_id": centre["place"],
                "starts_on": ends[session][0],
                "target_size": entry["size"],
                "status": entry["status"],
            }
        )
    return add_missing(database, Cohort, rows)


def _load_members(database: Database, cohorts: Stored, learner_ids: Stored) -> None:
    status = ("proposed", "accepted", "accepted", "declined")
    add(
        database,
        CohortMember,
        [
            {
                "cohort_id": cohorts.ids[cohort],
                "learner_id": learner_ids.ids[learners.key(place)],
                "status": pick(status, "member", cohort, place),
            }
            for cohort in sorted(cohorts.new)
            for place in some(range(learners.COUNT), MEMBERS, "members", cohort)
        ],
    )


def _row(
    entry: Entry,
    organisation_ids: Stored,
    session_ids: Stored,
    cohorts: Stored,
    ends: dict[str, tuple[date, date]],
    now: datetime,
) -> Row:
    course, centre = _session_of(entry["course"])
    session = sessions.key(course, centre)
    cohort = cohorts.ids[public_id("cohort", entry["cohort"])] if "cohort" in entry else None
    low, high = CEILINGS
    least = number(low // 500, high // 500 - 6, "pledged pay", key(entry)) * 500
    employer = next(each for each in content.organisations() if each["id"] == entry["employer"])
    return {
        "public_id": key(entry),
        "organisation_id": organisation_ids.ids[organisations.key(entry["employer"])],
        "occupation_id": entry["occupation"],
        "description": entry["description"],
        "positions": entry["positions"],
        "place_id": employer["place"],
        "contract": pick(("cdi", "anapec"), "contract", key(entry)),
        "pay_min": least * 100,
        "pay_max": (least + 2_000) * 100,
        "starts_on": ends[session][1] + AFTER_SESSION,
        "session_id": None if cohort else session_ids.ids[session],
        "cohort_id": cohort,
        "status": "published",
        "published_at": now,
    }


def _skills(entry: Entry) -> list[Row]:
    """What the role needs first of all."""
    needed = vocabulary().occupations[entry["occupation"]].requirements
    return [
        {"skill_id": row.skill, "relation": "essential", "weight": row.weight, "level": row.level}
        for row in needed
        if row.relation == "essential"
    ]
