"""Load the demonstration, or bring it up to date: run as often as one likes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session as Database

from skills4all.services.demo import (
    accounts,
    learners,
    openings,
    organisations,
    pledges,
    programmes,
    public_life,
    sessions,
)
from skills4all.services.demo.moving import move

HashPassword = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows are there in all, how many were added now, how many sessions moved."""

    organisations: int
    programmes: int
    sessions: int
    openings: int
    pledges: int
    learners: int
    added: int
    moved: int


def load(database: Database, today: date, hash_password: HashPassword | None) -> Loaded:
    """Add what is missing, then move what nobody used. The caller commits.

    `hash_password` None: no account is made, as in production, where a password that is
    published would be a door. The reference vocabulary must be loaded before.
    """
    now = datetime.combine(today, time(8), UTC)
    given = organisations.load(database, now)
    courses = programmes.load(database, given, now)
    runs = sessions.load(database, courses, today)
    posted = openings.load(database, given, today)
    people = learners.load(database, runs, now)
    moved = move(database, today)
    pledged = pledges.load(database, given, courses, runs, people, now)
    events, schemes = public_life.load(database, given, today)
    wanted = accounts.missing(database) if hash_password else []
    if hash_password and wanted:
        accounts.load(database, wanted, hash_password(accounts.PASSWORD), given, now)
    parts = (given, courses, runs, posted, people, pledged, events, schemes)
    return Loaded(
        organisations=len(given.ids),
        programmes=len(courses.ids),
        sessions=len(runs.ids),
        openings=len(posted.ids),
        pledges=len(pledged.ids),
        learners=len(people.ids),
        added=sum(len(part.new) for part in parts) + len(wanted),
        moved=moved,
    )
