"""The life of a contact request: how long it waits, and one step at a time.

Every step is one UPDATE that names the state it starts from: of two people who press at once, the
first one counts and the second is told.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import ContactRequest, ContactStatus

WAITS = timedelta(days=14)
ASK_AGAIN = timedelta(days=183)
"""The same employer may ask the same learner for the same opening after this only."""
MAY_BE_ASKED_AGAIN = (
    ContactStatus.DECLINED,
    ContactStatus.WITHDRAWN,
    ContactStatus.EXPIRED,
)


def until(request: ContactRequest) -> datetime:
    """When a request that nobody answered ends by itself."""
    return request.asked_at + WAITS


def is_waiting(request: ContactRequest, now: datetime) -> bool:
    return request.status is ContactStatus.ASKED and until(request) > now


def step(
    database: Database,
    request: ContactRequest,
    starts: ContactStatus,
    ends: ContactStatus,
    *also: ColumnElement[bool],
    **values: Any,
) -> None:
    """Move from one state to the next. Raises `Conflict` when it is elsewhere. No commit."""
    statement = (
        update(ContactRequest)
        .where(ContactRequest.id == request.id, ContactRequest.status == starts, *also)
        .values(status=ends, **values)
        .returning(ContactRequest.id)
        .execution_options(synchronize_session=False)
    )
    if database.scalar(statement) is None:
        raise Conflict("contact_over")
    database.refresh(request)
