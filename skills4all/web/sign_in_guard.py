"""At the door of the account pages: `next` leads nowhere else, attempts are counted.

Counters stand in the database, so that a limit holds over all processes; what is counted is the
address typed, whether or not it has an account, so that a refusal tells nothing.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from email_validator import EmailNotValidError
from flask import abort, current_app, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import HTTPException

from skills4all.extensions import db
from skills4all.services import accounts, limits
from skills4all.web.sign_in_mail import spelling_of


def guard() -> ResponseReturnValue | None:
    """Before Flask-Security's own views: `next` leads nowhere else, attempts are counted."""
    if request.blueprint != "security":
        return None
    for target in (*request.args.getlist("next"), *request.form.getlist("next")):
        if target and not is_own_page(target):
            if request.method == "POST":
                abort(400)
            return redirect(request.path)
    if request.method == "POST":
        if request.is_json:
            # Flask-Security would read the address from there, and nothing would be counted.
            abort(415)
        _count_attempts(request.endpoint or "")
    return None


def is_own_page(target: str) -> bool:
    """Whether `target` is the path of one of our own pages that can be read with GET."""
    parts = urlsplit(target)
    plain = target.startswith("/") and target.isprintable() and "\\" not in target
    if not plain or target.startswith("//") or parts.netloc or parts.scheme:
        return False
    try:
        adapter = current_app.create_url_adapter(request)
        return adapter is not None and bool(adapter.match(parts.path, method="GET"))
    except HTTPException:
        return False


BY_ADDRESS = {
    "security.login": limits.SIGN_IN_ADDRESS,
    "security.verify": limits.SIGN_IN_ADDRESS,
    "security.register": limits.SIGN_UP_ADDRESS,
    "security.forgot_password": limits.SIGN_UP_ADDRESS,
    "security.send_confirmation": limits.SIGN_UP_ADDRESS,
    "security.reset_password": limits.SIGN_IN_ADDRESS,
    "security.change_password": limits.SIGN_IN_ADDRESS,
}
BY_ACCOUNT = {
    "security.login": limits.SIGN_IN_ACCOUNT,
    "security.register": limits.E_MAIL_RECIPIENT,
    "security.forgot_password": limits.E_MAIL_RECIPIENT,
    "security.send_confirmation": limits.E_MAIL_RECIPIENT,
}
SIGNED_IN_ATTEMPTS = ("security.verify", "security.change_password")


def _count_attempts(endpoint: str) -> None:
    """Raises `TooManyAttempts`. The same for known and unknown addresses, so it tells nothing."""
    if endpoint in BY_ADDRESS:
        count(BY_ADDRESS[endpoint], request.remote_addr or "")
    typed = _address_typed()
    if endpoint in BY_ACCOUNT and typed:
        count(BY_ACCOUNT[endpoint], typed)
    if endpoint in SIGNED_IN_ATTEMPTS and current_user.is_authenticated:
        count(limits.SIGN_IN_ACCOUNT, current_user.email or "")


def _address_typed() -> str:
    """The address as it will be looked for: another spelling is not another ten guesses."""
    text = request.form.get("email", "")
    try:
        return spelling_of(text)
    except EmailNotValidError:
        return accounts.normal_email(text)[:320]


def count(limit: limits.Limit, subject: str) -> None:
    """Count one attempt against `limit`; raises `TooManyAttempts`."""
    limits.refuse_too_many(db.engine, limit, subject, secret=current_app.config["SECRET_KEY"])
