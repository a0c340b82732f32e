"""Pledges: openings an employer promises before anyone is trained for them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from skills4all.models.base import Base, Dated, Demonstrable, Keyed, Public, link, marked
from skills4all.models.choices import Contract, Relation
from skills4all.models.cohort import Cohort
from skills4all.models.column_types import Centimes, one_of
from skills4all.models.occupation import Occupation
from skills4all.models.organisation import Organisation
from skills4all.models.place import Place
from skills4all.models.privacy import ACTED, NOT_PERSONAL
from skills4all.models.session import Session


class PledgeStatus(StrEnum):
    DRAFT = "draft"
    PENDING = "pending"
    PUBLISHED = "published"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    FULFILLED = "fulfilled"
    EXPIRED = "expired"


class Pledge(Public, Dated, Demonstrable, Base):
    """`positions` jobs that start on `starts_on`, if the session or the cohort it names happens."""

    __tablename__ = "pledges"
    __table_args__ = marked(
        NOT_PERSONAL,
        CheckConstraint("positions > 0", name="positions_positive"),
        CheckConstraint("pay_min >= 0", name="pay_min_not_negative"),
        CheckConstraint("pay_max >= 0", name="pay_max_not_negative"),
        CheckConstraint("pay_max >= pay_min", name="pay_range_ordered"),
        CheckConstraint("session_id IS NULL OR cohort_id IS NULL", name="one_condition"),
    )

    organisation_id: Mapped[int] = link("organisations.id", "CASCADE")
    occupation_id: Mapped[str] = link("occupations.id", "RESTRICT")
    description: Mapped[str] = mapped_column(default="")
    content_language: Mapped[str] = mapped_column(default="fr")
    positions: Mapped[int]
    place_id: Mapped[str | None] = link("places.id", "RESTRICT")
    remote: Mapped[bool] = mapped_column(default=False)
    contract: Mapped[Contract | None] = one_of(Contract, "contract")
    pay_min: Mapped[Centimes | None]
    pay_max: Mapped[Centimes | None]
    starts_on: Mapped[date] = mapped_column(index=True)
    session_id: Mapped[int | None] = link("sessions.id", "SET NULL")
    cohort_id: Mapped[int | None] = link("cohorts.id", "SET NULL")
    status: Mapped[PledgeStatus] = one_of(
        PledgeStatus, "status", default=PledgeStatus.DRAFT, index=True
    )
    published_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = link("accounts.id", "SET NULL", info={"privacy": ACTED})
    decision_reason: Mapped[str | None]
    revision: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012

    organisation: Mapped[Organisation] = relationship()
    occupation: Mapped[Occupation] = relationship()
    place: Mapped[Place | None] = relationship()
    session: Mapped[Session | None] = relationship()
    cohort: Mapped[Cohort | None] = relationship()
    skills: Mapped[list["PledgeSkill"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True
    )


class PledgeSkill(Keyed, Base):
    """A skill the pledged jobs ask for; `level` 0-4, or 1-6 for a human language."""

    __tablename__ = "pledge_skills"
    __table_args__ = marked(
        NOT_PERSONAL,
        UniqueConstraint("pledge_id", "skill_id"),
        CheckConstraint("weight > 0 AND weight <= 1", name="weight_is_share"),
        CheckConstraint("level BETWEEN 0 AND 6", name="level_is_known"),
    )

    pledge_id: Mapped[int] = link("pledges.id", "CASCADE", index=False)
    skill_id: Mapped[str] = link("skills.id", "RESTRICT")
    relation: Mapped[Relation] = one_of(Relation, "relation", default=Relation.ESSENTIAL)
    weight: Mapped[float] = mapped_column(default=1.0)
    level: Mapped[int] = mapped_column(default=2)
