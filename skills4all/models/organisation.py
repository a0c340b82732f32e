"""Organisations (centres, employers, institutions) and who acts for them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql import ColumnElement

from skills4all.models.account import Account
from skills4all.models.base import Base, Dated, Demonstrable, Keyed, Public, link, marked
from skills4all.models.column_types import one_of, utc_now
from skills4all.models.privacy import ACTED, INTERNAL, NOT_PERSONAL, OF_ACCOUNT


class OrganisationKind(StrEnum):
    CENTRE = "centre"
    EMPLOYER = "employer"
    INSTITUTION = "institution"


class OrganisationStatus(StrEnum):
    PENDING = "pending"
    VERIFIED = "verified"
    SUSPENDED = "suspended"
    REJECTED = "rejected"


class Organisation(Public, Dated, Demonstrable, Base):
    """A centre, an employer or an institution. Nothing of it is public before it is verified.

    `name_key` is the name normalised, to find look-alikes. `revision` grows with each edit, so
    that the second of two editors is told. `contact_email` is the organisation's public one.
    """

    __tablename__ = "organisations"
    __table_args__ = marked(NOT_PERSONAL)

    kind: Mapped[OrganisationKind] = one_of(OrganisationKind, "kind", index=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(default="", index=True)
    description: Mapped[str] = mapped_column(default="")
    content_language: Mapped[str] = mapped_column(default="fr")
    place_id: Mapped[str | None] = link("places.id", "RESTRICT")
    address: Mapped[str | None]
    website: Mapped[str | None]
    contact_email: Mapped[str | None]
    contact_phone: Mapped[str | None]
    registration_number: Mapped[str | None]
    status: Mapped[OrganisationStatus] = one_of(
        OrganisationStatus, "status", default=OrganisationStatus.PENDING, index=True
    )
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = link("accounts.id", "SET NULL", info={"privacy": ACTED})
    decision_reason: Mapped[str | None]
    verified_at: Mapped[datetime | None]
    nudged_at: Mapped[datetime | None]
    openings_paused_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="organisation", cascade="all, delete-orphan", passive_deletes=True
    )

    @hybrid_property
    def is_public(self) -> bool:
        return self.status == OrganisationStatus.VERIFIED

    @is_public.inplace.expression
    @classmethod
    def _is_public(cls) -> ColumnElement[bool]:
        return cls.status == OrganisationStatus.VERIFIED


class MemberRole(StrEnum):
    OWNER = "owner"
    EDITOR = "editor"


class Membership(Keyed, Dated, Base):
    """An account acts for an organisation until `removed_at`; joining again reuses the row."""

    __tablename__ = "memberships"
    __table_args__ = marked(
        OF_ACCOUNT, UniqueConstraint("account_id", "organisation_id"), subject="account_id"
    )

    account_id: Mapped[int] = link(
        "accounts.id", "CASCADE", index=False, info={"privacy": INTERNAL}
    )
    organisation_id: Mapped[int] = link("organisations.id", "CASCADE")
    role: Mapped[MemberRole] = one_of(MemberRole, "role", default=MemberRole.EDITOR)
    joined_at: Mapped[datetime] = mapped_column(default=utc_now)
    removed_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()
    organisation: Mapped[Organisation] = relationship(back_populates="memberships")
