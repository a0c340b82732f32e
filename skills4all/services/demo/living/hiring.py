"""Applications at every stage to the openings of the demonstration employer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.models import (
    Account,
    Application,
    ApplicationEvent,
    ApplicationStatus,
    Membership,
    Opening,
)
from skills4all.queries.visible import open_opening
from skills4all.services.applications import frozen
from skills4all.services.applications.apply import Bid, apply
from skills4all.services.applications.move import Step, move
from skills4all.services.applications.view import view
from skills4all.services.demo.living.people import learner_of

S = ApplicationStatus
Story = tuple[int, int, int, tuple[ApplicationStatus, ...], str]
STORIES: Sequence[Story] = (
    # Who (0 is the demonstration learner), to which opening, days ago, each step, what is said.
    (0, 0, 9, (S.VIEWED, S.SHORTLISTED, S.INTERVIEW), "Pouvez-vous venir mardi à 10 h ?"),
    (1, 0, 8, (S.VIEWED, S.SHORTLISTED), ""),
    (2, 0, 6, (S.VIEWED,), ""),
    (3, 0, 3, (), ""),
    (4, 0, 12, (S.VIEWED, S.REFUSED), "Le poste demande JavaScript tous les jours."),
    (5, 1, 20, (S.VIEWED, S.INTERVIEW, S.OFFER, S.HIRED), "Bienvenue dans l’équipe."),
    (6, 1, 7, (S.VIEWED, S.INTERVIEW, S.OFFER), "Nous vous proposons un CDI dès le mois prochain."),
    (0, 2, 1, (), ""),
    (7, 2, 2, (), ""),
)
MESSAGES = (
    "Bonjour, votre offre m’intéresse : j’apprends vite et je suis disponible tout de suite.",
    "مرحبًا، أنا مهتمة بهذا العرض، ويسعدني أن أجيب عن أسئلتكم.",
    "",
)
SAYS_WHY = (S.INTERVIEW, S.OFFER, S.HIRED, S.REFUSED)


def load(
    database: Database, employer: Account, people: Sequence[Account], now: datetime
) -> list[Application]:
    """The applications of `STORIES`, in their order; `people` begins with the learner to try."""
    openings = _openings(database, employer, now)
    return [
        _told(database, employer, people[who], openings[which], (days, steps, said), now)
        for who, which, days, steps, said in STORIES
        if which < len(openings)
    ]


def _openings(database: Database, employer: Account, now: datetime) -> Sequence[Opening]:
    statement = (
        select(Opening)
        .join(Opening.organisation)
        .join(Membership, Membership.organisation_id == Opening.organisation_id)
        .where(Membership.account_id == employer.id, open_opening(now.date()))
        .order_by(Opening.public_id)
    )
    return database.scalars(statement).all()


def _told(
    database: Database,
    employer: Account,
    person: Account,
    opening: Opening,
    story: tuple[int, tuple[ApplicationStatus, ...], str],
    now: datetime,
) -> Application:
    days, steps, said = story
    application = _sent(database, person, opening, now)
    for step in steps:
        if step is S.VIEWED:
            view(database, employer, application.public_id)
        else:
            reason = said if step in SAYS_WHY and step is steps[-1] else ""
            moved = Step(application.status, step, reason=reason)
            move(database, employer, application.public_id, moved)
    _date_back(database, application, now - timedelta(days=days))
    return application


def _sent(database: Database, person: Account, opening: Opening, now: datetime) -> Application:
    learner = learner_of(database, person)
    shown = frozen.digest(frozen.freeze(database, learner, opening))
    words = MESSAGES[person.id % len(MESSAGES)]
    bid = Bid(person.display_name or "", words, "fr", shown)
    return apply(database, person, opening.public_id, bid, now.date())


def _date_back(database: Database, application: Application, sent: datetime) -> None:
    """Sent then, one step a day after it."""
    database.flush()
    events = database.scalars(
        select(ApplicationEvent)
        .where(ApplicationEvent.application_id == application.id)
        .order_by(ApplicationEvent.id)
    ).all()
    application.applied_at = sent
    for days, event in enumerate(events):
        event.at = sent + timedelta(days=days)
    if application.answered_at is not None:
        application.answered_at = sent + timedelta(days=min(2, len(events) - 1))
    if application.decided_at is not None:
        application.decided_at = events[-1].at
    database.flush()
