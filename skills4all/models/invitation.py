"""Invitations: an owner asks someone, by e-mail, to act for the organisation too."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from skills4all.models.base import Base, Dated, Public, link, marked
from skills4all.models.column_types import one_of, utc_now
from skills4all.models.organisation import MemberRole, Organisation
from skills4all.models.privacy import ACTED, OF_ACCOUNT

_INVITED = OF_ACCOUNT.but(
    export=False,
    retention="invitation",
    reason="an address an owner wrote down: no account is known to be its own before it answers",
)


class Invitation(Public, Dated, Base):
    """One per organisation and address: asking again renews the row.

    `email` is normalised as for sign-in. Open while neither `accepted_at` nor `withdrawn_at` is set
    and `expires_at` is ahead.
    """

    __tablename__ = "invitations"
    __table_args__ = marked(
        _INVITED, UniqueConstraint("organisation_id", "email"), subject="account_id"
    )

    organisation_id: Mapped[int] = link("organisations.id", "CASCADE", index=False)
    email: Mapped[str]
    role: Mapped[MemberRole] = one_of(MemberRole, "role", default=MemberRole.EDITOR)
    language: Mapped[str] = mapped_column(default="fr")
    invited_by_id: Mapped[int | None] = link("accounts.id", "SET NULL", info={"privacy": ACTED})
    account_id: Mapped[int | None] = link("accounts.id", "CASCADE")
    sent_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    accepted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship()
