"""An opening is over: those who still wait are told, and that their application is not."""

from sqlalchemy.orm import Session as Database

from skills4all.models import Opening
from skills4all.queries import applications
from skills4all.services.applications import tell


def tell_closed(database: Database, opening: Opening) -> int:
    """Call it in the transaction that closes or expires `opening`, once its state is written.

    Each applicant is told once for each time it closes, however often this is called. Returns how
    many were told now. Does not commit.
    """
    database.flush()
    # An opening that is opened again and closes again is news.
    ended = opening.closed_at or opening.expires_on or opening.deadline
    occasion = ended.isoformat() if ended else str(opening.revision)
    waiting = applications.undecided(database, opening.id)
    return sum(tell.closed(database, each, occasion) for each in waiting)
