"""Gap counts: how many learners of a province lack a skill that no session near them teaches."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from skills4all.models.base import Base, Keyed, link, marked
from skills4all.models.privacy import NOT_PERSONAL

LEAST_SHOWN = 10
"""A count below it could point at people: such a row is never stored."""


class GapCount(Keyed, Base):
    """One province and skill, as counted on `counted_on`. `learners` never below ten."""

    __tablename__ = "gap_counts"
    __table_args__ = marked(
        NOT_PERSONAL,
        UniqueConstraint("place_id", "skill_id"),
        CheckConstraint(f"learners >= {LEAST_SHOWN}", name="nobody_is_pointed_at"),
    )

    place_id: Mapped[str] = link("places.id", "CASCADE", index=False)
    skill_id: Mapped[str] = link("skills.id", "CASCADE")
    learners: Mapped[int]
    counted_on: Mapped[date] = mapped_column(index=True)
