"""Accounts: who can sign in, under which identifier, with which roles.

Owns the rows and the rule that a change of rights ends every session. Refuses to know pages,
tokens and cookies: those belong to Flask-Security, bound in `web`. No function commits.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.models import (
    Account,
    AuditEvent,
    IdentifierKind,
    LoginIdentifier,
    Role,
    utc_now,
)

ROLES = ("learner", "centre", "employer", "institution", "moderator", "operator")
SIGN_UP_KINDS = ("learner", "centre", "employer", "institution")
"""What someone may say they are; only `learner` is a role given at once."""


def normal_email(text: str) -> str:
    """One spelling for an address: NFKC, case folded, without spaces around."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def create(
    database: Database,
    email: str,
    password_hash: str | None,
    *,
    roles: Iterable[str] = (),
    confirmed_at: datetime | None = None,
    language: str = "fr",
    display_name: str | None = None,
    is_demo: bool = False,
) -> Account:
    """Add an account and its identifier. The password comes hashed (`accounts_passwords`)."""
    account = Account(
        email=normal_email(email),
        password=password_hash,
        password_set_at=utc_now() if password_hash else None,
        confirmed_at=confirmed_at,
        locale=language,
        display_name=display_name,
        is_demo=is_demo,
        roles=[role(database, name) for name in roles],
    )
    identify(account, verified_at=confirmed_at)
    database.add(account)
    database.flush()
    return account


def identify(account: Account, *, verified_at: datetime | None = None) -> LoginIdentifier:
    """The identifier row of the account's e-mail, added if it is not there."""
    value = normal_email(account.email or "")
    for known in account.identifiers:
        if known.kind is IdentifierKind.EMAIL and known.value == value:
            known.verified_at = known.verified_at or verified_at
            return known
    added = LoginIdentifier(kind=IdentifierKind.EMAIL, value=value, verified_at=verified_at)
    account.identifiers.append(added)
    return added


def find(database: Database, email: str) -> Account | None:
    """The account that signs in with this e-mail, however it is written."""
    return database.scalar(
        select(Account)
        .join(Account.identifiers)
        .where(
            LoginIdentifier.kind == IdentifierKind.EMAIL,
            LoginIdentifier.value == normal_email(email),
        )
    )


def role(database: Database, name: str) -> Role:
    """The role called `name`, one of `ROLES`; its row is added at first use."""
    if name not in ROLES:
        raise ValueError(f"unknown role {name!r}")
    with database.no_autoflush:
        found = database.scalar(select(Role).where(Role.name == name))
    if found is None:
        found = Role(name=name)
        database.add(found)
        database.flush()
    return found


def role_names(account: Account) -> frozenset[str]:
    return frozenset(each.name for each in account.roles)


def give_role(database: Database, account: Account, name: str, *, actor: Account | None) -> bool:
    """Give a role and end the account's sessions. False when it had the role already."""
    if name in role_names(account):
        return False
    account.roles.append(role(database, name))
    _rights_changed(database, account, "role.given", name, actor)
    return True


def take_role(database: Database, account: Account, name: str, *, actor: Account | None) -> bool:
    """Take a role away and end the account's sessions. False when it did not have it."""
    held = next((each for each in account.roles if each.name == name), None)
    if held is None:
        return False
    account.roles.remove(held)
    _rights_changed(database, account, "role.taken", name, actor)
    return True


def end_sessions(account: Account) -> None:
    """Every cookie given before this moment stops working, in every process."""
    account.fs_uniquifier = uuid4().hex


def seen(account: Account, now: datetime | None = None) -> None:
    """Start the retention clock again."""
    account.last_seen_at = now or utc_now()
    account.retention_warned_at = None


def _rights_changed(
    database: Database, account: Account, action: str, name: str, actor: Account | None
) -> None:
    end_sessions(account)
    database.flush()
    database.add(
        AuditEvent(
            actor=actor.public_id if actor else None,
            action=action,
            object_type="account",
            object_id=account.public_id,
            details={"role": name},
        )
    )
