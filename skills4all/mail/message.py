"""An e-mail on its way: one recipient, plain text, perhaps HTML, in one language.

Queued in the outbox with the change it tells about; never sent from a request. Refuses control
characters in the subject and anything but one plain address as recipient.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from email_validator import EmailNotValidError, validate_email
from sqlalchemy.orm import Session

from skills4all.services import outbox

E_MAIL = "e-mail"
SUBJECT_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Message:
    """One e-mail, ready to leave."""

    to: str
    subject: str
    text: str
    html: str | None
    language: str
    unsubscribe: str | None = None
    """Where one click, also of the mail program, stops letters of this kind (RFC 8058)."""

    def __post_init__(self) -> None:
        try:
            validate_email(self.to, check_deliverability=False, test_environment=True)
        except EmailNotValidError:
            raise ValueError("the recipient is not one e-mail address") from None
        if any(unicodedata.category(character) == "Cc" for character in self.subject):
            raise ValueError("a subject holds no control character")
        if not self.subject.strip() or len(self.subject) > SUBJECT_LENGTH:
            raise ValueError(f"a subject has 1 to {SUBJECT_LENGTH} characters")

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Message:
        return cls(**payload)


def queue_e_mail(
    session: Session,
    message: Message,
    *,
    dedupe_key: str | None = None,
    account_id: int | None = None,
    learner_id: int | None = None,
) -> int | None:
    """Promise the e-mail in the caller's transaction; it leaves after the commit.

    Returns the outbox id, or None when `dedupe_key` was promised before.
    """
    return outbox.queue(
        session,
        E_MAIL,
        asdict(message),
        dedupe_key=dedupe_key,
        account_id=account_id,
        learner_id=learner_id,
    )
