"""How long an opening is listed, and whether what stands there is what a moderator approved."""

from datetime import date, timedelta

from skills4all.models import Opening, OpeningStatus

LISTED_FOR = timedelta(days=60)
"""An opening nobody confirms leaves the lists after this long."""
REMINDED_BEFORE = (7, 1)
"""Days before it leaves them on which its owners are asked whether it is still open."""
OVER = (OpeningStatus.CLOSED, OpeningStatus.EXPIRED)


def last_day(opening: Opening) -> date | None:
    """The last day on which it is open: its deadline or the end of its listing."""
    days = [day for day in (opening.deadline, opening.expires_on) if day is not None]
    return min(days, default=None)


def days_left(opening: Opening, today: date) -> int | None:
    """Days until its last day, zero on that day; None when it is not published."""
    last = last_day(opening)
    if opening.status is not OpeningStatus.PUBLISHED or last is None:
        return None
    return max(0, (last - today).days)


def can_be_confirmed(opening: Opening, today: date) -> bool:
    """Whether saying "still open" gives it more time: a deadline it has itself is not moved."""
    left = days_left(opening, today)
    if left is None or opening.expires_on is None:
        return False
    return opening.deadline is None or opening.deadline > opening.expires_on


def stands_as_published(opening: Opening) -> bool:
    """Whether nothing that matters changed since it was published last."""
    published, submitted = opening.published_at, opening.submitted_at
    return published is not None and (submitted is None or submitted <= published)


def is_waiting(opening: Opening) -> bool:
    """Whether it was handed in and nobody has decided on that text."""
    submitted, decided = opening.submitted_at, opening.decided_at
    return submitted is not None and (decided is None or decided < submitted)
