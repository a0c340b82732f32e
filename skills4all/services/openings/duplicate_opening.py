"""A new draft that begins as a copy: the same job in another town, or a year later."""

from datetime import date

from sqlalchemy.orm import Session as Database

from skills4all.models import Account, Opening, OpeningSkill, OpeningStatus
from skills4all.services import audit
from skills4all.services.organisations import rights

COPIED = (
    "organisation_id",
    "occupation_id",
    "title",
    "description",
    "content_language",
    "contract",
    "place_id",
    "remote",
    "pay_min",
    "pay_max",
    "positions",
    "timezone",
    "is_demo",
)
COPIED_OF_SKILL = ("skill_id", "relation", "weight", "level", "origin")


def duplicate_opening(database: Database, actor: Account, public_id: str, today: date) -> Opening:
    """The copy, a draft without the life of the original; dates that are past are left out.

    Raises `NotFound`, `NotAllowed`. Does not commit.
    """
    original = rights.opening(database, actor, public_id)
    rights.refuse_suspended(original.organisation)
    copy = Opening(
        **{name: getattr(original, name) for name in COPIED},
        status=OpeningStatus.DRAFT,
        starts_on=_ahead(original.starts_on, today),
        deadline=_ahead(original.deadline, today),
    )
    copy.skills = [
        OpeningSkill(**{name: getattr(row, name) for name in COPIED_OF_SKILL})
        for row in original.skills
    ]
    database.add(copy)
    audit.record(database, actor, "created", copy, copy_of=original.public_id)
    return copy


def _ahead(day: date | None, today: date) -> date | None:
    return day if day is not None and day > today else None
