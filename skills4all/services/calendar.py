"""Now and today, where our users live."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, reset_tzpath

from skills4all.models import TIMEZONE

# Morocco changes its hour by decree, sometimes weeks ahead: the pinned package knows, the files of
# an old system may not, and two answers in one page would be worse than either.
reset_tzpath(to=())


def now_here() -> datetime:
    """The local time in Morocco, whatever the server's clock zone."""
    return datetime.now(UTC).astimezone(ZoneInfo(TIMEZONE))


def today() -> date:
    """The local date in Morocco: deadlines end with that day."""
    return now_here().date()
