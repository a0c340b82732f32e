"""A small market for tests: organisations with members, drafts that are good, a moderator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.models import (
    Account,
    Application,
    ApplicationStatus,
    AuditEvent,
    Contract,
    DegreeLevel,
    EvidenceSource,
    FieldOfStudy,
    Learner,
    LearnerSkill,
    Occupation,
    Opening,
    Organisation,
    OrganisationKind,
    Outbox,
    Place,
    Pledge,
    Programme,
    Relation,
    Session,
    Skill,
)
from skills4all.services import accounts, knowledge
from skills4all.services.answers import Answers
from skills4all.services.applications import frozen
from skills4all.services.applications.apply import Bid, apply
from skills4all.services.learners import consents, starting
from skills4all.services.learners.skills import declare
from skills4all.services.moderation.approve import approve
from skills4all.services.openings.asked_skills import Asked
from skills4all.services.openings.create_opening import create_opening
from skills4all.services.openings.create_pledge import create_pledge
from skills4all.services.openings.draft import OpeningDraft
from skills4all.services.openings.pledge_draft import PledgeDraft
from skills4all.services.openings.submit_opening import submit_opening
from skills4all.services.organisations.draft import OrganisationDraft
from skills4all.services.organisations.register import register
from skills4all.services.programmes.add_session import add_session
from skills4all.services.programmes.create_programme import create_programme
from skills4all.services.programmes.draft import ProgrammeDraft
from skills4all.services.programmes.session_draft import SessionDraft, Slot

TODAY = date(2026, 11, 23)
SKILLS = ("python", "sql", "relational-databases", "linux", "french-language")
OCCUPATION = "web-developer"
LONG_TEXT = (
    "Vous apprenez à écrire des programmes en Python, à interroger une base de données "
    "relationnelle en SQL et à travailler sous Linux, en projet, avec un formateur."
)


def add_vocabulary(database: Database) -> None:
    """The rows of the real vocabulary that the drafts below refer to."""
    known = knowledge.vocabulary()
    role = known.occupations[OCCUPATION]
    level = known.levels[role.entry_level]
    database.add(DegreeLevel(id=level.id, rank=level.rank, isced_level=level.isced_level))
    for name in ("morocco", "fes-meknes", "fes"):
        place = known.places[name]
        row = Place(id=name, kind=place.kind, parent_id=place.parent)
        row.latitude, row.longitude = place.latitude, place.longitude
        database.add(row)
        database.flush()
    database.add_all(Skill(id=name, kind=known.skills[name].kind) for name in SKILLS)
    database.add(Occupation(id=role.id, isco=role.isco, zone=role.zone, entry_level_id=level.id))
    database.flush()


def organisation_draft(**values: Any) -> OrganisationDraft:
    return OrganisationDraft(**{"name": "Centre Atlas", "place": "fes", **values})


def programme_draft(**values: Any) -> ProgrammeDraft:
    good: dict[str, Any] = {
        "title": "Python et bases de données",
        "hours": 120,
        "description": LONG_TEXT,
        "price": 450_000,
        "taught": {"python": 2, "sql": 2},
        "required": {"french-language": 4},
    }
    return ProgrammeDraft(**{**good, **values})


def session_draft(**values: Any) -> SessionDraft:
    good: dict[str, Any] = {
        "starts_on": TODAY + timedelta(days=30),
        "ends_on": TODAY + timedelta(days=90),
        "enrol_by": TODAY + timedelta(days=25),
        "seats": 15,
        "slots": (Slot(0, time(18), time(20, 30)), Slot(5, time(9), time(12))),
        "place": "fes",
    }
    return SessionDraft(**{**good, **values})


def opening_draft(**values: Any) -> OpeningDraft:
    good: dict[str, Any] = {
        "title": "Développeur web débutant",
        "description": LONG_TEXT,
        "occupation": OCCUPATION,
        "contract": Contract.CDI,
        "place": "fes",
        "pay_min": 600_000,
        "pay_max": 800_000,
        "skills": {"python": Asked(2), "sql": Asked(1, Relation.OPTIONAL)},
    }
    return OpeningDraft(**{**good, **values})


def pledge_draft(**values: Any) -> PledgeDraft:
    good: dict[str, Any] = {
        "occupation": OCCUPATION,
        "positions": 10,
        "starts_on": TODAY + timedelta(days=200),
        "place": "fes",
        "skills": {"python": Asked(2)},
    }
    return PledgeDraft(**{**good, **values})


@dataclass
class Market:
    """Makes rows through the services, as people would."""

    database: Database

    def account(self, email: str, *roles: str, language: str = "fr") -> Account:
        return accounts.create(self.database, email, None, roles=roles, language=language)

    def organisation(
        self, owner: Account, kind: OrganisationKind = OrganisationKind.CENTRE, **values: Any
    ) -> Organisation:
        return register(self.database, owner, kind, organisation_draft(**values))

    def programme(self, owner: Account, organisation: Organisation, **values: Any) -> Programme:
        return create_programme(
            self.database, owner, organisation.public_id, programme_draft(**values)
        )

    def session(self, owner: Account, programme: Programme, **values: Any) -> Session:
        return add_session(
            self.database, owner, programme.public_id, session_draft(**values), TODAY
        )

    def opening(self, owner: Account, organisation: Organisation, **values: Any) -> Opening:
        return create_opening(
            self.database, owner, organisation.public_id, opening_draft(**values), TODAY
        )

    def pledge(self, owner: Account, organisation: Organisation, **values: Any) -> Pledge:
        return create_pledge(
            self.database, owner, organisation.public_id, pledge_draft(**values), TODAY
        )

    def approve(self, moderator: Account, kind: str, noun: Any) -> None:
        seen = ("register",) if kind == "organisation" else ()
        approve(self.database, moderator, kind, noun.public_id, noun.revision, TODAY, seen)

    def only(self, noun: type[Any]) -> Any:
        """The one row there is, as the database has it now."""
        self.database.rollback()
        self.database.expire_all()
        return self.database.scalars(select(noun)).one()

    def promised(self, kind: str) -> list[Outbox]:
        rows = self.database.scalars(select(Outbox).where(Outbox.kind == kind))
        return list(rows)

    def acts(self, public_id: str) -> list[str]:
        """Audited actions on a row, oldest first."""
        rows = self.database.scalars(
            select(AuditEvent.action)
            .where(AuditEvent.object_id == public_id)
            .order_by(AuditEvent.id)
        )
        return list(rows)

    def verified(self, owner: Account, kind: OrganisationKind, **values: Any) -> Organisation:
        """An organisation that a moderator accepted."""
        found = self.organisation(owner, kind, **values)
        self.approve(self._moderator(), "organisation", found)
        return found

    def published_opening(
        self, owner: Account, organisation: Organisation, **values: Any
    ) -> Opening:
        opening = self.opening(owner, organisation, **values)
        submit_opening(self.database, owner, opening.public_id, opening.revision, TODAY)
        self.approve(self._moderator(), "opening", opening)
        return opening

    def learner(self, email: str, *, visible: bool = False, skills: Any = ()) -> Learner:
        """A learner with an account, who declared `skills`."""
        account = self.account(email, "learner")
        account.display_name = f"Nom de {email}"
        learner = starting.for_account(self.database, account, Answers(), language="fr")
        for skill in skills:
            declare(self.database, learner, skill, 3)
        if visible:
            consents.set_visible(self.database, learner, True, language="fr")
        return learner

    def _moderator(self) -> Account:
        known = accounts.find(self.database, "moderation@example.org")
        return known or self.account("moderation@example.org", "moderator")


def add_applications(
    database: Database,
    opening: Opening,
    ages: dict[int, int | None],
    now: datetime,
    status: ApplicationStatus = ApplicationStatus.RECEIVED,
) -> list[Application]:
    """One application for each age in days, with the age in days at which it was answered."""
    made = []
    for age, answered in ages.items():
        learner = Learner(resume_code_hash=uuid4().hex, expires_at=now + timedelta(days=30))
        application = Application(
            learner=learner,
            opening=opening,
            status=status,
            applied_at=now - timedelta(days=age),
            answered_at=None if answered is None else now - timedelta(days=answered),
        )
        database.add_all([learner, application])
        made.append(application)
    database.flush()
    return made


FIELD, LEVEL = "smp", "licence"


def add_studies(database: Database) -> None:
    """The rows that the studies of a learner refer to; after `add_vocabulary`."""
    known = knowledge.vocabulary()
    field, level = known.fields[FIELD], known.levels[LEVEL]
    database.add(FieldOfStudy(id=field.id, isced=field.isced))
    if database.get(DegreeLevel, level.id) is None:
        database.add(DegreeLevel(id=level.id, rank=level.rank, isced_level=level.isced_level))
    database.flush()


def add_learner(
    database: Database, account: Account, skills: dict[str, int] | None = None, **values: Any
) -> Learner:
    """A profile of the account with declared skills (`{"python": 3}` unless given)."""
    told = {"python": 3} if skills is None else skills
    learner = Learner(account=account, place_id="fes", **values)
    learner.skills = [
        LearnerSkill(skill_id=skill, source=EvidenceSource.DECLARED, level=level, reason="declared")
        for skill, level in told.items()
    ]
    database.add(learner)
    database.flush()
    return learner


def send_application(
    database: Database,
    account: Account,
    opening: Opening,
    *,
    name: str = "Amina El Idrissi",
    message: str = "",
    today: date = TODAY,
) -> Application:
    """Apply as the page does, with the profile it would show."""
    learner = database.scalars(select(Learner).where(Learner.account_id == account.id)).one()
    shown = frozen.digest(frozen.freeze(database, learner, opening))
    bid = Bid(name=name, message=message, language="fr", shown=shown)
    return apply(database, account, opening.public_id, bid, today)
