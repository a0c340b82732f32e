"""Accounts found and helped by moderators: never their password, never what their profile says.

Every look-up is audited, and so is what was done. An account is found by its address, whole or by
at least its first three characters; nobody can page through everybody.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import selectinload

from skills4all.errors import Conflict, NotAllowed, NotFound
from skills4all.models import Account, AuditEvent, Learner, Organisation
from skills4all.queries import workspaces
from skills4all.services import accounts, letters
from skills4all.services.moderation.waiting import is_moderator
from skills4all.services.problems import Problems

SHORTEST = 3
MOST = 20


@dataclass(frozen=True, slots=True)
class Seen:
    """What a moderator sees of an account."""

    account: Account
    organisations: tuple[Organisation, ...]
    has_profile: bool


def search(database: Database, actor: Account, words: str) -> list[Account]:
    """Accounts whose address begins so, at most twenty. Raises `NotFound`, `Invalid`.

    The look-up is audited, without what was typed. Does not commit.
    """
    _refuse(actor)
    start = accounts.normal_email(words)
    if len(start) < SHORTEST:
        problems = Problems()
        problems.note("q", "too_short", least=SHORTEST)
        problems.finish()
    statement = (
        select(Account)
        .where(Account.email.startswith(start, autoescape=True))
        .options(selectinload(Account.roles))
        .order_by(Account.email)
        .limit(MOST)
    )
    found = list(database.scalars(statement))
    _audit(database, actor, "searched", None, found=len(found))
    return found


def look(database: Database, actor: Account, public_id: str) -> Seen:
    """One account. Raises `NotFound`. Audited; does not commit."""
    account = _account(database, actor, public_id)
    _audit(database, actor, "looked_at", account)
    organisations = workspaces.organisations(database, account.id)
    profile = database.scalar(select(Learner.id).where(Learner.account_id == account.id))
    return Seen(account, tuple(organisations), profile is not None)


def close(database: Database, actor: Account, public_id: str, reason: str) -> Account:
    """Nobody signs in with it any more; every session ends. Raises `NotFound`, `NotAllowed`,
    `Invalid` without a reason, `Conflict`. Does not commit.
    """
    account = _other(database, actor, public_id)
    if not reason.strip():
        problems = Problems()
        problems.note("reason", "required")
        problems.finish()
    if not account.active:
        raise Conflict("already_closed")
    letters.promise_address(
        database,
        account.email or "",
        account.locale,
        "account_closed",
        {"reason": reason.strip()},
        dedupe_key=f"account_closed:{account.public_id}:{account.fs_uniquifier}",
    )
    account.active = False
    accounts.end_sessions(account)
    _audit(database, actor, "closed", account, reason=reason.strip())
    return account


def reopen(database: Database, actor: Account, public_id: str) -> Account:
    """It can be used again. Raises `NotFound`, `NotAllowed`, `Conflict`. Does not commit."""
    account = _other(database, actor, public_id)
    if account.active:
        raise Conflict("not_closed")
    account.active = True
    _audit(database, actor, "reopened", account)
    return account


def end_sessions(database: Database, actor: Account, public_id: str) -> Account:
    """Every browser is signed out. Raises `NotFound`, `NotAllowed`. Does not commit."""
    account = _other(database, actor, public_id)
    accounts.end_sessions(account)
    _audit(database, actor, "signed_out", account)
    return account


def set_moderator(database: Database, actor: Account, public_id: str, *, wanted: bool) -> Account:
    """Operators alone say who moderates. Raises `NotFound`, `NotAllowed`. Does not commit."""
    account = _other(database, actor, public_id)
    if "operator" not in accounts.role_names(actor):
        raise NotAllowed("operators_only")
    change = accounts.give_role if wanted else accounts.take_role
    change(database, account, "moderator", actor=actor)
    return account


def mail_again(database: Database, actor: Account, public_id: str) -> Account:
    """The account to which a letter of the sign-in pages is sent again. Audited; no commit."""
    account = _account(database, actor, public_id)
    if not account.active:
        raise Conflict("already_closed")
    _audit(database, actor, "mailed_again", account)
    return account


def _refuse(actor: Account) -> None:
    if not is_moderator(actor):
        raise NotFound(kind="account")


def _account(database: Database, actor: Account, public_id: str) -> Account:
    _refuse(actor)
    found = database.scalar(select(Account).where(Account.public_id == public_id))
    if found is None:
        raise NotFound(kind="account")
    return found


def _other(database: Database, actor: Account, public_id: str) -> Account:
    """Not one's own, and not an operator's unless one is an operator."""
    found = _account(database, actor, public_id)
    if found.id == actor.id:
        raise NotAllowed("own_account")
    if "operator" in accounts.role_names(found) - accounts.role_names(actor):
        raise NotAllowed("operators_only")
    return found


def _audit(
    database: Database,
    actor: Account,
    action: str,
    account: Account | None,
    *,
    reason: str | None = None,
    **details: int,
) -> None:
    database.add(
        AuditEvent(
            actor=actor.public_id,
            action=f"account.{action}",
            object_type="account",
            object_id=account.public_id if account else None,
            reason=reason,
            details=details,
        )
    )
