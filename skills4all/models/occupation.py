"""Occupations: the IT roles one can aim at, and what each asks."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from skills4all.models.base import Base, link, marked
from skills4all.models.choices import Relation
from skills4all.models.column_types import one_of
from skills4all.models.privacy import NOT_PERSONAL
from skills4all.models.skill import concept_link


class Occupation(Base):
    """A target role. `zone` 1-5: how much preparation it usually takes."""

    __tablename__ = "occupations"
    __table_args__ = marked(
        NOT_PERSONAL, CheckConstraint("zone BETWEEN 1 AND 5", name="zone_is_known")
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    esco: Mapped[str | None] = mapped_column(index=True)
    isco: Mapped[str]
    zone: Mapped[int]
    entry_level_id: Mapped[str] = link("degree_levels.id", "RESTRICT")
    segment: Mapped[str] = mapped_column(default="", index=True)
    family: Mapped[str] = mapped_column(default="", index=True)
    replaced_by_id: Mapped[str | None] = concept_link("occupations")

    requirements: Mapped[list["OccupationSkill"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True
    )


class OccupationSkill(Base):
    """A role asks for a skill. `level` 0-4, for a human language 1 (A1) to 6 (C2)."""

    __tablename__ = "occupation_skills"
    __table_args__ = marked(
        NOT_PERSONAL,
        CheckConstraint("weight > 0 AND weight <= 1", name="weight_is_share"),
        CheckConstraint("level BETWEEN 0 AND 6", name="level_is_known"),
    )

    occupation_id: Mapped[str] = link("occupations.id", "CASCADE", index=False, primary_key=True)
    skill_id: Mapped[str] = link("skills.id", "RESTRICT", primary_key=True)
    relation: Mapped[Relation] = one_of(Relation, "relation")
    weight: Mapped[float]
    level: Mapped[int]
