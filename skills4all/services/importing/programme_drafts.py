"""Lines of a file to drafts of programmes, each with the sessions of its lines."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from skills4all.matching.text import fold
from skills4all.matching.vocabulary import Requirement
from skills4all.models import Funding, Mode
from skills4all.services.importing.languages import language_of
from skills4all.services.importing.occupations import occupation_in
from skills4all.services.importing.opening_drafts import owner
from skills4all.services.importing.owners import Organisations
from skills4all.services.importing.problems import LineProblem
from skills4all.services.importing.reading import MOST_TEXT, LineReading
from skills4all.services.importing.requirements import read_requirements
from skills4all.services.importing.slots import Slot, slots
from skills4all.services.importing.tables import Line, Table
from skills4all.services.importing.values import day, money, plain, whole
from skills4all.services.importing.words import FUNDINGS, MODES, chosen, language
from skills4all.services.knowledge import names

MOST_HOURS = 5_000
MOST_SEATS = 10_000
LEVELS = ("1", "2", "3", "4", "5", "6")
SEATS = 20
"""Places in a session whose file does not say."""
_SESSION = ("starts_on", "ends_on", "enrol_by", "seats", "slots")
_DAYS = re.compile(r"(\d+) ?(?:jours?|days?|j\b|ايام|يوما?)")
DAY_HOURS = 6


@dataclass(frozen=True, slots=True)
class SessionDraft:
    starts_on: date
    ends_on: date | None
    enrol_by: date | None
    seats: int | None
    slots: tuple[Slot, ...]
    place_id: str | None
    address: str | None


@dataclass(slots=True)
class ProgrammeDraft:
    """A programme as its first line tells it. Price in centimes."""

    organisation: str
    external_id: str | None
    title: str
    description: str
    content_language: str
    teaching_language: str
    entry_level_id: str | None
    mode: Mode
    hours: int
    price: int
    funding: Funding
    certificate: str | None
    occupation_id: str | None
    listed: tuple[Requirement, ...]
    wanted: str
    sessions: list[SessionDraft] = field(default_factory=list)
    taught: tuple[Requirement, ...] = ()
    required: tuple[Requirement, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Lines with the same key are one programme."""
        return fold(self.organisation), self.external_id or f"title {fold(self.title)}"

    def fingerprint(self, source: str) -> str:
        """Changes with anything the line tells of the programme; sessions are compared apart."""
        told = asdict(self)
        for name in ("sessions", "taught", "required", "occupation_id"):
            del told[name]
        text = json.dumps([source if self.external_id else "", told], default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def draft(
    table: Table,
    line: Line,
    organisations: Organisations,
    default_name: str | None,
    today: date,
    known: Sequence[ProgrammeDraft] = (),
) -> tuple[ProgrammeDraft | None, Sequence[LineProblem]]:
    """The draft of one line, or None and what is wrong with it.

    `known`: programmes of earlier lines; a line with the id of one of them, and without title,
    only adds a session.
    """
    read = LineReading(table, line)
    earlier = _earlier(read, known)
    if earlier is not None:
        session = _session(read, today)
        made = None
        if session is not None:
            names = (name for name in ProgrammeDraft.__slots__ if name != "sessions")
            made = ProgrammeDraft(**{name: getattr(earlier, name) for name in names})
            made.sessions.append(session)
        elif not read.problems:
            read.fail("title", "required")
    else:
        made = _programme(read, organisations, default_name)
        session = _session(read, today)
        if session is not None:
            made.sessions.append(session)
        if not read.problems:
            _read_skills(read, made)
    return (None, read.problems) if read.problems else (made, ())


def _earlier(read: LineReading, known: Sequence[ProgrammeDraft]) -> ProgrammeDraft | None:
    if read.has("title") or not read.has("external_id"):
        return None
    name = read.text("external_id")
    return next((each for each in known if each.external_id == name), None)


def _programme(
    read: LineReading, organisations: Organisations, default_name: str | None
) -> ProgrammeDraft:
    title = read.text("title", required=True)
    description = read.text("description", MOST_TEXT)
    written_in = language_of(f"{title}\n{description}")
    price = (read.value("price", money) or (0, 0))[1]
    return ProgrammeDraft(
        organisation=owner(read, organisations, default_name),
        external_id=read.text("external_id") or None,
        title=title,
        description=description,
        content_language=written_in,
        teaching_language=read.value("language", language) or written_in,
        entry_level_id=read.concept("entry_level", "level"),
        mode=read.value("mode", lambda text: chosen(text, MODES)) or Mode.ONSITE,
        hours=_hours(read),
        price=price,
        funding=read.value("funding", lambda text: chosen(text, FUNDINGS))
        or (Funding.PAID if price else Funding.FREE),
        certificate=read.text("certificate") or None,
        occupation_id=read.concept("occupation", "occupation"),
        listed=read.skills("skills"),
        wanted=read.text("requires", MOST_TEXT),
    )


def _hours(read: LineReading) -> int:
    """Hours in all; "5 jours" are thirty."""
    if not read.has("hours"):
        read.fail("hours", "required")
    return read.value("hours", _duration) or 1


def _duration(text: str) -> int:
    days = _DAYS.fullmatch(plain(text))
    return whole(str(int(days[1]) * DAY_HOURS) if days else text, 1, MOST_HOURS)


def _session(read: LineReading, today: date) -> SessionDraft | None:
    if not read.has(*_SESSION):
        return None
    starts = read.value("starts_on", day)
    if not read.has("starts_on"):
        read.fail("starts_on", "session_start")
    ends, enrol_by = read.value("ends_on", day), read.value("enrol_by", day)
    if starts is None:
        return None
    if starts < today:
        read.fail("starts_on", "past", value=starts.isoformat())
    if ends is not None and ends < starts:
        read.fail("ends_on", "date_order")
    if enrol_by is not None and enrol_by > (ends or starts):
        read.fail("enrol_by", "date_order")
    return SessionDraft(
        starts_on=starts,
        ends_on=ends,
        enrol_by=enrol_by,
        seats=read.value("seats", lambda text: whole(text, 1, MOST_SEATS)),
        slots=read.value("slots", slots) or (),
        place_id=read.concept("place", "place"),
        address=read.text("address") or None,
    )


def _read_skills(read: LineReading, made: ProgrammeDraft) -> None:
    """What it teaches: the list if there is one, else the text. What it wants: read from text."""
    made.taught = made.listed or read_requirements(f"{made.title}.\n\n{made.description}")
    taught = {row.skill: row.level for row in made.taught}
    made.required = tuple(
        row for row in _wanted(made.wanted) if row.level < taught.get(row.skill, 99)
    )
    made.occupation_id = made.occupation_id or occupation_in(made.title)
    if not made.taught:
        read.fail("skills" if read.has("skills") else "description", "no_skill")


def _wanted(text: str) -> tuple[Requirement, ...]:
    """A list with levels ("Python:2; SQL:1"), or free words ("bases de programmation")."""
    found = {row.skill: row for row in read_requirements(text)}
    for part in re.split(r"[;,،]", text):
        name, _, told = part.strip().rpartition(":")
        if not name or told.strip() not in LEVELS:
            continue
        for skill in _named(name):
            found[skill] = Requirement(skill, "essential", 1.0, int(told))
    return tuple(found[skill] for skill in sorted(found))


def _named(name: str) -> list[str]:
    """The skill called exactly so, else those read from the words."""
    exact = names("skill").find(name)
    return [exact] if exact else [row.skill for row in read_requirements(name)]
