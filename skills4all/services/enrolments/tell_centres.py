"""What a centre is told by letter: each morning who came and went, and what an ended session waits
for. One letter an organisation, with counts: names are read in the workspace.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session as Database

from skills4all.models import (
    TIMEZONE,
    Enrolment,
    EnrolmentStatus,
    Organisation,
    Programme,
    Session,
)
from skills4all.queries import enrolments, workspaces
from skills4all.services import letters

_LEFT = Enrolment.status == EnrolmentStatus.CANCELLED
_WAITS = Enrolment.status == EnrolmentStatus.WAITING


def tell_news(database: Database, today: date) -> int:
    """New requests and cancellations of the day before `today`. Returns how many organisations.

    Bears being run twice: a day is told once. Does not commit.
    """
    midnight = datetime.combine(today, time(), ZoneInfo(TIMEZONE))
    news = _news(database, midnight - timedelta(days=1), midnight)
    for organisation_id, sessions in news.items():
        facts = {"sessions": sessions}
        _tell(database, organisation_id, "enrolment_news", facts, f"{organisation_id}:{today}")
    return len(news)


def tell_finished(database: Database, session: Session) -> None:
    """The session has ended: who must still be marked or certified. Does not commit."""
    counts = enrolments.counts(database, session.id)
    left = {
        "confirmed": counts.get(EnrolmentStatus.CONFIRMED, 0),
        "attended": counts.get(EnrolmentStatus.ATTENDED, 0),
    }
    if any(left.values()):
        facts = {
            **left,
            "id": session.public_id,
            "title": session.programme.title,
            "ends_on": session.ends_on.isoformat(),
        }
        organisation = session.programme.organisation_id
        _tell(database, organisation, "session_finished", facts, session.public_id)


def _tell(
    database: Database, organisation_id: int, template: str, facts: dict[str, Any], key: str
) -> None:
    for account in workspaces.people_to_tell(database, organisation_id):
        letters.promise(
            database, account, template, facts, dedupe_key=f"{template}:{key}:{account.id}"
        )


def _news(database: Database, since: datetime, until: datetime) -> dict[int, list[dict[str, Any]]]:
    """Organisation -> its sessions with news, soonest first."""
    asked = and_(Enrolment.requested_at >= since, Enrolment.requested_at < until, ~_LEFT)
    gone = and_(
        Enrolment.decided_at >= since,
        Enrolment.decided_at < until,
        _LEFT,
        Session.status != "cancelled",
    )
    statement = (
        select(
            Programme.organisation_id,
            Session.public_id,
            Programme.title,
            Session.starts_on,
            func.count(Enrolment.id).filter(asked, ~_WAITS).label("new"),
            func.count(Enrolment.id).filter(asked, _WAITS).label("waiting"),
            func.count(Enrolment.id).filter(gone).label("gone"),
        )
        .join(Session, Session.id == Enrolment.session_id)
        .join(Programme, Programme.id == Session.programme_id)
        .join(Organisation, Organisation.id == Programme.organisation_id)
        .where(or_(asked, gone), Organisation.is_public)
        .group_by(Programme.organisation_id, Session.id, Programme.title)
        .order_by(Session.starts_on, Session.id)
    )
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in database.execute(statement):
        found[row.organisation_id].append(
            {
                "id": row.public_id,
                "title": row.title,
                "starts_on": row.starts_on.isoformat(),
                "new": row.new,
                "waiting": row.waiting,
                "gone": row.gone,
            }
        )
    return found
