"""Account e-mails: worded by templates, promised in the outbox in the transaction they tell of.

Flask-Security renders and would send at once; this queues instead. Links are built from the
configured address of the site, never from the request's Host header.
"""

from __future__ import annotations

from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask import after_this_request, current_app, url_for
from flask.typing import ResponseReturnValue
from flask_security import MailUtil
from flask_security.mail_util import EmailValidateException
from flask_security.utils import get_message

from skills4all.extensions import db
from skills4all.mail import wording
from skills4all.mail.message import Message, queue_e_mail
from skills4all.services.accounts import normal_email
from skills4all.web.locale import reader_language


def site_address(endpoint: str, **values: Any) -> str:
    """An absolute address for an e-mail."""
    base: str = current_app.config["S4A_SETTINGS"].base_url
    return base + url_for(endpoint, **values)


def spelling_of(email: str) -> str:
    """The one spelling under which an address is kept and looked for.

    Raises `EmailNotValidError`. Domains lose characters nobody sees, so it takes more than
    `normal_email` to see that two of them are one.
    """
    checked = validate_email(email[:254], check_deliverability=False, test_environment=True)
    return normal_email(checked.normalized)


class OutboxMail(MailUtil):
    """Normal spelling for addresses, outbox for messages."""

    def send_mail(
        self,
        template: str,  # noqa: ARG002
        subject: str,
        recipient: str | tuple[str, str],
        sender: str | tuple[str, str],  # noqa: ARG002
        body: str | None,
        html: str | None,  # noqa: ARG002
        **context: Any,
    ) -> None:
        account = context.get("user")
        message = Message(
            to=str(recipient),
            subject=str(subject),
            text=(body or "").strip() + "\n",
            html=wording.html(str(subject), body or "", reader_language()),
            language=reader_language(),
        )
        queue_e_mail(db.session(), message, account_id=account.id if account else None)
        # Some of the views change nothing else and would not commit.
        after_this_request(_commit)

    def normalize(self, email: str) -> str:
        try:
            return spelling_of(email)
        except EmailNotValidError:
            raise EmailValidateException(get_message("INVALID_EMAIL_ADDRESS")[0]) from None

    def validate(self, email: str) -> str:
        # No look-up of the mail server: it would tell strangers' servers who signs up, and fail
        # where the network is closed. The confirmation mail is the proof.
        return self.normalize(email)


def _commit(response: ResponseReturnValue) -> ResponseReturnValue:
    db.session.commit()
    return response
