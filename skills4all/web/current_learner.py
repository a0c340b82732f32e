"""Whose profile a page is about: the account's, or the one opened with a resume code.

An adviser signs in with an account of their own and works on a profile under a resume code; that
profile comes first for as long as it is open.
"""

from __future__ import annotations

from flask import session
from flask_login import current_user

from skills4all.extensions import db
from skills4all.models import Account, Learner, utc_now
from skills4all.queries import learners as rows

KEY = "learner"


def current_learner() -> Learner | None:
    """The profile this visitor works on, if any."""
    opened = opened_learner()
    if opened is not None:
        return opened
    if not current_user.is_authenticated:
        return None
    return rows.of_account(db.session(), current_user.id)


def opened_learner() -> Learner | None:
    """The profile opened with a resume code in this session, if it still lives."""
    public_id = session.get(KEY)
    if not public_id:
        return None
    learner = rows.with_public_id(db.session(), public_id)
    if learner is not None and _still_lives(learner):
        return learner
    session.pop(KEY, None)
    return None


def _still_lives(learner: Learner) -> bool:
    """No account took it over, and its days are not over."""
    ends = learner.expires_at
    return learner.account_id is None and ends is not None and ends > utc_now()


def open_in_session(learner: Learner) -> None:
    """Work on this profile from now on."""
    session[KEY] = learner.public_id


def close_in_session() -> None:
    """Leave the profile; its code opens it again."""
    session.pop(KEY, None)


def signed_in_account() -> Account | None:
    """The account of the visitor, as a row."""
    return db.session.get(Account, current_user.id) if current_user.is_authenticated else None
