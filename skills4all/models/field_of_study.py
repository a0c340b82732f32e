"""Fields of study, the levels they exist at, and the skills each gives or does not teach."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from skills4all.models.base import Base, link, marked
from skills4all.models.privacy import NOT_PERSONAL
from skills4all.models.skill import concept_link


class FieldOfStudy(Base):
    """A field with its ISCED-F 2013 code; `generic` is the one that a bare code means."""

    __tablename__ = "fields_of_study"
    __table_args__ = marked(NOT_PERSONAL)

    id: Mapped[str] = mapped_column(primary_key=True)
    isced: Mapped[str] = mapped_column(index=True)
    generic: Mapped[bool] = mapped_column(default=False)
    replaced_by_id: Mapped[str | None] = concept_link("fields_of_study")

    conferred: Mapped[list["FieldSkill"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True
    )


class FieldLevel(Base):
    """The field is taught at this level in Morocco."""

    __tablename__ = "field_levels"
    __table_args__ = marked(NOT_PERSONAL)

    field_id: Mapped[str] = link("fields_of_study.id", "CASCADE", index=False, primary_key=True)
    level_id: Mapped[str] = link("degree_levels.id", "RESTRICT", primary_key=True)


class InferenceReason(Base):
    """Why a field gives a skill ("core-course"…); its wording is rows of `concept_labels`."""

    __tablename__ = "inference_reasons"
    __table_args__ = marked(NOT_PERSONAL)

    id: Mapped[str] = mapped_column(primary_key=True)


class FieldSkill(Base):
    """From `from_level` on, a share `strength` of the holders really have the skill at `level`."""

    __tablename__ = "field_skills"
    __table_args__ = marked(
        NOT_PERSONAL,
        CheckConstraint("strength > 0 AND strength < 1", name="strength_is_share"),
        CheckConstraint("level BETWEEN 0 AND 6", name="level_is_known"),
    )

    field_id: Mapped[str] = link("fields_of_study.id", "CASCADE", index=False, primary_key=True)
    skill_id: Mapped[str] = link("skills.id", "RESTRICT", primary_key=True)
    from_level_id: Mapped[str] = link("degree_levels.id", "RESTRICT", primary_key=True)
    strength: Mapped[float]
    level: Mapped[int]
    reason_id: Mapped[str] = link("inference_reasons.id", "RESTRICT")


class FieldUntaught(Base):
    """Reviewed: the field teaches neither this skill nor anything narrower."""

    __tablename__ = "field_untaught"
    __table_args__ = marked(NOT_PERSONAL)

    field_id: Mapped[str] = link("fields_of_study.id", "CASCADE", index=False, primary_key=True)
    skill_id: Mapped[str] = link("skills.id", "RESTRICT", primary_key=True)
