"""Letters to a learner about an enrolment, promised in the transaction of what they tell."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session as Database

from skills4all.models import Enrolment, utc_now
from skills4all.services import letters


def tell(
    database: Database,
    enrolment: Enrolment,
    template: str,
    now: datetime | None = None,
    **more: Any,
) -> None:
    """Promise `templates/email/<template>.txt`; nothing when the learner has no account.

    Each act happens once, under the lock of its session: its moment tells it from the others.
    """
    learner = enrolment.learner
    if learner is None or learner.account is None:
        return
    key = f"{template}:{enrolment.public_id}:{(now or utc_now()).isoformat()}"
    letters.promise(
        database,
        learner.account,
        template,
        {**_facts(enrolment), **more},
        dedupe_key=key,
        learner_id=learner.id,
    )


def offered(database: Database, enrolment: Enrolment, now: datetime) -> None:
    """A seat is kept, until when."""
    until = enrolment.offer_expires_at
    assert until is not None
    tell(database, enrolment, "enrolment_offered", now, until=until.isoformat())


def _facts(enrolment: Enrolment) -> dict[str, Any]:
    session = enrolment.session
    return {
        "id": enrolment.public_id,
        "title": session.programme.title,
        "centre": session.programme.organisation.name,
        "starts_on": session.starts_on.isoformat(),
        "ends_on": session.ends_on.isoformat(),
        "place": session.place_id,
        "address": session.address,
    }
