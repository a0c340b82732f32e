"""Accounts: who can sign in, with which roles, and by which identifiers.

`Account` carries the fields Flask-Security-Too 5.9 works with, but imports nothing of it: the
application adds `UserMixin` and `RoleMixin` behaviour when it binds its datastore.

`Account.email` is the primary e-mail, the one Flask-Security reads and mails. Every way to sign
in, that e-mail included, is also a `LoginIdentifier` row, normalised and unique: the account
service writes both in one transaction. A phone number joins later as one more row.
"""

from datetime import datetime
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import Column, ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from skills4all.models.base import Base, Dated, Demonstrable, Keyed, Public, link, marked
from skills4all.models.column_types import WordList, one_of
from skills4all.models.privacy import INTERNAL, NOT_PERSONAL, OF_ACCOUNT, SECRET

account_roles = Table(
    "account_roles",
    Base.metadata,
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("role_id", ForeignKey("roles.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_account_roles_role_id", "role_id"),
    info={"privacy": OF_ACCOUNT, "subject": "account_id"},
)


class Role(Keyed, Base):
    """What an account may do on the platform as a whole (moderator, operator…)."""

    __tablename__ = "roles"
    __table_args__ = marked(NOT_PERSONAL)

    name: Mapped[str] = mapped_column(unique=True)
    description: Mapped[str | None]
    permissions: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(WordList()))

    accounts: Mapped[list["Account"]] = relationship(
        secondary=account_roles, back_populates="roles", passive_deletes=True
    )


class Account(Public, Dated, Demonstrable, Base):
    """Someone who can sign in.

    `fs_uniquifier` is the generation of the account's sessions: changing it ends them all, which
    sign-out, a new password and a change of role do. `last_seen_at` starts the retention clock.
    """

    __tablename__ = "accounts"
    __table_args__ = marked(OF_ACCOUNT)

    email: Mapped[str | None] = mapped_column(unique=True)
    password: Mapped[str | None] = mapped_column(info={"privacy": SECRET})
    display_name: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(
        unique=True, default=lambda: uuid4().hex, info={"privacy": SECRET}
    )
    confirmed_at: Mapped[datetime | None]
    password_set_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None] = mapped_column(index=True)
    retention_warned_at: Mapped[datetime | None]
    locale: Mapped[str] = mapped_column(default="fr")

    roles: Mapped[list[Role]] = relationship(
        secondary=account_roles, back_populates="accounts", passive_deletes=True
    )
    identifiers: Mapped[list["LoginIdentifier"]] = relationship(
        back_populates="account", cascade="all, delete-orphan", passive_deletes=True
    )


class IdentifierKind(StrEnum):
    EMAIL = "email"
    PHONE = "phone"


class LoginIdentifier(Keyed, Dated, Base):
    """One way to sign in. `value` is normalised: NFKC and casefold, or E.164 for a phone."""

    __tablename__ = "login_identifiers"
    __table_args__ = marked(OF_ACCOUNT, UniqueConstraint("kind", "value"), subject="account_id")

    account_id: Mapped[int] = link("accounts.id", "CASCADE", info={"privacy": INTERNAL})
    kind: Mapped[IdentifierKind] = one_of(IdentifierKind, "kind")
    value: Mapped[str]
    verified_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(back_populates="identifiers")
