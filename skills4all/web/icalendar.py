"""Calendar files (RFC 5545): lines, folded and escaped, from events that are plain data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from skills4all.web import calendar_zone

PRODUCT = "-//Skills4all//Sessions//FR"
LONGEST_LINE = 75
"""Octets, without the line break."""
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_CONTROLS = {code: None for code in (*range(0x20), 0x7F) if code not in (0x09, 0x0A)}


@dataclass(frozen=True, slots=True)
class Weekly:
    """A lesson each week: the first one, from and to in local time, and the last day."""

    starts: datetime
    ends: datetime
    until: date


@dataclass(frozen=True, slots=True)
class WholeDays:
    """From a day to a day, both included, without hours."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Event:
    """`uid` stays for ever, `sequence` grows with each change, `changed` is when that was."""

    uid: str
    sequence: int
    changed: datetime
    when: Weekly | WholeDays
    summary: str
    description: str
    location: str
    url: str
    cancelled: bool = False


def document(name: str, zone: ZoneInfo, events: Sequence[Event]) -> bytes:
    """The calendar `name`. The same events give the same bytes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    lines += [f"X-WR-CALNAME:{_text(name)}"]
    weekly = [event.when for event in events if isinstance(event.when, Weekly)]
    if weekly:
        first = min(each.starts for each in weekly).date()
        lines += calendar_zone.component(zone, first, max(each.until for each in weekly))
    for event in events:
        lines += _event(event, zone)
    lines += ["END:VCALENDAR"]
    return b"".join(_folded(line) for line in lines)


def _event(event: Event, zone: ZoneInfo) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_utc(event.changed)}"
    yield f"LAST-MODIFIED:{_utc(event.changed)}"
    yield f"SEQUENCE:{event.sequence}"
    yield from _when(event.when, zone)
    yield f"SUMMARY:{_text(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    if event.location:
        yield f"LOCATION:{_text(event.location)}"
    yield f"URL:{event.url}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    # Days without hours do not make a person unavailable all day long.
    yield f"TRANSP:{'OPAQUE' if isinstance(event.when, Weekly) else 'TRANSPARENT'}"
    yield "END:VEVENT"


def _when(when: Weekly | WholeDays, zone: ZoneInfo) -> Iterator[str]:
    if isinstance(when, WholeDays):
        yield f"DTSTART;VALUE=DATE:{when.first:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{when.last + timedelta(days=1):%Y%m%d}"
        return
    # With a zone, the end of a rule is an instant in UTC: the end of the last day here.
    end = datetime.combine(when.until, when.ends.time(), zone)
    yield f"DTSTART;TZID={zone.key}:{when.starts:%Y%m%dT%H%M%S}"
    yield f"DTEND;TZID={zone.key}:{when.ends:%Y%m%dT%H%M%S}"
    yield f"RRULE:FREQ=WEEKLY;UNTIL={_utc(end)}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    return text.translate(_CONTROLS).translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, cut between letters; each goes on after a blank."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"".join(each + b"\r\n" for each in (*pieces, piece))
