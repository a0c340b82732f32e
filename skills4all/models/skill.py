"""Skills of the reference vocabulary. Their names are rows of `concept_labels`."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from skills4all.models.base import Base, link, marked
from skills4all.models.column_types import one_of
from skills4all.models.privacy import NOT_PERSONAL


class SkillKind(StrEnum):
    KNOWLEDGE = "knowledge"
    SKILL = "skill"
    TOOL = "tool"
    LANGUAGE = "language"
    TRANSVERSAL = "transversal"


def concept_link(table: str, **options: object) -> Mapped[str | None]:
    """A link to another concept, checked at commit so that an import needs no order."""
    key = ForeignKey(f"{table}.id", ondelete="RESTRICT", deferrable=True, initially="DEFERRED")
    return mapped_column(key, index=True, **options)  # type: ignore[arg-type]


class Skill(Base):
    """A skill. The id is a slug, never deleted or reused; a retired one says what replaced it."""

    __tablename__ = "skills"
    __table_args__ = marked(NOT_PERSONAL)

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[SkillKind] = one_of(SkillKind, "kind")
    esco: Mapped[str | None] = mapped_column(index=True)
    broader_id: Mapped[str | None] = concept_link("skills")
    replaced_by_id: Mapped[str | None] = concept_link("skills")


class SkillNear(Base):
    """Who has `skill` can already do a share `strength` of `near`."""

    __tablename__ = "skill_near"
    __table_args__ = marked(
        NOT_PERSONAL,
        CheckConstraint("strength > 0 AND strength <= 1", name="strength_is_share"),
        CheckConstraint("skill_id <> near_id", name="not_itself"),
    )

    skill_id: Mapped[str] = link("skills.id", "CASCADE", index=False, primary_key=True)
    near_id: Mapped[str] = link("skills.id", "CASCADE", primary_key=True)
    strength: Mapped[float]
