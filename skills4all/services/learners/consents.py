"""Being visible, and every act of consent: given, withdrawn, told."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session as Database

from skills4all.models import Consent, ConsentPurpose, ConsentWay, Learner, utc_now
from skills4all.services.alerts.subscribe import stop_all
from skills4all.services.contacts import withdraw as contacts
from skills4all.services.learners.starting import agreed


def set_visible(database: Database, learner: Learner, visible: bool, *, language: str) -> None:
    """Show a pseudonymous card to employers, or stop at once. Each change is recorded."""
    if visible and not learner.visibility:
        way = ConsentWay.ADVISER if learner.adviser_id else ConsentWay.FORM
        agreed(database, learner, ConsentPurpose.VISIBILITY, language=language, way=way)
    if not visible:
        withdraw(database, learner, ConsentPurpose.VISIBILITY)
    learner.visibility = 1 if visible else 0
    database.flush()


def withdraw(database: Database, learner: Learner, purpose: ConsentPurpose) -> int:
    """Date the withdrawal of every consent in force for `purpose`. Returns how many."""
    standing = [
        consent
        for consent in history(database, learner)
        if consent.purpose is purpose and consent.withdrawn_at is None
    ]
    for consent in standing:
        consent.withdrawn_at = max(utc_now(), consent.given_at)
    if purpose is ConsentPurpose.VISIBILITY:
        learner.visibility = 0
    if purpose is ConsentPurpose.ALERTS:
        stop_all(database, learner.id)
    # Written before what still waits is closed: a request asked meanwhile finds nobody.
    database.flush()
    if purpose is ConsentPurpose.VISIBILITY:
        contacts.close_all(database, learner)
    return len(standing)


def history(database: Database, learner: Learner) -> Sequence[Consent]:
    """All consents of the learner and of their account, newest first."""
    mine = [Consent.learner_id == learner.id]
    if learner.account_id is not None:
        mine.append(Consent.account_id == learner.account_id)
    statement = select(Consent).where(or_(*mine)).order_by(Consent.given_at.desc(), Consent.id)
    return database.scalars(statement).all()
