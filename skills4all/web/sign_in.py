"""Binds Flask-Security to our accounts: its views, our words, our limits, our transactions.

Owns the settings of sign-up, confirmation, sign-in, reset, change and sign-out, and what must
happen with them: one identifier row per e-mail, one generation of sessions per account, attempts
counted over all workers. The pages are `templates/security/*.html`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_login import current_user, user_logged_in, user_logged_out
from flask_security import Security, SQLAlchemyUserDatastore, UserMixin
from flask_security.babel import FsDomain
from flask_security.core import RoleMixin
from flask_security.signals import (
    password_changed,
    password_reset,
    user_confirmed,
    user_registered,
)
from werkzeug.exceptions import HTTPException
from wtforms import Form

from skills4all.extensions import db
from skills4all.models import Account, Role, utc_now
from skills4all.services import accounts, limits
from skills4all.services.learners import sign_up
from skills4all.web.forms import accounts as forms
from skills4all.web.locale import PREFIX, reader_language
from skills4all.web.sign_in_mail import OutboxMail, site_address

LEAST_PASSWORD = 10
MOST_PASSWORD = 128

MESSAGES = {
    "GENERIC_AUTHN_FAILED": _l("L’adresse ou le mot de passe ne correspond pas."),
    "GENERIC_RECOVERY": _l("Si cette adresse a un compte, un message vient de lui être envoyé."),
    "UNAUTHENTICATED": _l("Connectez-vous pour ouvrir cette page."),
    "REAUTHENTICATION_REQUIRED": _l("Pour votre sécurité, redonnez votre mot de passe."),
    "CONFIRM_REGISTRATION": _l("Un message vient d’être envoyé à %(email)s."),
    "EMAIL_CONFIRMED": _l("Votre adresse est confirmée. Vous pouvez vous connecter."),
    "ALREADY_CONFIRMED": _l("Votre adresse est déjà confirmée. Connectez-vous."),
    "INVALID_CONFIRMATION_TOKEN": _l("Ce lien n’est pas valable. Demandez-en un nouveau."),
    "CONFIRMATION_EXPIRED": _l("Ce lien a expiré. Demandez-en un nouveau."),
    "CONFIRMATION_REQUEST": _l(
        "Si l’adresse %(email)s attend une confirmation, un message vient d’être envoyé."
    ),
    "CONFIRMATION_REQUIRED": _l("L’adresse ou le mot de passe ne correspond pas."),
    "RETYPE_PASSWORD_MISMATCH": _l("Les deux mots de passe sont différents."),
    "PASSWORD_MISMATCH": _l("Les deux mots de passe sont différents."),
    "PASSWORD_RESET_REQUEST": _l(
        "Si l’adresse %(email)s a un compte, un message vient de lui être envoyé."
    ),
    "PASSWORD_RESET_EXPIRED": _l("Ce lien a expiré. Demandez-en un nouveau."),
    "INVALID_RESET_PASSWORD_TOKEN": _l("Ce lien n’est pas valable. Demandez-en un nouveau."),
    "PASSWORD_RESET": _l("Votre mot de passe est changé."),
    "PASSWORD_RESET_NO_LOGIN": _l("Votre mot de passe est changé. Connectez-vous."),
    "PASSWORD_CHANGE": _l("Votre mot de passe est changé. Vos autres sessions sont fermées."),
    "PASSWORD_IS_THE_SAME": _l("Choisissez un mot de passe différent du précédent."),
    "PASSWORD_NOT_PROVIDED": _l("Donnez un mot de passe."),
    "PASSWORD_INVALID_LENGTH": _l("Il faut au moins %(length)s caractères."),
    "INVALID_PASSWORD": _l("Ce mot de passe ne correspond pas."),
    "INVALID_EMAIL_ADDRESS": _l("Cette adresse e-mail n’est pas valable."),
    "EMAIL_NOT_PROVIDED": _l("Donnez votre adresse e-mail."),
    "REAUTHENTICATION_SUCCESSFUL": _l("Merci, c’est bien vous."),
    "INVALID_REDIRECT": _l("Cette adresse n’est pas valable."),
}
SUBJECTS = {
    "REGISTER": _l("Confirmez votre inscription à Skills4all"),
    "CONFIRM": _l("Confirmez votre adresse pour Skills4all"),
    "PASSWORD_RESET": _l("Choisir un nouveau mot de passe Skills4all"),
    "PASSWORD_NOTICE": _l("Votre mot de passe Skills4all a été changé"),
    "PASSWORD_CHANGE_NOTICE": _l("Votre mot de passe Skills4all a été changé"),
}


class SignedIn(UserMixin):  # type: ignore[misc]
    """What the application asks of whoever is signed in, added to `Account`."""

    @property
    def role_names(self) -> frozenset[str]:
        return accounts.role_names(cast(Account, self))


class AccountStore(SQLAlchemyUserDatastore):  # type: ignore[misc]
    """Accounts with their identifier, in one transaction."""

    def create_user(self, **values: Any) -> Account:
        account = cast(Account, super().create_user(**values))
        account.email = accounts.normal_email(account.email or "")
        account.locale = reader_language()
        account.password_set_at = utc_now()
        accounts.identify(account)
        self.db.session.flush()
        return account

    def find_user(self, case_insensitive: bool = False, **wanted: Any) -> Account | None:
        if "email" in wanted:
            return accounts.find(self.db.session(), wanted["email"])
        return cast("Account | None", super().find_user(case_insensitive, **wanted))


class OurWords(FsDomain):  # type: ignore[misc]
    """Sentences of our own catalogue as they are; the library's in its own translation."""

    def gettext(self, string: str | LazyString, **values: Any) -> str:
        if isinstance(string, LazyString):
            text = str(string)
            return text % values if values else text
        return str(super().gettext(string, **values))


