"""What age does to data: the daily task. Each policy of `models.privacy.RETENTION`, in one place.

Run as often as one likes; a second run finds nothing. One person at a time is one transaction, so
that an interrupted run leaves nobody half erased.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, or_, select
from sqlalchemy.orm import Session as Database

from skills4all.models import (
    Account,
    AuditEvent,
    HeldForm,
    Invitation,
    Learner,
    Outbox,
    RankingLog,
    utc_now,
)
from skills4all.services import letters
from skills4all.services.privacy import erasure, old_statistics

MONTH = timedelta(days=30.5)
UNUSED_WARNED = 22 * MONTH
UNUSED_ERASED = 24 * MONTH
NOTICE = timedelta(days=30)
"""Nobody is erased sooner than this after the warning, however late the warning was."""
UNCONFIRMED = timedelta(days=30)
YEAR = timedelta(days=365)
MESSAGES = timedelta(days=30)
INVITATIONS = timedelta(days=30)
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Aged:
    """How many of each were warned, erased or deleted."""

    warned: int
    accounts: int
    profiles: int
    statistics: int
    messages: int
    logs: int
    invitations: int = 0
    forms: int = 0


def apply(database: Database, now: datetime | None = None) -> Aged:
    """Apply every policy; commits as it goes."""
    now = now or utc_now()
    return Aged(
        warned=_warn_unused(database, now),
        accounts=_erase_accounts(database, now),
        profiles=_erase_profiles(database, now),
        statistics=old_statistics.forget_people(database, now),
        messages=_delete_messages(database, now),
        logs=_delete_logs(database, now),
        invitations=_delete_invitations(database, now),
        forms=_delete_forms(database, now),
    )


def _last_visit() -> ColumnElement[datetime]:
    return func.coalesce(Account.last_seen_at, Account.created_at)


def _warn_unused(database: Database, now: datetime) -> int:
    statement = select(Account).where(
        _last_visit() < now - UNUSED_WARNED,
        Account.retention_warned_at.is_(None),
        Account.confirmed_at.is_not(None),
    )
    accounts = database.scalars(statement.limit(AT_ONCE)).all()
    for account in accounts:
        account.retention_warned_at = now
        letters.promise(
            database, account, "unused", {}, dedupe_key=f"unused:{account.public_id}:{now:%Y-%m-%d}"
        )
        database.commit()
    return len(accounts)


def _erase_accounts(database: Database, now: datetime) -> int:
    unused = and_(_last_visit() < now - UNUSED_ERASED, Account.retention_warned_at < now - NOTICE)
    never_confirmed = and_(Account.confirmed_at.is_(None), Account.created_at < now - UNCONFIRMED)
    ids = database.scalars(
        select(Account.id).where(or_(unused, never_confirmed)).limit(AT_ONCE)
    ).all()
    for account_id in ids:
        account = database.get(Account, account_id)
        if account is not None:
            erasure.erase_account(database, account, reason="account")
            database.commit()
    return len(ids)


def _erase_profiles(database: Database, now: datetime) -> int:
    statement = select(Learner.id).where(Learner.account_id.is_(None), Learner.expires_at < now)
    ids = database.scalars(statement.limit(AT_ONCE)).all()
    for learner_id in ids:
        learner = database.get(Learner, learner_id)
        if learner is not None:
            erasure.erase_learner(database, learner, reason="resume")
            database.commit()
    return len(ids)


def _delete_messages(database: Database, now: datetime) -> int:
    old = or_(Outbox.done_at < now - MESSAGES, Outbox.failed_at < now - MESSAGES)
    done = database.execute(delete(Outbox).where(old).returning(Outbox.id)).all()
    database.commit()
    return len(done)


def _delete_invitations(database: Database, now: datetime) -> int:
    over = func.coalesce(Invitation.accepted_at, Invitation.withdrawn_at, Invitation.expires_at)
    statement = delete(Invitation).where(over < now - INVITATIONS).returning(Invitation.id)
    done = database.execute(statement).all()
    database.commit()
    return len(done)


def _delete_forms(database: Database, now: datetime) -> int:
    done = database.execute(
        delete(HeldForm).where(HeldForm.expires_at < now).returning(HeldForm.id)
    ).all()
    database.commit()
    return len(done)


def _delete_logs(database: Database, now: datetime) -> int:
    count = 0
    for model in (RankingLog, AuditEvent):
        old = delete(model).where(model.at < now - YEAR).returning(model.id)
        count += len(database.execute(old).all())
    database.commit()
    return count
