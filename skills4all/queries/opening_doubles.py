"""Openings that may be posted twice: what to compare, and the rows found alike."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import joinedload

from skills4all.models import Opening, OpeningStatus

LIVE = (OpeningStatus.DRAFT, OpeningStatus.PENDING, OpeningStatus.PUBLISHED)
SHOWN = (OpeningStatus.PENDING, OpeningStatus.PUBLISHED)
LENGTHS = (0.9, 1.1)
"""Texts that are the same have about the same length: most others are left out unread."""
MOST_COMPARED = 2_000


def candidates(database: Database, opening: Opening, *, foreign: bool) -> Sequence[Any]:
    """Rows of plain columns: all live openings of the same employer; with `foreign` also those
    of others in the same language with a text of about the same length, newest first.
    """
    own = and_(Opening.organisation_id == opening.organisation_id, Opening.status.in_(LIVE))
    wanted = or_(own, _foreign(opening)) if foreign else own
    statement = (
        select(
            Opening.id,
            Opening.organisation_id,
            Opening.title,
            Opening.description,
            Opening.place_id,
            Opening.occupation_id,
        )
        .where(Opening.id != opening.id, wanted)
        .order_by(case((own, 0), else_=1), Opening.id.desc())
        .limit(MOST_COMPARED)
    )
    return database.execute(statement).all()


def _foreign(opening: Opening) -> Any:
    length = len(opening.description)
    least, most = (round(length * share) for share in LENGTHS)
    return and_(
        Opening.organisation_id != opening.organisation_id,
        Opening.status.in_(SHOWN),
        Opening.content_language == opening.content_language,
        func.length(Opening.description).between(least, most),
    )


def rows(database: Database, ids: Collection[int]) -> dict[int, Opening]:
    """By key, with their organisations."""
    statement = select(Opening).where(Opening.id.in_(ids)).options(joinedload(Opening.organisation))
    return {row.id: row for row in database.scalars(statement)}
