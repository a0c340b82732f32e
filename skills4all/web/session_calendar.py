"""A session as a calendar file: its lessons, where they are; cancelled when it is called off.

Stays downloadable when the page of the session is gone: who has it in a calendar learns why.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import Blueprint, Response
from flask_babel import gettext as _

from skills4all.errors import NotFound
from skills4all.extensions import db
from skills4all.models import Session, SessionSlot, SessionStatus
from skills4all.queries import catalogue
from skills4all.web import conditional, gone, icalendar
from skills4all.web.addresses import absolute, page_of, public_id, slug
from skills4all.web.icalendar import Event, Weekly, WholeDays
from skills4all.web.locale import comma, money
from skills4all.web.wording import MODES, label

blueprint = Blueprint("session_calendar", __name__)

SECONDS = 15 * 60


@blueprint.get("/sessions/<address>/calendar.ics")
def show(address: str) -> Response:
    """The calendar of one session."""
    session = catalogue.session(db.session(), public_id(address))
    if session is None or not gone.was_public(session):
        raise NotFound(kind="session")
    zone, title = ZoneInfo(session.timezone), session.programme.title
    body = icalendar.document(title, zone, list(_events(session, zone)))
    changed = max(session.updated_at, session.programme.updated_at)
    response = conditional.answer(body, "text/calendar", SECONDS, changed)
    response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(title)}.ics"'
    return response


def _events(session: Session, zone: ZoneInfo) -> Iterator[Event]:
    """One event a weekly lesson, numbered: a lesson that is moved stays the same event."""
    for number, when in enumerate(_times(session, zone)):
        yield Event(
            uid=f"session-{session.public_id}-{number}@{urlsplit(absolute('')).hostname}",
            sequence=session.revision,
            changed=session.updated_at,
            when=when,
            summary=_summary(session),
            description=_description(session),
            location=_location(session),
            url=absolute(page_of(session)),
            cancelled=session.status is SessionStatus.CANCELLED,
        )


def _times(session: Session, zone: ZoneInfo) -> Sequence[Weekly | WholeDays]:
    lessons = [lesson for slot in session.slots if (lesson := _lesson(session, slot, zone))]
    return lessons or [WholeDays(session.starts_on, session.ends_on)]


def _lesson(session: Session, slot: SessionSlot, zone: ZoneInfo) -> Weekly | None:
    """None when the session ends before that day of the week comes."""
    first = session.starts_on + timedelta(days=(slot.weekday - session.starts_on.weekday()) % 7)
    if first > session.ends_on:
        return None
    return Weekly(
        datetime.combine(first, slot.starts, zone),
        datetime.combine(first, slot.ends, zone),
        session.ends_on,
    )


def _summary(session: Session) -> str:
    title = session.programme.title
    if session.is_demo:
        title = f"{title} ({_('Démonstration')})"
    called_off = session.status is SessionStatus.CANCELLED
    return str(_("Annulée : %(title)s", title=title)) if called_off else title


def _description(session: Session) -> str:
    programme = session.programme
    price = programme.price if session.price is None else session.price
    lines = (
        programme.organisation.name,
        str(MODES[session.mode or programme.mode]),
        money(price) if price else str(_("gratuit")),
        absolute(page_of(session)),
    )
    return "\n".join(lines)


def _location(session: Session) -> str:
    """A session without a place is held online."""
    if session.place_id is None:
        return str(MODES["online"])
    parts = (session.address, label("place", session.place_id))
    return comma().join(part for part in parts if part)


def _file_name(title: str) -> str:
    """Latin letters and digits only: names of files are no place for surprises."""
    plain = slug(title).encode("ascii", "ignore").decode().strip("-")
    return plain or "session"
