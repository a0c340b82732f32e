"""Words of enrolments for both sides: the state of a row, and dates that letters carry as text."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import Flask
from flask_babel import format_date, format_datetime
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

STATUSES = {
    "requested": (_l("Demandée"), "warn"),
    "confirmed": (_l("Place réservée"), "good"),
    "waiting": (_l("Liste d’attente"), "warn"),
    "refused": (_l("Refusée"), "bad"),
    "cancelled": (_l("Inscription annulée"), ""),
    "attended": (_l("Présence notée"), "good"),
    "certified": (_l("Certifiée"), "good"),
}
SEAT_KEPT = (_l("Place à accepter"), "warn")


def state(enrolment: Any) -> tuple[Any, str]:
    """The text and the kind of its tag."""
    if enrolment.status.value == "waiting" and enrolment.offer_expires_at is not None:
        return SEAT_KEPT
    return STATUSES[enrolment.status.value]


def told_day(written: str) -> str:
    """A date that was written down as `2027-03-15`, as the reader writes it."""
    return str(format_date(date.fromisoformat(written), "d MMMM y"))


def moment(at: datetime | str) -> str:
    """An instant with its local hour; also one that was written down."""
    instant = datetime.fromisoformat(at) if isinstance(at, str) else at
    day = format_datetime(instant, "EEEE d MMMM y")
    return str(_("%(day)s à %(hour)s", day=day, hour=format_datetime(instant, "HH:mm")))


def init_app(app: Flask) -> None:
    """Give templates and letters the words."""
    app.jinja_env.globals.update(enrolment_state=state)
    app.jinja_env.filters.update(told_day=told_day, moment=moment)
