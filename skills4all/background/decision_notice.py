"""Writes the e-mail that tells an owner what a moderator decided, in the owner's language."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from flask import current_app, render_template
from flask_babel import gettext as _
from sqlalchemy import select

from skills4all.extensions import db
from skills4all.mail.delivery import send_e_mail
from skills4all.mail.message import SUBJECT_LENGTH, Message
from skills4all.models import Account
from skills4all.services import knowledge
from skills4all.services.outbox import Leased

PAGES = {
    "organisation": "organisations.show",
    "programme": "centre.programme",
    "opening": "employer.opening",
    "pledge": "employer_pledges.pledge",
}


def send_decision(leased: Leased) -> None:
    """The message keeps the identity of the outbox row, whichever try sends it."""
    account = db.session.scalar(
        select(Account).where(Account.public_id == leased.payload["account"], Account.active)
    )
    message = None if account is None or not account.email else _message(account, leased.payload)
    # The reading transaction ends before the mail server is asked.
    db.session.rollback()
    if message is not None:
        send_e_mail(replace(leased, payload=asdict(message)))


def _message(account: Account, decided: Any) -> Message:
    """Rendered as a page of the site in that language, so that addresses and words agree."""
    base = current_app.config["S4A_SETTINGS"].base_url
    language = account.locale
    with current_app.test_request_context(f"/{language}/", base_url=base):
        title = decided["title"] or knowledge.label("occupation", decided["occupation"], language)
        text = render_template(
            "moderation/decision_email.txt",
            decided=decided,
            title=title,
            page=PAGES[decided["kind"]],
            base=base,
        )
        subject = _subject(decided, title)
    return Message(account.email or "", subject, text.strip() + "\n", None, language)


def _subject(decided: Any, title: str) -> str:
    title = " ".join(title.split())
    if decided["approved"]:
        return str(_("Accepté : %(title)s", title=title))[:SUBJECT_LENGTH]
    return str(_("À corriger : %(title)s", title=title))[:SUBJECT_LENGTH]
