"""Learners and what they told of their studies, skills and languages."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from skills4all.models.account import Account
from skills4all.models.base import Base, Dated, Demonstrable, Keyed, Public, link, marked
from skills4all.models.choices import Cefr, Mode
from skills4all.models.column_types import Centimes, one_of
from skills4all.models.privacy import ACTED, INTERNAL, OF_LEARNER, SECRET

if TYPE_CHECKING:
    from skills4all.models.learner_skill import LearnerSkill


class Learner(Public, Dated, Demonstrable, Base):
    """A person looking for a way into a job: with an account, or with a resume code for 30 days.

    `visibility` is the ladder of trust: 0 invisible (the default), 1 pseudonymous card. Names go
    to an employer by an accepted contact request or an application only.
    """

    __tablename__ = "learners"
    __table_args__ = marked(
        OF_LEARNER,
        CheckConstraint("visibility BETWEEN 0 AND 1", name="visibility_is_known"),
        CheckConstraint("budget >= 0", name="budget_not_negative"),
        CheckConstraint("months > 0", name="months_positive"),
        CheckConstraint("hours_per_week > 0 AND hours_per_week <= 168", name="hours_in_a_week"),
        CheckConstraint("max_km >= 0", name="max_km_not_negative"),
        # Without one of the two nobody could reach the profile, not even to erase it.
        CheckConstraint(
            "account_id IS NOT NULL OR (resume_code_hash IS NOT NULL AND expires_at IS NOT NULL)",
            name="can_be_reached",
        ),
        subject="account_id",
    )

    account_id: Mapped[int | None] = link(
        "accounts.id", "CASCADE", index=False, unique=True, info={"privacy": INTERNAL}
    )
    adviser_id: Mapped[int | None] = link("accounts.id", "SET NULL", info={"privacy": ACTED})
    resume_code_hash: Mapped[str | None] = mapped_column(unique=True, info={"privacy": SECRET})
    expires_at: Mapped[datetime | None] = mapped_column(index=True)
    display_name: Mapped[str | None]
    place_id: Mapped[str | None] = link("places.id", "RESTRICT")
    budget: Mapped[Centimes | None]
    months: Mapped[int | None]
    hours_per_week: Mapped[float | None]
    mode: Mapped[Mode | None] = one_of(Mode, "mode")
    max_km: Mapped[int | None]
    about: Mapped[str | None]
    content_language: Mapped[str] = mapped_column(default="fr")
    preferred_language: Mapped[str] = mapped_column(default="fr")
    visibility: Mapped[int] = mapped_column(default=0)

    account: Mapped[Account | None] = relationship(foreign_keys=[account_id])
    backgrounds: Mapped[list["LearnerBackground"]] = relationship(
        back_populates="learner", cascade="all, delete-orphan", passive_deletes=True
    )
    skills: Mapped[list["LearnerSkill"]] = relationship(
        back_populates="learner", cascade="all, delete-orphan", passive_deletes=True
    )
    languages: Mapped[list["WorkingLanguage"]] = relationship(
        back_populates="learner", cascade="all, delete-orphan", passive_deletes=True
    )


class BackgroundStatus(StrEnum):
    OBTAINED = "obtained"
    IN_PROGRESS = "in_progress"
    ABANDONED = "abandoned"


class LearnerBackground(Keyed, Dated, Base):
    """One course of study; `year` is when it ended or should end."""

    __tablename__ = "learner_backgrounds"
    __table_args__ = marked(
        OF_LEARNER,
        CheckConstraint("year BETWEEN 1950 AND 2100", name="year_is_plausible"),
        subject="learner_id",
    )

    learner_id: Mapped[int] = link("learners.id", "CASCADE", info={"privacy": INTERNAL})
    field_id: Mapped[str] = link("fields_of_study.id", "RESTRICT")
    level_id: Mapped[str] = link("degree_levels.id", "RESTRICT")
    status: Mapped[BackgroundStatus] = one_of(
        BackgroundStatus, "status", default=BackgroundStatus.OBTAINED
    )
    year: Mapped[int | None]
    institution: Mapped[str | None]

    learner: Mapped[Learner] = relationship(back_populates="backgrounds")


class WorkingLanguage(Keyed, Dated, Base):
    """A language the learner can work in; `language` is an ISO 639 code."""

    __tablename__ = "working_languages"
    __table_args__ = marked(
        OF_LEARNER, UniqueConstraint("learner_id", "language"), subject="learner_id"
    )

    learner_id: Mapped[int] = link(
        "learners.id", "CASCADE", index=False, info={"privacy": INTERNAL}
    )
    language: Mapped[str]
    cefr: Mapped[Cefr] = one_of(Cefr, "cefr")

    learner: Mapped[Learner] = relationship(back_populates="languages")
