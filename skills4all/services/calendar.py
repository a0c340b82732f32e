"""Now and today, where our users live."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from skills4all.models import TIMEZONE


def now_here() -> datetime:
    """The local time in Morocco, whatever the server's clock zone."""
    return datetime.now(UTC).astimezone(ZoneInfo(TIMEZONE))


def today() -> date:
    """The local date in Morocco: deadlines end with that day."""
    return now_here().date()
