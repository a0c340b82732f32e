"""The warning before an unused account is erased, in the language of the account."""

from __future__ import annotations

from flask import current_app
from flask_babel import force_locale, gettext
from sqlalchemy.orm import Session

from skills4all.mail.message import Message, queue_e_mail
from skills4all.models import Account


def warn_unused(session: Session, account: Account) -> None:
    """Promise the e-mail in the caller's transaction."""
    if not account.email:
        return
    base = current_app.config["S4A_SETTINGS"].base_url
    with force_locale(account.locale):
        subject = gettext("Votre compte Skills4all sera effacé dans deux mois")
        text = gettext(
            "Bonjour,\n\nVous n’êtes pas venu depuis longtemps. Pour ne pas garder vos données "
            "sans raison, nous effacerons votre compte dans deux mois. Pour le garder, il suffit "
            "de vous connecter :\n\n%(address)s\n\nSkills4all",
            address=f"{base}/{account.locale}/sign-in",
        )
    queue_e_mail(
        session,
        Message(account.email, subject, text + "\n", None, account.locale),
        dedupe_key=f"retention:{account.public_id}:{account.retention_warned_at:%Y-%m-%d}",
        account_id=account.id,
    )
