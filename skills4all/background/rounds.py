"""What is done once an hour or once a day, by one worker however many there are.

Each part stands alone: one that fails is logged, the others still run, and it is tried again in
the next round. A round that was missed because no worker ran is made up as soon as one does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

import structlog
from flask import Flask

from skills4all.background import alert_runs, index_refresh
from skills4all.extensions import db
from skills4all.models import utc_now
from skills4all.services import gaps_near, limits, periodic
from skills4all.services.calendar import now_here, today
from skills4all.services.contacts.withdraw import expire as expire_contacts
from skills4all.services.enrolments.expire_offers import expire_offers
from skills4all.services.enrolments.finish_sessions import finish_sessions
from skills4all.services.enrolments.serve_lists import serve_lists
from skills4all.services.enrolments.tell_centres import tell_news
from skills4all.services.indexing import building
from skills4all.services.openings import answering, expire_openings
from skills4all.services.outcomes.ask import ask
from skills4all.services.privacy import retention

log = structlog.get_logger("skills4all.rounds")

Part = Callable[[Flask], object]
NIGHT_ENDS = 3
"""Daily parts wait for this hour, local time, when nobody is disturbed."""


def _retention(_app: Flask) -> object:
    return retention.apply(db.session())


def _counters(_app: Flask) -> object:
    return limits.forget_old(db.engine)


def _index(app: Flask) -> object:
    return building.reconcile(db.session(), index_refresh.folder(app), today())


def _gaps(_app: Flask) -> object:
    return gaps_near.count(db.session(), today())


def _sessions(_app: Flask) -> object:
    return finish_sessions(db.session(), today())


def _enrolment_news(_app: Flask) -> object:
    return tell_news(db.session(), today())


def _offers(_app: Flask) -> object:
    return expire_offers(db.session()) + serve_lists(db.session())


def _openings_over(_app: Flask) -> object:
    return expire_openings.expire_openings(db.session(), today())


def _openings_ending(_app: Flask) -> object:
    return expire_openings.remind_owners(db.session(), today())


def _silent_employers(_app: Flask) -> None:
    answering.look_after_silence(db.session(), utc_now())


def _alerts(app: Flask) -> object:
    return alert_runs.nightly(app)


def _outcomes(_app: Flask) -> object:
    return ask(db.session(), today())


def _contacts(_app: Flask) -> object:
    return expire_contacts(db.session(), now_here())


DAILY: Mapping[str, Part] = {
    "retention": _retention,
    "counters": _counters,
    "index": _index,
    "gaps": _gaps,
    "sessions": _sessions,
    "enrolment_news": _enrolment_news,
    "openings_over": _openings_over,
    "openings_ending": _openings_ending,
    "silent_employers": _silent_employers,
    "alerts": _alerts,
    "outcomes": _outcomes,
    "contacts": _contacts,
}
HOURLY: Mapping[str, Part] = {
    "offers": _offers,
}


def run(app: Flask, now: datetime | None = None) -> list[str]:
    """Do every part whose round nobody took yet; returns their names. In an application context."""
    now = now or now_here()
    done = _run(app, "hourly", HOURLY, f"{now:%Y-%m-%dT%H}")
    if now.hour >= NIGHT_ENDS:
        done += _run(app, "daily", DAILY, f"{now:%Y-%m-%d}")
    return done


def _run(app: Flask, period: str, parts: Mapping[str, Part], slot: str) -> list[str]:
    return [name for name, part in parts.items() if _do(app, f"{period}.{name}", part, slot)]


def _do(app: Flask, name: str, part: Part, slot: str) -> bool:
    if not periodic.take(db.session(), name, slot):
        return False
    try:
        part(app)
        db.session.commit()
    except Exception:  # one part must not take the others along
        db.session.rollback()
        log.exception("part of a round failed", part=name)
        return False
    periodic.finished(db.session(), name, slot)
    return True
