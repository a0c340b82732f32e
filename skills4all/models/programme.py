"""Programmes: what a centre teaches, to whom, how and at what price."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from skills4all.models.base import Base, Dated, Demonstrable, Keyed, Public, link, marked
from skills4all.models.choices import Cefr, Mode
from skills4all.models.column_types import Centimes, one_of
from skills4all.models.organisation import Organisation
from skills4all.models.privacy import ACTED, NOT_PERSONAL

if TYPE_CHECKING:
    from skills4all.models.session import Session


class ProgrammeStatus(StrEnum):
    DRAFT = "draft"
    PENDING = "pending"
    PUBLISHED = "published"
    REJECTED = "rejected"
    ARCHIVED = "archived"


class Funding(StrEnum):
    """Who pays: the learner, partly someone else, wholly someone else, or nobody."""

    PAID = "paid"
    PARTLY_FUNDED = "partly_funded"
    FUNDED = "funded"
    FREE = "free"


class Programme(Public, Dated, Demonstrable, Base):
    """A course. `hours` in all; `price` in centimes of a dirham.

    Imported rows are found again by `source` and `external_id`, or by `content_hash` when the
    file gives no id; rows written here have none of the three.
    """

    __tablename__ = "programmes"
    __table_args__ = marked(
        NOT_PERSONAL,
        UniqueConstraint("organisation_id", "source", "external_id"),
        UniqueConstraint("organisation_id", "content_hash"),
        CheckConstraint("hours > 0", name="hours_positive"),
        CheckConstraint("price >= 0", name="price_not_negative"),
    )

    organisation_id: Mapped[int] = link("organisations.id", "CASCADE", index=False)
    title: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    content_language: Mapped[str] = mapped_column(default="fr")
    teaching_language: Mapped[str] = mapped_column(default="fr")
    teaching_cefr: Mapped[Cefr | None] = one_of(Cefr, "teaching_cefr")
    entry_level_id: Mapped[str | None] = link("degree_levels.id", "RESTRICT")
    mode: Mapped[Mode] = one_of(Mode, "mode", default=Mode.ONSITE)
    hours: Mapped[int]
    price: Mapped[Centimes] = mapped_column(default=0)
    funding: Mapped[Funding] = one_of(Funding, "funding", default=Funding.PAID)
    funding_note: Mapped[str | None]
    certificate: Mapped[str | None]
    occupation_id: Mapped[str | None] = link("occupations.id", "RESTRICT")
    status: Mapped[ProgrammeStatus] = one_of(
        ProgrammeStatus, "status", default=ProgrammeStatus.DRAFT, index=True
    )
    submitted_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = link("accounts.id", "SET NULL", info={"privacy": ACTED})
    decision_reason: Mapped[str | None]
    source: Mapped[str | None]
    external_id: Mapped[str | None]
    content_hash: Mapped[str | None]
    revision: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012

    organisation: Mapped[Organisation] = relationship()
    skills: Mapped[list["ProgrammeSkill"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True
    )
    sessions: Mapped[list["Session"]] = relationship(
        back_populates="programme",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="Session.starts_on",
    )


class ProgrammeRelation(StrEnum):
    TAUGHT = "taught"
    REQUIRED = "required"


class ProgrammeSkill(Keyed, Base):
    """A skill taught up to `level`, or required at it (0-4; 1-6 for a human language)."""

    __tablename__ = "programme_skills"
    __table_args__ = marked(
        NOT_PERSONAL,
        UniqueConstraint("programme_id", "skill_id", "relation"),
        CheckConstraint("level BETWEEN 0 AND 6", name="level_is_known"),
    )

    programme_id: Mapped[int] = link("programmes.id", "CASCADE", index=False)
    skill_id: Mapped[str] = link("skills.id", "RESTRICT")
    relation: Mapped[ProgrammeRelation] = one_of(
        ProgrammeRelation, "relation", default=ProgrammeRelation.TAUGHT
    )
    level: Mapped[int] = mapped_column(default=2)
