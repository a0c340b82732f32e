"""Levels of study, from the baccalaureate to the doctorate."""

from sqlalchemy.orm import Mapped, mapped_column

from skills4all.models.base import Base, marked
from skills4all.models.privacy import NOT_PERSONAL
from skills4all.models.skill import concept_link


class DegreeLevel(Base):
    """A level. `rank` grows with it; `isced_level` is the one of ISCED 2011."""

    __tablename__ = "degree_levels"
    __table_args__ = marked(NOT_PERSONAL)

    id: Mapped[str] = mapped_column(primary_key=True)
    rank: Mapped[int] = mapped_column(index=True)
    isced_level: Mapped[int]
    replaced_by_id: Mapped[str | None] = concept_link("degree_levels")
