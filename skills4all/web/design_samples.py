"""Sample values for the page of components: rows and pathway values that look like real ones.

Nothing here is stored or shown to visitors.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from skills4all.matching.documents import Background, LearnerProfile, SessionDocument, Taught
from skills4all.matching.plans import Kind, Plan, Step
from skills4all.matching.ranking import RoleMatch
from skills4all.models import Opening, Organisation, Pledge, Programme, ProgrammeSkill, Session
from skills4all.models.choices import Contract, Mode
from skills4all.models.organisation import OrganisationKind
from skills4all.models.programme import Funding, ProgrammeRelation
from skills4all.models.session import SessionStatus
from skills4all.services import knowledge, small_numbers
from skills4all.services.calendar import today
from skills4all.web.pictures.seats import Sold

PROFILE = LearnerProfile(backgrounds=(Background("smp", "licence"),), place="fes")
LESSONS = (
    ("Développement web en Python", ("python", "html"), 10, 60, 240_000, Mode.ONSITE, "fes"),
    ("Bases de données et SQL", ("sql",), 45, 50, 0, Mode.ONLINE, None),
    ("Tests et qualité logicielle", ("software-testing",), 100, 40, 150_000, Mode.HYBRID, "meknes"),
)
"""Title, skills, days until the start, days of length, price in centimes, mode, place."""


def roles() -> list[RoleMatch]:
    """The nearest role, one in the middle, and one of somebody who said nothing."""
    matcher = knowledge.matcher()
    known = matcher.roles(matcher.standing(PROFILE))
    unknown = matcher.roles(matcher.standing(LearnerProfile()))
    return [known[0], known[len(known) // 3], known[-1], unknown[0]]


def _organisation(kind: OrganisationKind, name: str) -> Organisation:
    return Organisation(public_id="sample", kind=kind, name=name, place_id="fes", is_demo=True)


def sessions() -> list[Session]:
    centre = _organisation(OrganisationKind.CENTRE, "Centre Al Amal")
    return [_session(number, centre) for number in range(len(LESSONS))]


def _session(number: int, centre: Organisation) -> Session:
    title, skills, wait, length, price, mode, place = LESSONS[number]
    starts = today() + timedelta(days=wait)
    programme = Programme(
        public_id=f"programme{number}",
        organisation=centre,
        title=title,
        content_language="fr",
        mode=mode,
        hours=120,
        price=price,
        funding=Funding.PARTLY_FUNDED if price else Funding.FREE,
        is_demo=True,
        skills=[
            ProgrammeSkill(skill_id=skill, relation=ProgrammeRelation.TAUGHT) for skill in skills
        ],
    )
    return Session(
        public_id=f"session{number}",
        programme=programme,
        place_id=place,
        starts_on=starts,
        ends_on=starts + timedelta(days=length),
        enrol_by=starts - timedelta(days=5),
        seats=20,
        seats_taken=20 - 7 * number,
        hours_per_week=12,
        status=SessionStatus.PUBLISHED,
        is_demo=True,
    )


def plans(sessions: Mapping[str, Session]) -> list[Plan]:
    rows = list(sessions.values())
    return [_plan("fastest", rows[:2]), _plan("cheapest", rows[1:])]


def _plan(kind: Kind, rows: list[Session]) -> Plan:
    steps = tuple(Step(_document(row), _taught(row), (), 12.0) for row in rows)
    ends: date = max(step.session.ends for step in steps)
    covered = tuple(skill for step in steps for skill in step.covers)
    cost = sum(step.session.price for step in steps)
    return Plan(kind, steps, covered, ("git",), cost, ends, 24.0, True)


def _taught(row: Session) -> tuple[str, ...]:
    return tuple(skill.skill_id for skill in row.programme.skills)


def _document(row: Session) -> SessionDocument:
    return SessionDocument(
        id=row.public_id,
        programme=row.programme.public_id,
        teaches=tuple(Taught(skill) for skill in _taught(row)),
        requires=(),
        starts=row.starts_on,
        ends=row.ends_on,
        hours_per_week=row.hours_per_week,
        price=row.programme.price,
        mode=row.programme.mode.value,
        seats_left=row.seats - row.seats_taken,
        enrol_by=row.enrol_by,
        place=row.place_id,
    )


def opening() -> Opening:
    return Opening(
        public_id="opening",
        organisation=_organisation(OrganisationKind.EMPLOYER, "Atlas Services Numériques"),
        title="Développeur web junior (H/F)",
        content_language="fr",
        contract=Contract.CDI,
        place_id="fes",
        remote=True,
        pay_min=650_000,
        pay_max=850_000,
        deadline=today() + timedelta(days=20),
        is_demo=True,
    )


def pledge() -> Pledge:
    return Pledge(
        public_id="pledge",
        organisation=_organisation(OrganisationKind.EMPLOYER, "Saïss Digital"),
        occupation_id="web-developer",
        positions=12,
        place_id="fes",
        contract=Contract.CDI,
        pay_min=700_000,
        pay_max=700_000,
        starts_on=today() + timedelta(days=150),
        is_demo=True,
    )


def pays() -> list[tuple[int, int]]:
    """Least and most of fourteen openings, in centimes."""
    return [(400_000 + 55_000 * number, 520_000 + 70_000 * number) for number in range(14)]


def stages() -> dict[str, int]:
    """Applications by stage."""
    return {"received": 14, "viewed": 9, "shortlisted": 5, "interview": 3, "hired": 1, "refused": 6}


def seats(sessions: list[Session]) -> list[tuple[Session, Sold]]:
    """A session that is full and waited for, one with a kept seat, one nearly empty."""
    sold = [Sold(20, 20, 0, 6), Sold(20, 12, 2), Sold(24, 3)]
    return list(zip(sessions, sold, strict=True))


def people() -> dict[str, int]:
    """People by province: some provinces with too few to be told."""
    provinces = small_numbers.provinces_of_regions().values()
    places = [place for inside in provinces for place in inside]
    return {place: (number * 37) % 89 for number, place in enumerate(places)}
