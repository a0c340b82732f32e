"""The round of alerts: one letter a learner at most, with what is new since their last one.

Who was told, up to which instant, is written with the promise of the letter: however often the
round runs, nothing is told twice and nothing that came in between is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import joinedload

from skills4all.matching.documents import LearnerProfile
from skills4all.models import (
    Account,
    AlertFrequency,
    AlertSubscription,
    Consent,
    ConsentPurpose,
    Learner,
    SavedPathway,
    utc_now,
)
from skills4all.queries import learners as learner_rows
from skills4all.services import letters
from skills4all.services.alerts import news

log = structlog.get_logger("skills4all.alerts")

LATELY = {
    AlertFrequency.DAILY: timedelta(hours=20),
    AlertFrequency.WEEKLY: timedelta(days=6, hours=20),
}
"""A little less than the period, so that a round that comes early is not skipped."""
OLDEST = timedelta(days=35)
"""No letter looks further back than this."""
AT_ONCE = 300
TEMPLATE = "alert"


def send_alerts(database: Database, today: date, now: datetime | None = None) -> int:
    """Promise the letters that are due; returns how many. Commits after each batch."""
    now = now or utc_now()
    sent = 0
    known: news.News | None = None
    for batch in _batches(database, now):
        if known is None:
            known = news.News.read(database, today, now - OLDEST)
        sent += _tell(database, batch, known, today, now)
        database.commit()
        log.info("alerts", promised=sent)
    return sent


def _due(now: datetime) -> ColumnElement[bool]:
    lately = [
        and_(
            AlertSubscription.frequency == frequency,
            or_(
                AlertSubscription.last_sent_at.is_(None),
                AlertSubscription.last_sent_at <= now - period,
            ),
        )
        for frequency, period in LATELY.items()
    ]
    return and_(
        AlertSubscription.unsubscribed_at.is_(None),
        AlertSubscription.pathway_id.is_not(None),
        Account.active,
        Account.email.is_not(None),
        Consent.withdrawn_at.is_(None),
        Consent.purpose == ConsentPurpose.ALERTS,
        or_(*lately),
    )


def _batches(
    database: Database, now: datetime
) -> Iterator[dict[int, list[tuple[AlertSubscription, str]]]]:
    """Due subscriptions with their occupations, whole learners, some hundreds at a time."""
    last = 0
    while ids := database.scalars(
        _joined(select(Learner.id).distinct())
        .where(_due(now), Learner.id > last)
        .order_by(Learner.id)
        .limit(AT_ONCE)
    ).all():
        last = ids[-1]
        rows = database.execute(
            _joined(select(AlertSubscription, SavedPathway.occupation_id))
            .join(SavedPathway, SavedPathway.id == AlertSubscription.pathway_id)
            .where(_due(now), Learner.id.in_(ids))
            .order_by(AlertSubscription.id)
        ).all()
        found: dict[int, list[tuple[AlertSubscription, str]]] = defaultdict(list)
        for subscription, occupation in rows:
            found[subscription.learner_id].append((subscription, occupation))
        yield found


def _joined(statement: Any) -> Any:
    return (
        statement.select_from(AlertSubscription)
        .join(Learner, Learner.id == AlertSubscription.learner_id)
        .join(Account, Account.id == Learner.account_id)
        .join(Consent, Consent.id == AlertSubscription.consent_id)
    )


def _tell(
    database: Database,
    batch: dict[int, list[tuple[AlertSubscription, str]]],
    known: news.News,
    today: date,
    now: datetime,
) -> int:
    learners = database.scalars(
        select(Learner).where(Learner.id.in_(batch)).options(joinedload(Learner.account))
    ).all()
    profiles = learner_rows.profiles(database, learners)
    promised = 0
    for learner in learners:
        subscriptions = batch[learner.id]
        items = _items(subscriptions, known, profiles[learner.id])
        account = learner.account
        if not items or account is None:
            continue
        facts = {
            "items": items,
            "occupations": sorted({occupation for _, occupation in subscriptions}),
            "unsubscribe": subscriptions[0][0].public_id,
        }
        key = f"alert:{learner.id}:{today}"
        told = letters.promise(
            database, account, TEMPLATE, facts, dedupe_key=key, learner_id=learner.id
        )
        if told is not None:
            promised += 1
            for subscription, _ in subscriptions:
                subscription.last_sent_at = now
    return promised


def _items(
    subscriptions: Sequence[tuple[AlertSubscription, str]],
    known: news.News,
    profile: LearnerProfile,
) -> list[dict[str, Any]]:
    """Of all the pathways together, each thing once, at most eight."""
    found: dict[str, dict[str, Any]] = {}
    for subscription, occupation in subscriptions:
        since = subscription.last_sent_at or subscription.created_at
        for item in news.for_pathway(known, profile, occupation, since, subscription.language):
            found.setdefault(item["id"], item)
    return list(found.values())[: news.MOST]
