"""Plans: the ordered sessions a learner means to follow."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from skills4all.models.base import Base, Dated, Keyed, Public, link, marked
from skills4all.models.column_types import Centimes, one_of
from skills4all.models.privacy import INTERNAL, OF_LEARNER
from skills4all.models.saved_pathway import SavedPathway
from skills4all.models.session import Session


class PlanKind(StrEnum):
    FASTEST = "fastest"
    CHEAPEST = "cheapest"
    NEAREST = "nearest"
    OWN = "own"


class PlanStatus(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    DONE = "done"
    DROPPED = "dropped"


class StepStatus(StrEnum):
    PLANNED = "planned"
    ENROLLED = "enrolled"
    DONE = "done"
    SKIPPED = "skipped"


class Plan(Public, Dated, Base):
    """A plan for one saved pathway, with the figures shown when it was chosen."""

    __tablename__ = "plans"
    __table_args__ = marked(
        OF_LEARNER,
        CheckConstraint("cost >= 0", name="cost_not_negative"),
        CheckConstraint("distance_km >= 0", name="distance_not_negative"),
        subject="learner_id",
    )

    learner_id: Mapped[int] = link("learners.id", "CASCADE", info={"privacy": INTERNAL})
    pathway_id: Mapped[int] = link("saved_pathways.id", "CASCADE", info={"privacy": INTERNAL})
    kind: Mapped[PlanKind] = one_of(PlanKind, "kind", default=PlanKind.OWN)
    status: Mapped[PlanStatus] = one_of(PlanStatus, "status", default=PlanStatus.DRAFT)
    cost: Mapped[Centimes | None]
    ends_on: Mapped[date | None]
    distance_km: Mapped[float | None]

    pathway: Mapped[SavedPathway] = relationship()
    steps: Mapped[list["PlanStep"]] = relationship(
        back_populates="plan",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="PlanStep.position",
    )


class PlanStep(Keyed, Dated, Base):
    """One session of a plan. A session that disappears leaves the step, so it can be told."""

    __tablename__ = "plan_steps"
    __table_args__ = marked(
        OF_LEARNER,
        UniqueConstraint("plan_id", "position"),
        CheckConstraint("position >= 1", name="position_from_one"),
        subject="plan_id",
    )

    plan_id: Mapped[int] = link("plans.id", "CASCADE", index=False, info={"privacy": INTERNAL})
    position: Mapped[int]
    session_id: Mapped[int | None] = link("sessions.id", "SET NULL")
    enrolment_id: Mapped[int | None] = link("enrolments.id", "SET NULL")
    status: Mapped[StepStatus] = one_of(StepStatus, "status", default=StepStatus.PLANNED)

    plan: Mapped[Plan] = relationship(back_populates="steps")
    session: Mapped[Session | None] = relationship()
