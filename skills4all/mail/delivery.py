"""Hands one message to the mail server (or, in development, to a file or the console).

The Message-ID comes from the outbox row: when a server takes a message and the connection drops
before it says so, the second copy carries the same identity and can be recognised.
"""

from __future__ import annotations

from pathlib import Path
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

from flask import current_app
from flask_mailman import EmailMultiAlternatives

from skills4all.extensions import mail as mailer
from skills4all.mail.failures import PermanentFailure
from skills4all.mail.message import Message
from skills4all.services.outbox import Leased


def send_e_mail(leased: Leased) -> None:
    """Send the message of an outbox row. Raises `PermanentFailure` for a 5xx answer."""
    message = Message.from_payload(leased.payload)
    headers = {
        "Message-ID": message_id(leased.reference),
        "Content-Language": message.language,
        "Auto-Submitted": "auto-generated",
    }
    if message.unsubscribe:
        headers["List-Unsubscribe"] = f"<{message.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(
        message.subject,
        message.text,
        current_app.config["MAIL_DEFAULT_SENDER"],
        [message.to],
        headers=headers,
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    _make_file_folder()
    try:
        # The library closes its connection only after a success; this does it always.
        with mailer.get_connection() as connection:
            connection.send_messages([mail])
    except SMTPRecipientsRefused as error:
        _raise_if_permanent([code for code, _ in error.recipients.values()])
        raise
    except SMTPResponseException as error:
        _raise_if_permanent([error.smtp_code])
        raise


def message_id(reference: str) -> str:
    """The same identity for every try of one outbox row of this site."""
    host = urlsplit(current_app.config["S4A_SETTINGS"].base_url).hostname
    return f"<{reference}@{host}>"


def _raise_if_permanent(codes: list[int]) -> None:
    if codes and all(500 <= code < 600 for code in codes):
        raise PermanentFailure


def _make_file_folder() -> None:
    if current_app.config["MAIL_BACKEND"] == "file":
        Path(current_app.config["MAIL_FILE_PATH"]).mkdir(parents=True, exist_ok=True)
