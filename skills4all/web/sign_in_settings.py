"""Our decisions on sign-up, sign-in, reset and sign-out, in the words of Flask-Security."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask

from skills4all.models import utc_now
from skills4all.web.locale import PREFIX
from skills4all.web.sign_in_words import MESSAGES, SUBJECTS

LEAST_PASSWORD = 10


def settings(app: Flask) -> dict[str, Any]:
    """Our decisions, in the words of Flask-Security."""
    ours = app.config["S4A_SETTINGS"]
    urls = {
        "URL_PREFIX": PREFIX,
        "LOGIN_URL": "/sign-in",
        "LOGOUT_URL": "/sign-out",
        "REGISTER_URL": "/sign-up",
        "CONFIRM_URL": "/confirm",
        "RESET_URL": "/reset",
        "CHANGE_URL": "/my/password",
        "VERIFY_URL": "/verify",
        "POST_LOGIN_VIEW": "account.home",
        "POST_LOGOUT_VIEW": "account.signed_out",
        "POST_REGISTER_VIEW": "account.written",
        "POST_RESET_VIEW": "security.login",
        "POST_CHANGE_VIEW": "account.home",
        "POST_VERIFY_VIEW": "account.home",
        "CONFIRM_ERROR_VIEW": "security.send_confirmation",
        "POST_CONFIRM_VIEW": "security.login",
    }
    mails = {
        "REGISTER_EMAIL_TEMPLATE": "email/welcome",
        "REGISTER_EMAIL_EXISTING_TEMPLATE": "email/welcome_existing",
        "EMAIL_TEMPLATE_CONFIRM": "email/confirm",
        "EMAIL_TEMPLATE_PASSWORD_RESET": "email/reset",
        "EMAIL_TEMPLATE_PASSWORD_RESET_NOTICE": "email/password_changed",
        "EMAIL_TEMPLATE_PASSWORD_CHANGE_NOTICE": "email/password_changed",
        "EMAIL_HTML": False,
    }
    rules = {
        "REGISTERABLE": True,
        "CONFIRMABLE": True,
        "RECOVERABLE": True,
        "CHANGEABLE": True,
        "RETURN_GENERIC_RESPONSES": True,
        "USE_REGISTER_V2": True,
        "PASSWORD_CONFIRM_REQUIRED": False,
        "PASSWORD_HASH": "argon2",
        "PASSWORD_SALT": ours.password_salt,
        "PASSWORD_LENGTH_MIN": LEAST_PASSWORD,
        "CONFIRM_EMAIL_WITHIN": timedelta(days=1),
        "RESET_PASSWORD_WITHIN": timedelta(hours=1),
        "API_ENABLED_METHODS": ["session"],
        "LOGOUT_METHODS": ["POST"],
        "STATIC_FOLDER": None,
        # Bare words: the library's own values come out as "no-store=True", which no cache knows.
        "CACHE_CONTROL": {"private": None, "no-store": None},
        "DATETIME_FACTORY": utc_now,
        "CLI_USERS_NAME": None,
        "CLI_ROLES_NAME": None,
    }
    words = {f"MSG_{name}": (text, "info") for name, text in MESSAGES.items()}
    subjects = {f"EMAIL_SUBJECT_{name}": text for name, text in SUBJECTS.items()}
    everything = urls | mails | rules | words | subjects
    return {f"SECURITY_{name}": value for name, value in everything.items()}
