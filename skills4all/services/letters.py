"""Letters: e-mails promised with the change they tell of, worded when they leave.

A promise names the template, the account and plain facts; the words are found when it is sent, in
the language the account has then. What is decided later must not change a letter: facts are
values, never keys to look up.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session as Database

from skills4all.models import Account
from skills4all.services import outbox

KIND = "letter"


def promise(
    database: Database,
    account: Account,
    template: str,
    facts: Mapping[str, Any],
    *,
    dedupe_key: str,
    learner_id: int | None = None,
    not_before: datetime | None = None,
) -> int | None:
    """Promise `templates/email/<template>.txt` to the account, in the caller's transaction.

    `facts` are JSON values for the template. Returns the outbox id; None when `dedupe_key` was
    promised before, or the account has no address. Does not commit.
    """
    if not account.email or not account.active:
        return None
    return outbox.queue(
        database,
        KIND,
        {"account": account.public_id, "template": template, "facts": dict(facts)},
        dedupe_key=dedupe_key,
        account_id=account.id,
        learner_id=learner_id,
        not_before=not_before,
    )


def promise_address(
    database: Database,
    email: str,
    language: str,
    template: str,
    facts: Mapping[str, Any],
    *,
    dedupe_key: str,
) -> int | None:
    """The same to an address that may have no account: an invitation."""
    payload = {"email": email, "language": language, "template": template, "facts": dict(facts)}
    return outbox.queue(database, KIND, payload, dedupe_key=dedupe_key)
