"""Dates that never age: each row comes round again after a whole number of days.

A row loaded long ago and moved today has the very dates it would get if loaded today.
"""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Round:
    """Dates of one kind stand between `least` and `least + days - 1` days from today."""

    least: int
    days: int

    def first(self, phase: int, today: date) -> date:
        """The date of phase `phase` (any whole number) that is due now."""
        floor = today.toordinal() + self.least
        return date.fromordinal(floor + (phase - floor) % self.days)

    def shift(self, due: date, today: date) -> timedelta:
        """How far to move `due` forwards so that it stands in the window; never backwards."""
        late = today.toordinal() + self.least - due.toordinal()
        return timedelta(days=max(0, -(-late // self.days)) * self.days)


SESSION_STARTS = Round(least=30, days=34 * 7)
"""One to nine months ahead; whole weeks, so that a Monday stays a Monday."""
OPENING_PUBLISHED = Round(least=-45, days=45)
OPENING_LIFE = timedelta(days=60)
EVENT_DAYS = Round(least=5, days=12 * 7)
PLEDGE_STARTS = Round(least=90, days=26 * 7)
AFTER_SESSION = timedelta(days=21)
"""A pledged job starts three weeks after the session it waits for."""


def monday_phase(week: int) -> int:
    """Phase of week `week` of the round of sessions: a Monday (ordinal 1 is one)."""
    return week * 7 + 1
