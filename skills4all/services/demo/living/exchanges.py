"""What people say to each other: messages, a request for contact, a report, alerts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session as Database

from skills4all.models import Account, Application, ContactRequest, Enrolment, Opening
from skills4all.services.alerts.subscribe import subscribe
from skills4all.services.demo.living.people import learner_of
from skills4all.services.learners import consents, save_pathway
from skills4all.services.learners.answers_of import answers_of
from skills4all.services.messages import matter, thread
from skills4all.services.reports.file_report import file_report

Said = tuple[bool, int, str]
ROLE = "data-analyst"
ON_APPLICATION: Sequence[Said] = (
    # Whether the learner writes, hours ago, the words.
    (False, 30, "Bonjour, mardi à 10 h vous convient-il ? L’entretien dure une heure."),
    (True, 26, "Bonjour, oui, mardi à 10 h me convient. Dois-je apporter quelque chose ?"),
    (False, 5, "Non, venez comme vous êtes. À mardi."),
)
ON_ENROLMENT: Sequence[Said] = (
    (True, 28, "السلام عليكم، هل هناك أمل في أن يشغر مقعد قبل انطلاق الدورة؟"),
    (False, 20, "Bonjour, il se libère souvent une ou deux places la dernière semaine."),
)


def load(
    database: Database,
    parties: tuple[Account, Account, Account],
    application: Application,
    enrolment: Enrolment,
    now: datetime,
) -> None:
    """`parties`: the demonstration learner, employer and centre."""
    learner, employer, centre = parties
    _talk(database, (learner, employer), "application", application.public_id, ON_APPLICATION, now)
    _talk(database, (learner, centre), "enrolment", enrolment.public_id, ON_ENROLMENT, now)
    _ask_for_contact(database, learner, employer, application.opening, now)
    _report(database, application.opening)
    _keep_and_follow(database, learner)


def _talk(
    database: Database,
    sides: tuple[Account, Account],
    kind: str,
    public_id: str,
    said: Sequence[Said],
    now: datetime,
) -> None:
    for from_learner, hours, words in said:
        author = sides[0] if from_learner else sides[1]
        found = matter.find(database, author, kind, public_id)
        at = now - timedelta(hours=hours)
        thread.send(database, author, found, words, now.date(), at)
        database.flush()


def _ask_for_contact(
    database: Database, learner: Account, employer: Account, opening: Opening, now: datetime
) -> None:
    """Stored as `contacts.ask` would: that one counts attempts on a connection of its own."""
    found = learner_of(database, learner)
    consents.set_visible(database, found, True, language="fr")
    database.add(
        ContactRequest(
            organisation_id=opening.organisation_id,
            learner_id=found.id,
            asked_by_id=employer.id,
            message="Nous cherchons une personne formée en sciences pour notre équipe de données.",
            asked_at=now - timedelta(days=2),
        )
    )
    database.flush()


def _report(database: Database, opening: Opening) -> None:
    words = "Le salaire annoncé n’est pas celui qu’on m’a donné au téléphone."
    file_report(database, None, "opening", opening.public_id, "wrong", words, "fr")


def _keep_and_follow(database: Database, account: Account) -> None:
    learner = learner_of(database, account)
    kept = save_pathway.save(database, learner, ROLE, answers_of(database, learner))
    subscribe(database, learner, kept.public_id, "weekly", language="fr")
