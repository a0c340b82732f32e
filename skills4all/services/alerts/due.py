"""Whose turn it is to hear of news: consenting learners, not told lately."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session as Database

from skills4all.models import (
    Account,
    AlertFrequency,
    AlertSubscription,
    Consent,
    ConsentPurpose,
    Learner,
    SavedPathway,
)

LATELY = {
    AlertFrequency.DAILY: timedelta(hours=20),
    AlertFrequency.WEEKLY: timedelta(days=6, hours=20),
}
"""A little less than the period, so that a round that comes early is not skipped."""
AT_ONCE = 500

Subscribed = Mapping[int, Sequence[tuple[AlertSubscription, str]]]
"""Learner -> subscriptions with their occupations."""


@dataclass(frozen=True, slots=True)
class Due:
    """Who is due at `now`; `occupations` keeps daily alerts on these pathways only."""

    now: datetime
    occupations: Collection[str] | None = None

    def count(self, database: Database) -> int:
        """How many learners."""
        return database.scalar(self._joined(select(func.count(Learner.id.distinct())))) or 0

    def batches(self, database: Database) -> Iterator[Subscribed]:
        """Whole learners, some hundreds at a time."""
        last = 0
        while ids := database.scalars(
            self._joined(select(Learner.id).distinct())
            .where(Learner.id > last)
            .order_by(Learner.id)
            .limit(AT_ONCE)
        ).all():
            last = ids[-1]
            yield self._of(database, ids)

    def standing(self, database: Database, learners: Collection[int]) -> set[int]:
        """Ids of the subscriptions of these learners that are due still, consent and all."""
        statement = self._joined(select(AlertSubscription.id)).where(Learner.id.in_(learners))
        return set(database.scalars(statement))

    def _of(self, database: Database, ids: Sequence[int]) -> Subscribed:
        statement = select(AlertSubscription, SavedPathway.occupation_id)
        rows = database.execute(
            self._joined(statement).where(Learner.id.in_(ids)).order_by(AlertSubscription.id)
        ).all()
        found: dict[int, list[tuple[AlertSubscription, str]]] = defaultdict(list)
        for subscription, occupation in rows:
            found[subscription.learner_id].append((subscription, occupation))
        return found

    def _joined(self, statement: Any) -> Any:
        return (
            statement.select_from(AlertSubscription)
            .join(Learner, Learner.id == AlertSubscription.learner_id)
            .join(Account, Account.id == Learner.account_id)
            .join(Consent, Consent.id == AlertSubscription.consent_id)
            .join(SavedPathway, SavedPathway.id == AlertSubscription.pathway_id)
            .where(*self._conditions())
        )

    def _conditions(self) -> list[ColumnElement[bool]]:
        lately = [
            and_(
                AlertSubscription.frequency == frequency,
                or_(
                    AlertSubscription.last_sent_at.is_(None),
                    AlertSubscription.last_sent_at <= self.now - period,
                ),
            )
            for frequency, period in LATELY.items()
        ]
        found: list[ColumnElement[bool]] = [
            AlertSubscription.unsubscribed_at.is_(None),
            Account.active.is_(True),
            Account.email.is_not(None),
            Consent.withdrawn_at.is_(None),
            Consent.purpose == ConsentPurpose.ALERTS,
            or_(*lately),
        ]
        if self.occupations is not None:
            found.append(AlertSubscription.frequency == AlertFrequency.DAILY)
            found.append(SavedPathway.occupation_id.in_(self.occupations))
        return found
