"""Programmes: each course given by two or three centres, at their price and in their way."""

from datetime import datetime
from functools import lru_cache

from sqlalchemy.orm import Session as Database

from skills4all.models import Programme, ProgrammeSkill
from skills4all.services.demo import content, organisations
from skills4all.services.demo.chance import one_in, pick, public_id
from skills4all.services.demo.content import Entry
from skills4all.services.demo.rows import Row, Stored, add, add_missing
from skills4all.services.knowledge import vocabulary

HOME_REGION = "fes-meknes"
DEAREST = 25_000
SHORT = 40
"""Hours up to which a course is given near Fès, elsewhere and online; longer ones in two places."""
PENDING = 2
"""Programmes that wait for the moderator, with the centre that gives them."""

Offer = tuple[Entry, Entry]
"""A course and the centre that gives it."""


def load(database: Database, organisation_ids: Stored, now: datetime) -> Stored:
    offered = offers()
    rows = [_row(course, centre, organisation_ids, now) for course, centre in offered]
    stored = add_missing(database, Programme, rows)
    add(
        database,
        ProgrammeSkill,
        [
            {"programme_id": stored.ids[key(course, centre)], **skill}
            for course, centre in offered
            if key(course, centre) in stored.new
            for skill in _skills(course)
        ],
    )
    return stored


def key(course: Entry, centre: Entry) -> str:
    return public_id("programme", course["id"], centre["id"])


@lru_cache(maxsize=1)
def offers() -> tuple[Offer, ...]:
    """Who gives what: near Fès and Meknès, elsewhere and online in turn; then the pending ones."""
    centres = organisations.verified("centre")
    given = [
        (course, centre) for course in content.courses() for centre in _givers(course, centres)
    ]
    newcomer = organisations.pending("centre")
    waiting = [course for course in content.courses() if course["family"] in newcomer["families"]]
    return (*given, *((course, newcomer) for course in waiting[:PENDING]))


def _givers(course: Entry, centres: list[Entry]) -> list[Entry]:
    able = [centre for centre in centres if course["family"] in centre["families"]]
    online = [centre for centre in able if centre.get("mode") == "online"]
    home = [centre for centre in able if at_home(centre["place"]) and centre not in online]
    away = [centre for centre in able if centre not in home and centre not in online]
    chosen = [pick(group, "giver", course["id"]) for group in (home, online, away) if group]
    drop = len(chosen) == 3 and course["hours"] > SHORT
    return chosen[:1] + chosen[1 + one_in(2, "away", course["id"]) :][:1] if drop else chosen


def at_home(place: str) -> bool:
    known = vocabulary().places[place]
    return HOME_REGION in (known.id, known.parent)


def _row(course: Entry, centre: Entry, organisation_ids: Stored, now: datetime) -> Row:
    waits = centre.get("status") == "pending"
    price = _price(course, centre)
    return {
        "public_id": key(course, centre),
        "organisation_id": organisation_ids.ids[organisations.key(centre["id"])],
        "title": course["title"],
        "description": f"{course['description']}\n\n{centre['method']}",
        "content_language": course["language"],
        "teaching_language": course["language"],
        "entry_level_id": course["entry_level"] or None,
        "mode": _mode(course, centre),
        "hours": course["hours"],
        "price": price * 100,
        "funding": _funding(price, centre),
        "funding_note": centre.get("funding_note"),
        "certificate": course["certificate"] or None,
        "occupation_id": course["occupation"] or None,
        "status": "pending" if waits else "published",
        "submitted_at": now,
        "published_at": None if waits else now,
    }


def _price(course: Entry, centre: Entry) -> int:
    """In dirhams, rounded to fifty."""
    asked: float = course["price"] * centre["price"]
    return min(DEAREST, round(asked / 50) * 50)


def _funding(price: int, centre: Entry) -> str:
    if price:
        return "partly_funded" if centre.get("funding") == "partly_funded" else "paid"
    return "free" if centre.get("funding") == "free" else "funded"


def _mode(course: Entry, centre: Entry) -> str:
    if centre.get("mode") == "online":
        return "online"
    return "hybrid" if one_in(5, "mode", course["id"], centre["id"]) else "onsite"


def _skills(course: Entry) -> list[Row]:
    return [
        {"skill_id": skill, "relation": relation, "level": level}
        for relation, skills in (("taught", course["teaches"]), ("required", course["requires"]))
        for skill, level in skills.items()
    ]
