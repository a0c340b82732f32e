"""Openings: job sheets told by employers of twelve regions, read by the importer's own code."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session as Database

from skills4all.matching.vocabulary import Requirement
from skills4all.models import Opening, OpeningSkill
from skills4all.services.demo import content, organisations
from skills4all.services.demo.chance import number, one_in, pick, public_id, some
from skills4all.services.demo.content import Entry
from skills4all.services.demo.dates import OPENING_LIFE, OPENING_PUBLISHED
from skills4all.services.demo.programmes import at_home
from skills4all.services.demo.rows import Row, Stored, add, add_missing
from skills4all.services.importing.occupations import nearest_occupation
from skills4all.services.importing.requirements import read_requirements
from skills4all.services.knowledge import label

COPIES = 3
"""Each sheet: once near Fès, once elsewhere, once in an employer's branch office."""
BRANCHES = ("fes", "meknes", "fes", "taza", "fes", "ifrane", "sefrou", "meknes", "el-hajeb")
CONTRACTS = ("cdi", "cdi", "cdi", "anapec", "anapec", "cdd", "internship")
PENDING = 2

Posting = tuple[str, str, Entry, Entry, str]
"""Key, language, job sheet, employer, place."""


def load(database: Database, organisation_ids: Stored, today: date) -> Stored:
    posted = [*_postings(), *_waiting()]
    texts = {each[0]: _text(*each) for each in posted}
    asked = {key: read_requirements("\n\n".join(text)) for key, text in texts.items()}
    rows = [_row(each, texts[each[0]], asked[each[0]], organisation_ids, today) for each in posted]
    stored = add_missing(database, Opening, rows)
    add(
        database,
        OpeningSkill,
        [
            {
                "opening_id": stored.ids[key],
                "skill_id": row.skill,
                "relation": row.relation,
                "weight": row.weight,
                "level": row.level,
                "origin": "read",
            }
            for key in texts
            if key in stored.new
            for row in asked[key]
        ],
    )
    return stored


def _postings() -> list[Posting]:
    employers = organisations.verified("employer")
    return [
        (public_id("opening", language, place, copy), language, job, *_where(job, copy, employers))
        for place, (language, job) in enumerate(content.jobs())
        for copy in range(COPIES)
    ]


def _waiting() -> list[Posting]:
    employer = organisations.pending("employer")
    sheets = [job for job in content.entries("jobs_fr") if "data" in job["sectors"]]
    return [
        (public_id("opening", "pending", place), "fr", job, employer, employer["place"])
        for place, job in enumerate(sheets[:PENDING])
    ]


def _where(job: Entry, copy: int, employers: list[Entry]) -> tuple[Entry, str]:
    able = [each for each in employers if each["sector"] in job["sectors"]]
    near = [each for each in able if at_home(each["place"])]
    far = [each for each in able if each not in near]
    groups = (near or able, far or able, able)
    employer = pick(groups[copy], "employer", copy, *job["titles"])
    branch = pick(BRANCHES, "branch", *job["titles"])
    return employer, branch if copy == 2 else employer["place"]


def _text(key: str, language: str, job: Entry, employer: Entry, place: str) -> tuple[str, str]:
    """Title and description, 60 to 150 words."""
    frame = content.closings()[language]
    first = pick(frame["open"], "open", key).format(place=label("place", place, language))
    missions = " ".join(some(job["missions"], 3, "missions", key))
    about, profile = employer[f"about_{language}"], f"{job['profile']} {job['plus']}"
    parts = [f"{about} {first}", missions, profile]
    remote = f" {frame['plus_remote']}" if _remote(key) else ""
    parts.append(pick(frame["close"], "close", key) + remote)
    return pick(job["titles"], "title", key), "\n\n".join(parts)


def _remote(key: str) -> bool:
    return one_in(9, "remote", key)


def _row(
    posting: Posting,
    text: tuple[str, str],
    asked: tuple[Requirement, ...],
    organisation_ids: Stored,
    today: date,
) -> Row:
    key, language, job, employer, place = posting
    title, description = text
    waits = employer.get("status") == "pending"
    low, high = (pay * 100 for pay in job["pay"])
    shown = not one_in(4, "pay", key)
    return {
        "public_id": key,
        "organisation_id": organisation_ids.ids[organisations.key(employer["id"])],
        "occupation_id": nearest_occupation(title, asked),
        "title": title,
        "description": description,
        "content_language": language,
        "contract": pick(CONTRACTS, "contract", key),
        "place_id": place,
        "remote": _remote(key),
        "pay_min": low if shown else None,
        "pay_max": high if shown else None,
        "positions": number(1, 6, "positions", key),
        "status": "pending" if waits else "published",
        **_dates(key, today, waits=waits),
    }


def _dates(key: str, today: date, *, waits: bool) -> Row:
    due = OPENING_PUBLISHED.first(number(0, OPENING_PUBLISHED.days - 1, "published", key), today)
    instant = datetime.combine(due, time(9), UTC)
    later = timedelta(days=number(61, 200, "starts", key))
    return {
        "submitted_at": instant,
        "published_at": None if waits else instant,
        "expires_on": None if waits else due + OPENING_LIFE,
        "starts_on": due + later if one_in(2, "dated", key) else None,
        "deadline": due + timedelta(days=50) if one_in(3, "deadline", key) else None,
    }