def init_app(app: Flask) -> None:
    """Sign-up, sign-in and all that goes with them."""
    _give_behaviour()
    app.config.update(settings(app))
    security = Security(
        app,
        AccountStore(db, Account, Role),
        mail_util_cls=OutboxMail,
        render_template=_page,
        login_form=forms.SignInForm,
        register_form=forms.SignUpForm,
        forgot_password_form=forms.ForgottenForm,
        reset_password_form=forms.NewPasswordForm,
        change_password_form=forms.ChangePasswordForm,
        send_confirmation_form=forms.ConfirmAgainForm,
        verify_form=forms.VerifyForm,
    )
    security.want_json(lambda _request: False)
    security.i18n_domain = OurWords(app)
    app.jinja_env.globals.update(site_address=site_address, current_user=current_user)
    _touch_no_session_uninvited(app, security)
    app.before_request(_guard)
    for signal, receiver in SIGNALS:
        signal.connect(receiver, app)


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
        "DATETIME_FACTORY": utc_now,
        "CLI_USERS_NAME": None,
        "CLI_ROLES_NAME": None,
    }
    words = {f"MSG_{name}": (text, "info") for name, text in MESSAGES.items()}
    subjects = {f"EMAIL_SUBJECT_{name}": text for name, text in SUBJECTS.items()}
    everything = urls | mails | rules | words | subjects
    return {f"SECURITY_{name}": value for name, value in everything.items()}


def _give_behaviour() -> None:
    """Make `Account` and `Role` what Flask-Security works with; the models import nothing of it."""
    for model, behaviour in ((Account, SignedIn), (Role, RoleMixin)):
        if not issubclass(model, behaviour):
            model.__bases__ = (*model.__bases__, behaviour)


def _touch_no_session_uninvited(app: Flask, security: Security) -> None:
    """Flask-Login and Flask-Principal load the visitor for every page; ours only when asked.

    A public page that never asks who reads it can be cached, and costs no query. Remember-me
    cookies and tokens in headers are not offered, so their code is taken out as well.
    """
    security.login_manager.request_loader(None)
    app.after_request_funcs[None].remove(security.login_manager._update_remember_cookie)
    app.before_request_funcs[None].remove(security.principal._on_before_request)
    processors = app.template_context_processors[None]
    app.template_context_processors[None] = [
        each for each in processors if each.__name__ != "_user_context_processor"
    ]


def _page(template: str, **context: Any) -> Any:
    """Render a page of Flask-Security; 422 when a form on it was refused."""
    html = render_template(template, **context)
    refused = any(isinstance(part, Form) and part.errors for part in context.values())
    return (html, 422) if refused and request.method == "POST" else html


def _guard() -> ResponseReturnValue | None:
    """Before Flask-Security's own views: `next` leads nowhere else, attempts are counted."""
    if request.blueprint != "security":
        return None
    for target in (*request.args.getlist("next"), *request.form.getlist("next")):
        if target and not is_own_page(target):
            if request.method == "POST":
                abort(400)
            return redirect(request.path)
    if request.method == "POST":
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
    typed = accounts.normal_email(request.form.get("email", ""))[:320]
    if endpoint in BY_ACCOUNT and typed:
        count(BY_ACCOUNT[endpoint], typed)
    if endpoint in SIGNED_IN_ATTEMPTS and current_user.is_authenticated:
        count(limits.SIGN_IN_ACCOUNT, current_user.email or "")


def count(limit: limits.Limit, subject: str) -> None:
    """Count one attempt against `limit`; raises `TooManyAttempts`."""
    limits.refuse_too_many(db.engine, limit, subject, secret=current_app.config["SECRET_KEY"])


def _on_registered(_app: Flask, user: Account, form_data: dict[str, Any], **_: Any) -> None:
    sign_up.keep(
        db.session(),
        user,
        kind=form_data["kind"],
        answers=form_data.get("answers") or "",
        occupation=form_data.get("occupation") or None,
        language=reader_language(),
    )


def _on_confirmed(_app: Flask, user: Account, **_: Any) -> None:
    accounts.identify(user, verified_at=utc_now())


def _on_signed_in(_app: Flask, user: Account, **_: Any) -> None:
    accounts.seen(user)


def _on_signed_out(_app: Flask, user: Any, **_: Any) -> None:
    if user.is_authenticated:
        accounts.end_sessions(user)
        db.session.commit()


def _on_new_password(_app: Flask, user: Account, **_: Any) -> None:
    user.password_set_at = utc_now()


SIGNALS = (
    (user_registered, _on_registered),
    (user_confirmed, _on_confirmed),
    (user_logged_in, _on_signed_in),
    (user_logged_out, _on_signed_out),
    (password_changed, _on_new_password),
    (password_reset, _on_new_password),
)
