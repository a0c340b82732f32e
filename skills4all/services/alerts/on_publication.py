"""A published opening is told the same day to daily subscribers who aim at its occupation.

Publications of some minutes are looked at together. Openings of no occupation and sessions wait
for the night: nobody can say which learners they concern without asking all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.models import AlertReason, Opening, utc_now
from skills4all.queries.visible import open_opening
from skills4all.services import outbox
from skills4all.services.alerts.send_alerts import send_alerts
from skills4all.services.alerts.spreading import Spread

KIND = "alerts.publication"
TOGETHER = timedelta(minutes=10)


def promise(database: Database, opening: Opening, now: datetime | None = None) -> None:
    """In the transaction that publishes it; does not commit. One promise for ten minutes."""
    if opening.occupation_id is None:
        return
    now = now or utc_now()
    begins = now - timedelta(seconds=now.timestamp() % TOGETHER.total_seconds())
    outbox.queue(
        database,
        KIND,
        {"since": begins.isoformat()},
        dedupe_key=f"{KIND}:{begins:%Y-%m-%dT%H:%M}",
        not_before=begins + TOGETHER,
    )


def keep(
    database: Database,
    payload: Mapping[str, Any],
    today: date,
    spread: Spread | None = None,
    now: datetime | None = None,
) -> int:
    """Look at what was published since; returns how many letters. Commits.

    Raises `Conflict` while another run goes: it is tried again later.
    """
    since = datetime.fromisoformat(payload["since"])
    occupations = database.scalars(
        select(Opening.occupation_id)
        .join(Opening.organisation)
        .where(open_opening(today), Opening.published_at >= since)
        .where(Opening.occupation_id.is_not(None))
        .distinct()
    ).all()
    if not occupations:
        return 0
    return send_alerts(
        database,
        today,
        now,
        reason=AlertReason.PUBLICATION,
        occupations=[each for each in occupations if each is not None],
        spread=spread,
    )
