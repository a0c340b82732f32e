"""A time zone as calendar files carry it: each change of the offset while the events last.

Morocco moves its clock around Ramadan, and calendars of phones do not all know when.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def component(zone: ZoneInfo, first: date, last: date) -> Iterator[str]:
    """The lines: the offset at the start of the first day, and each that follows until the last."""
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{zone.key}"
    before = _midnight(first, zone).utcoffset() or timedelta()
    yield from _observance(datetime.combine(first, datetime.min.time()), before, before)
    for instant in _changes(zone, first, last):
        after = instant.astimezone(zone).utcoffset() or timedelta()
        # A change is written in the local time that ends with it.
        yield from _observance(instant.replace(tzinfo=None) + before, before, after)
        before = after
    yield "END:VTIMEZONE"


def _observance(local: datetime, before: timedelta, after: timedelta) -> Iterator[str]:
    kind = "DAYLIGHT" if after > before else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{local:%Y%m%dT%H%M%S}"
    yield f"TZOFFSETFROM:{_offset(before)}"
    yield f"TZOFFSETTO:{_offset(after)}"
    yield f"END:{kind}"


def _changes(zone: ZoneInfo, first: date, last: date) -> Iterator[datetime]:
    """Instants, in UTC, at which the offset changes: found by halving the day it happens."""
    start, end = (_midnight(day, zone).astimezone(UTC) for day in (first, last + timedelta(days=1)))
    while start < end:
        following = min(start + timedelta(days=1), end)
        if _differs(zone, start, following):
            low, high = start, following
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                low, high = (low, middle) if _differs(zone, start, middle) else (middle, high)
            yield high.replace(microsecond=0)
        start = following


def _differs(zone: ZoneInfo, one: datetime, other: datetime) -> bool:
    return one.astimezone(zone).utcoffset() != other.astimezone(zone).utcoffset()


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, datetime.min.time(), zone)


def _offset(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
