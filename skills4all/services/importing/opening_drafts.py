"""Lines of a file to drafts of openings: read, checked, not stored."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from skills4all.matching.vocabulary import Requirement
from skills4all.models import Contract, SkillOrigin
from skills4all.services.importing.languages import language_of
from skills4all.services.importing.occupations import nearest_occupation
from skills4all.services.importing.owners import Organisations
from skills4all.services.importing.problems import LineProblem
from skills4all.services.importing.reading import MOST_TEXT, LineReading
from skills4all.services.importing.requirements import read_requirements
from skills4all.services.importing.tables import Line, Table
from skills4all.services.importing.values import day, money, whole, yes_no
from skills4all.services.importing.words import CONTRACTS, chosen, language

MOST_POSITIONS = 10_000


@dataclass(frozen=True, slots=True)
class OpeningDraft:
    """An opening as a line tells it. Pay in centimes a month."""

    organisation: str
    external_id: str | None
    title: str
    description: str
    content_language: str
    occupation_id: str | None
    contract: Contract | None
    place_id: str | None
    remote: bool
    pay_min: int | None
    pay_max: int | None
    positions: int
    starts_on: date | None
    deadline: date | None
    skills: tuple[tuple[Requirement, SkillOrigin], ...]

    def fingerprint(self, source: str) -> str:
        """Changes with anything the line tells. The vocabulary behind skills and occupation may
        grow without the line changing, so what was read from its text is left out.
        """
        told = asdict(self)
        told["occupation_id"] = told["skills"] = None
        written = [
            (row.skill, row.level) for row, origin in self.skills if origin is SkillOrigin.WRITTEN
        ]
        text = json.dumps([source if self.external_id else "", told, written], default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def draft(
    table: Table, line: Line, organisations: Organisations, default_name: str | None, today: date
) -> tuple[OpeningDraft | None, Sequence[LineProblem]]:
    """The draft of one line, or None and what is wrong with it."""
    read = LineReading(table, line)
    title = read.text("title", required=True)
    description = read.text("description", MOST_TEXT, required=True)
    organisation = owner(read, organisations, default_name)
    least, most = _pay(read)
    deadline = read.value("deadline", day)
    if deadline is not None and deadline < today:
        read.fail("deadline", "past", value=deadline.isoformat())
    occupation = read.concept("occupation", "occupation")
    told = read.skills("skills")
    made = OpeningDraft(
        organisation=organisation,
        external_id=read.text("external_id") or None,
        title=title,
        description=description,
        content_language=read.value("language", language) or language_of(f"{title}\n{description}"),
        occupation_id=occupation,
        contract=read.value("contract", lambda text: chosen(text, CONTRACTS)),
        place_id=read.concept("place", "place"),
        remote=bool(read.value("remote", yes_no)),
        pay_min=least,
        pay_max=most,
        positions=read.value("positions", lambda text: whole(text, 1, MOST_POSITIONS)) or 1,
        starts_on=read.value("starts_on", day),
        deadline=deadline,
        skills=(),
    )
    return (None, read.problems) if read.problems else (_with_skills(made, told), ())


def owner(read: LineReading, organisations: Organisations, default_name: str | None) -> str:
    """The organisation's name: the line's, else the one given for the whole file."""
    if read.has("organisation"):
        return read.value("organisation", organisations.check) or ""
    if default_name is None:
        read.fail("organisation", "organisation_missing")
    return default_name or ""


def _pay(read: LineReading) -> tuple[int | None, int | None]:
    """Least and most: from one cell, or from two."""
    both = read.value("pay", money) or (None, None)
    least = read.value("pay_min", money)
    most = read.value("pay_max", money)
    low = least[0] if least else both[0]
    high = most[1] if most else both[1]
    if low is not None and high is not None and low > high:
        read.fail("pay_max" if most else "pay_min", "range_order")
    return low, high


def _with_skills(made: OpeningDraft, told: tuple[Requirement, ...]) -> OpeningDraft:
    """Skills the employer listed, then those read from the text; and the nearest occupation."""
    listed = {row.skill for row in told}
    found = read_requirements(f"{made.title}.\n\n{made.description}")
    skills = (
        *((row, SkillOrigin.WRITTEN) for row in told),
        *((row, SkillOrigin.READ) for row in found if row.skill not in listed),
    )
    occupation = made.occupation_id or nearest_occupation(made.title, [row for row, _ in skills])
    values = {name: getattr(made, name) for name in OpeningDraft.__slots__}
    return OpeningDraft(**{**values, "skills": skills, "occupation_id": occupation})
