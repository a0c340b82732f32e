"""Dated sessions of the programmes: evening, weekend, half-time and full-time runs."""

from datetime import date, time, timedelta

from sqlalchemy.orm import Session as Database

from skills4all.models import Session, SessionSlot
from skills4all.services.demo import programmes
from skills4all.services.demo.chance import number, one_in, pick, public_id
from skills4all.services.demo.content import Entry
from skills4all.services.demo.dates import SESSION_STARTS, monday_phase
from skills4all.services.demo.rows import Row, Stored, add, add_missing

Slot = tuple[int, time, time]
WEEKS = SESSION_STARTS.days // 7
SHORT, LONG = 60, 120
"""Hours of a programme: a short one runs more often, a long one never by the evening alone."""


def _every(days: str, starts: str, ends: str) -> tuple[Slot, ...]:
    return tuple((int(day), time.fromisoformat(starts), time.fromisoformat(ends)) for day in days)


EVENINGS_TUESDAY = _every("13", "18:30", "20:30")
EVENINGS_MONDAY = _every("02", "18:30", "20:30")
THREE_EVENINGS = _every("013", "18:00", "20:00")
SATURDAY = _every("5", "09:00", "13:00")
WEEKEND = (*_every("5", "09:00", "13:00"), *_every("6", "09:00", "13:00"))
EVENINGS_AND_SATURDAY = (*THREE_EVENINGS, *SATURDAY)
MORNINGS = _every("01234", "09:00", "12:00")
AFTERNOONS = _every("0123", "14:00", "17:30")
FULL_TIME = (*MORNINGS, *_every("0123", "13:30", "16:30"), *_every("4", "14:30", "17:30"))


def load(database: Database, programme_ids: Stored, today: date) -> Stored:
    made = [
        (course, centre, run)
        for course, centre in programmes.offers()
        if centre.get("status") != "pending"
        for run in range(_runs(course, centre))
    ]
    rows = [_row(course, centre, run, programme_ids, today) for course, centre, run in made]
    stored = add_missing(database, Session, rows)
    add(
        database,
        SessionSlot,
        [
            {"session_id": stored.ids[identifier], "weekday": day, "starts": starts, "ends": ends}
            for course, centre, run in made
            if (identifier := key(course, centre, run)) in stored.new
            for day, starts, ends in _slots(course, centre, run)
        ],
    )
    return stored


def key(course: Entry, centre: Entry, run: int = 0) -> str:
    return public_id("session", course["id"], centre["id"], run)


def _runs(course: Entry, centre: Entry) -> int:
    if course["hours"] <= SHORT:
        return 2
    return 1 + one_in(3, "runs", course["id"], centre["id"])


def _slots(course: Entry, centre: Entry, run: int) -> tuple[Slot, ...]:
    hours = course["hours"]
    patterns: tuple[tuple[Slot, ...], ...]
    if hours <= SHORT:
        patterns = (EVENINGS_TUESDAY, EVENINGS_MONDAY, SATURDAY, WEEKEND)
    elif hours <= LONG:
        patterns = (THREE_EVENINGS, WEEKEND, MORNINGS, AFTERNOONS)
    else:
        patterns = (EVENINGS_AND_SATURDAY, MORNINGS, FULL_TIME)
    return pick(patterns, "slots", course["id"], centre["id"], run)


def hours_a_week(slots: tuple[Slot, ...]) -> float:
    minutes = sum(
        (ends.hour - starts.hour) * 60 + ends.minute - starts.minute for _, starts, ends in slots
    )
    return minutes / 60


def _row(course: Entry, centre: Entry, run: int, programme_ids: Stored, today: date) -> Row:
    identifier = (course["id"], centre["id"], run)
    slots = _slots(course, centre, run)
    weekly = hours_a_week(slots)
    starts = SESSION_STARTS.first(monday_phase(_week(course, centre, run)), today)
    weeks = -(-course["hours"] // weekly)
    ends = starts + timedelta(days=int(weeks) * 7 - 7 + max(day for day, _, _ in slots))
    online = centre.get("mode") == "online"
    return {
        "public_id": key(course, centre, run),
        "programme_id": programme_ids.ids[programmes.key(course, centre)],
        "place_id": None if online else centre["place"],
        "address": None if online else centre["address"],
        "starts_on": starts,
        "ends_on": ends,
        "enrol_by": starts - timedelta(days=number(3, 12, "enrol", *identifier)),
        "seats": number(10, 24, "seats", *identifier) * (2 if online else 1),
        "hours_per_week": weekly,
        "status": "published",
    }


def _week(course: Entry, centre: Entry, run: int) -> int:
    """Runs of one course are spread over the round, so that one is always near."""
    first = number(0, WEEKS - 1, "week", course["id"])
    place = number(0, 3, "turn", course["id"], centre["id"])
    return first + place * WEEKS // 4 + run * WEEKS // 2 + number(0, 3, "jitter", centre["id"])
