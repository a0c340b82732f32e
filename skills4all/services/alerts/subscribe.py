"""Ask for alerts on a kept pathway, change how often, stop. Nothing is sent without consent."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session as Database

from skills4all.errors import NotFound
from skills4all.models import (
    AlertFrequency,
    AlertKind,
    AlertSubscription,
    Consent,
    ConsentPurpose,
    Learner,
    utc_now,
)
from skills4all.queries import learners as rows
from skills4all.services.learners.starting import agreed
from skills4all.services.problems import Problems


def subscribe(
    database: Database, learner: Learner, pathway_id: str, frequency: str, *, language: str
) -> AlertSubscription:
    """Be told, from now on, of what is new for this pathway. Asking again changes how often.

    Raises `NotFound` (no such pathway, or a profile without an account), `Invalid`. No commit.
    """
    pathway = rows.saved_pathway(database, learner, pathway_id)
    if pathway is None or learner.account_id is None:
        raise NotFound(kind="pathway")
    problems = Problems()
    problems.word("frequency", frequency, [each.value for each in AlertFrequency])
    problems.finish()
    found = _of_pathway(database, learner, pathway.id)
    subscription = found or AlertSubscription(
        learner_id=learner.id, kind=AlertKind.PATHWAY, pathway_id=pathway.id
    )
    if found is None or found.unsubscribed_at is not None:
        # What was published while nobody listened is not told later.
        subscription.last_sent_at, subscription.unsubscribed_at = utc_now(), None
    subscription.frequency, subscription.language = AlertFrequency(frequency), language
    subscription.consent_id = _consent(database, learner, language).id
    database.add(subscription)
    database.flush()
    return subscription


def stop(database: Database, learner: Learner, pathway_id: str) -> None:
    """No more of this pathway. Raises `NotFound`. Does not commit."""
    pathway = rows.saved_pathway(database, learner, pathway_id)
    found = _of_pathway(database, learner, pathway.id) if pathway else None
    if found is None:
        raise NotFound(kind="pathway")
    found.unsubscribed_at = found.unsubscribed_at or utc_now()


def find(database: Database, public_id: str) -> AlertSubscription:
    """The subscription of a letter; its id is the secret of the letter. Raises `NotFound`."""
    found = database.scalar(
        select(AlertSubscription).where(AlertSubscription.public_id == public_id)
    )
    if found is None:
        raise NotFound(kind="alert")
    return found


def stop_all(database: Database, learner_id: int) -> None:
    """No more alerts at all, and the consent is withdrawn. Twice does no harm. No commit."""
    now = utc_now()
    database.execute(
        update(AlertSubscription)
        .where(
            AlertSubscription.learner_id == learner_id, AlertSubscription.unsubscribed_at.is_(None)
        )
        .values(unsubscribed_at=now)
    )
    database.execute(
        update(Consent)
        .where(
            Consent.learner_id == learner_id,
            Consent.purpose == ConsentPurpose.ALERTS,
            Consent.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now)
    )


def of_learner(database: Database, learner: Learner) -> dict[int, AlertSubscription]:
    """Subscriptions in force, by pathway."""
    found = database.scalars(
        select(AlertSubscription).where(
            AlertSubscription.learner_id == learner.id,
            AlertSubscription.unsubscribed_at.is_(None),
            AlertSubscription.pathway_id.is_not(None),
        )
    )
    return {row.pathway_id: row for row in found if row.pathway_id is not None}


def _of_pathway(database: Database, learner: Learner, pathway_id: int) -> AlertSubscription | None:
    return database.scalar(
        select(AlertSubscription).where(
            AlertSubscription.learner_id == learner.id, AlertSubscription.pathway_id == pathway_id
        )
    )


def _consent(database: Database, learner: Learner, language: str) -> Consent:
    standing = database.scalar(
        select(Consent).where(
            Consent.learner_id == learner.id,
            Consent.purpose == ConsentPurpose.ALERTS,
            Consent.withdrawn_at.is_(None),
        )
    )
    return standing or agreed(database, learner, ConsentPurpose.ALERTS, language=language)
