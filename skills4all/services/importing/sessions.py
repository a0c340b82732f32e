"""Dated sessions of an imported programme: recognised again by start, place and hours."""

import math
from datetime import date, timedelta

from skills4all.models import Mode, Programme, Session, SessionSlot, SessionStatus
from skills4all.services.importing.outcome import Outcome
from skills4all.services.importing.programme_drafts import SEATS, ProgrammeDraft, SessionDraft
from skills4all.services.importing.slots import Slot

UNTOLD_WEEKLY_HOURS = 6.0
"""Hours a week of a session that tells neither its slots nor its end."""
MOST_WEEKLY_HOURS = 40.0


def store_sessions(programme: Programme, made: ProgrammeDraft, outcome: Outcome) -> None:
    """Add sessions that are new, change those that differ. Sessions that the file leaves out
    stay: learners may be enrolled in them.
    """
    for told in made.sessions:
        known = _stored(programme, told)
        if known is None:
            known = Session(status=SessionStatus.PUBLISHED, starts_on=told.starts_on)
            programme.sessions.append(known)
            _write(known, told, made)
            outcome.sessions_created += 1
        elif _write(known, told, made):
            outcome.sessions_updated += 1


def weekly_hours(told: SessionDraft, hours: int) -> float:
    """From the slots; else the hours over the weeks between start and end; else a guess."""
    if told.slots:
        return sum(_minutes(slot) for slot in told.slots) / 60
    if told.ends_on is None:
        return min(UNTOLD_WEEKLY_HOURS, float(hours))
    weeks = math.ceil(((told.ends_on - told.starts_on).days + 1) / 7)
    return max(1.0, min(MOST_WEEKLY_HOURS, round(hours / weeks, 1)))


def _last_day(told: SessionDraft, hours: int) -> date:
    if told.ends_on is not None:
        return told.ends_on
    weeks = math.ceil(hours / weekly_hours(told, hours))
    return told.starts_on + timedelta(days=weeks * 7 - 1)


def _stored(programme: Programme, told: SessionDraft) -> Session | None:
    """The same start and place, and the same slots if several start there that day."""
    here = [
        each
        for each in programme.sessions
        if each.starts_on == told.starts_on and each.place_id == _place(programme.mode, told)
    ]
    same = [each for each in here if _slots(each) == told.slots]
    return same[0] if same else (here[0] if len(here) == 1 and not told.slots else None)


def _slots(session: Session) -> tuple[Slot, ...]:
    return tuple(sorted((slot.weekday, slot.starts, slot.ends) for slot in session.slots))


def _write(session: Session, told: SessionDraft, made: ProgrammeDraft) -> bool:
    """True if anything changed. Seats never go below those taken."""
    wanted: dict[str, object] = {
        "ends_on": _last_day(told, made.hours),
        "enrol_by": told.enrol_by,
        "place_id": _place(made.mode, told),
        "address": told.address,
        "seats": max(told.seats or session.seats or SEATS, session.seats_taken or 0),
    }
    # Hours a week that someone gave by hand are not guessed anew while the dates stay.
    if told.slots or session.hours_per_week is None or session.ends_on != wanted["ends_on"]:
        wanted["hours_per_week"] = weekly_hours(told, made.hours)
    changed = {name for name, value in wanted.items() if getattr(session, name) != value}
    for name in changed:
        setattr(session, name, wanted[name])
    if _slots(session) != told.slots:
        session.slots = [
            SessionSlot(weekday=day, starts=starts, ends=ends) for day, starts, ends in told.slots
        ]
        changed.add("slots")
    return bool(changed)


def _place(mode: Mode, told: SessionDraft) -> str | None:
    return None if mode is Mode.ONLINE else told.place_id


def _minutes(slot: Slot) -> int:
    _, starts, ends = slot
    return (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
