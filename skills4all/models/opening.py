"""Openings: what employers hire for."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from skills4all.models.base import Base, Dated, Demonstrable, Keyed, Public, link, marked
from skills4all.models.choices import TIMEZONE, Contract, Relation
from skills4all.models.column_types import Centimes, one_of
from skills4all.models.occupation import Occupation
from skills4all.models.organisation import Organisation
from skills4all.models.place import Place
from skills4all.models.privacy import ACTED, NOT_PERSONAL


class OpeningStatus(StrEnum):
    DRAFT = "draft"
    PENDING = "pending"
    PUBLISHED = "published"
    REJECTED = "rejected"
    CLOSED = "closed"
    EXPIRED = "expired"


class Opening(Public, Dated, Demonstrable, Base):
    """A posting. Pay in centimes of a dirham a month, gross.

    `deadline` and `expires_on` are local dates, end of day; `confirmed_open_at` is when the
    employer last said "still open". `source`, `external_id`, `content_hash`: as in a programme.
    """

    __tablename__ = "openings"
    __table_args__ = marked(
        NOT_PERSONAL,
        UniqueConstraint("organisation_id", "source", "external_id"),
        UniqueConstraint("organisation_id", "content_hash"),
        CheckConstraint("pay_min >= 0", name="pay_min_not_negative"),
        CheckConstraint("pay_max >= 0", name="pay_max_not_negative"),
        CheckConstraint("pay_max >= pay_min", name="pay_range_ordered"),
        CheckConstraint("positions > 0", name="positions_positive"),
    )

    organisation_id: Mapped[int] = link("organisations.id", "CASCADE", index=False)
    occupation_id: Mapped[str | None] = link("occupations.id", "RESTRICT")
    title: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    content_language: Mapped[str] = mapped_column(default="fr")
    contract: Mapped[Contract | None] = one_of(Contract, "contract")
    place_id: Mapped[str | None] = link("places.id", "RESTRICT")
    remote: Mapped[bool] = mapped_column(default=False)
    pay_min: Mapped[Centimes | None]
    pay_max: Mapped[Centimes | None]
    positions: Mapped[int] = mapped_column(default=1)
    starts_on: Mapped[date | None]
    deadline: Mapped[date | None]
    timezone: Mapped[str] = mapped_column(default=TIMEZONE)
    status: Mapped[OpeningStatus] = one_of(
        OpeningStatus, "status", default=OpeningStatus.DRAFT, index=True
    )
    submitted_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    expires_on: Mapped[date | None] = mapped_column(index=True)
    reminded_at: Mapped[datetime | None]
    confirmed_open_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = link("accounts.id", "SET NULL", info={"privacy": ACTED})
    decision_reason: Mapped[str | None]
    source: Mapped[str | None]
    external_id: Mapped[str | None]
    content_hash: Mapped[str | None]
    revision: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012

    organisation: Mapped[Organisation] = relationship()
    occupation: Mapped[Occupation | None] = relationship()
    place: Mapped[Place | None] = relationship()
    skills: Mapped[list["OpeningSkill"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True
    )


class SkillOrigin(StrEnum):
    """Whether the employer chose the skill, or it was read from the text."""

    WRITTEN = "written"
    READ = "read"


class OpeningSkill(Keyed, Base):
    """A skill the opening asks for; `level` 0-4, or 1-6 for a human language."""

    __tablename__ = "opening_skills"
    __table_args__ = marked(
        NOT_PERSONAL,
        UniqueConstraint("opening_id", "skill_id"),
        CheckConstraint("weight > 0 AND weight <= 1", name="weight_is_share"),
        CheckConstraint("level BETWEEN 0 AND 6", name="level_is_known"),
    )

    opening_id: Mapped[int] = link("openings.id", "CASCADE", index=False)
    skill_id: Mapped[str] = link("skills.id", "RESTRICT")
    relation: Mapped[Relation] = one_of(Relation, "relation", default=Relation.ESSENTIAL)
    weight: Mapped[float] = mapped_column(default=1.0)
    level: Mapped[int] = mapped_column(default=2)
    origin: Mapped[SkillOrigin] = one_of(SkillOrigin, "origin", default=SkillOrigin.WRITTEN)
