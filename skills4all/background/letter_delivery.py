"""Words a promised letter in the reader's language and hands it to the mail server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from flask import Flask, current_app, render_template, url_for
from sqlalchemy import select

from skills4all.extensions import db
from skills4all.mail import wording
from skills4all.mail.delivery import send_e_mail
from skills4all.mail.message import Message
from skills4all.models import Account
from skills4all.services.outbox import Leased


def send_letter(leased: Leased) -> None:
    """The message keeps the identity of the outbox row, whichever try sends it.

    Nothing is sent to an account that is gone, closed or without an address.
    """
    reader = _reader(leased.payload)
    # The reading transaction ends before the mail server is asked.
    db.session.rollback()
    if reader is not None:
        message = word(*reader, leased.payload["template"], leased.payload["facts"])
        send_e_mail(replace(leased, payload=asdict(message)))


def word(to: str, language: str, template: str, facts: Mapping[str, Any]) -> Message:
    """Rendered as a page of the site in that language, so that addresses and words agree."""
    base = current_app.config["S4A_SETTINGS"].base_url
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    # A context of its own: Babel remembers the language for as long as the context lives, and one
    # sweep words many letters.
    with app.app_context(), app.test_request_context(f"/{language}/", base_url=base):
        written = render_template(
            f"email/{template}.txt",
            facts=facts,
            moment=datetime.fromisoformat,
            address=lambda endpoint, **values: base + url_for(endpoint, **values),
        )
        message = wording.message(to, language, written)
        if "unsubscribe" in facts:
            stop = base + url_for("alerts.stop", public_id=facts["unsubscribe"])
            message = replace(message, unsubscribe=stop)
        return message


def _reader(payload: Mapping[str, Any]) -> tuple[str, str] | None:
    if "email" in payload:
        return payload["email"], payload["language"]
    account = db.session.scalar(
        select(Account).where(Account.public_id == payload["account"], Account.active)
    )
    if account is None or not account.email:
        return None
    return account.email, account.locale
