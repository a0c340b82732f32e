"""Binds Flask-Security to our accounts: its views, our rows, our transactions.

Owns what must happen with sign-up, confirmation, sign-in, reset, change and sign-out: one
identifier row per e-mail, one generation of sessions per account, the profile kept with it. The
pages are `templates/security/*.html`.
"""

from __future__ import annotations

from typing import Any, cast

from flask import Flask, render_template, request
from flask_login import current_user, user_logged_in, user_logged_out
from flask_security import Security, SQLAlchemyUserDatastore, UserMixin
from flask_security.core import RoleMixin
from flask_security.signals import (
    password_changed,
    password_reset,
    user_confirmed,
    user_registered,
)
from wtforms import Form

from skills4all.extensions import db
from skills4all.models import Account, Role, utc_now
from skills4all.services import accounts
from skills4all.services.learners import sign_up
from skills4all.web.current_learner import close_in_session, opened_learner
from skills4all.web.forms import accounts as forms
from skills4all.web.locale import reader_language
from skills4all.web.sign_in_guard import guard
from skills4all.web.sign_in_mail import OutboxMail, site_address
from skills4all.web.sign_in_settings import settings
from skills4all.web.sign_in_words import OurWords


class SignedIn(UserMixin):
    """What the application asks of whoever is signed in, added to `Account`."""

    @property
    def role_names(self) -> frozenset[str]:
        return accounts.role_names(cast(Account, self))


class AccountStore(SQLAlchemyUserDatastore):
    """Accounts with their identifier, in one transaction."""

    def create_user(self, **values: Any) -> Any:
        account = cast(Account, super().create_user(**values))
        account.email = accounts.normal_email(account.email or "")
        account.locale = reader_language()
        account.password_set_at = utc_now()
        accounts.identify(account)
        self.db.session.flush()
        return account

    def find_user(self, case_insensitive: bool = False, **wanted: Any) -> Any:
        if "email" in wanted:
            return accounts.find(self.db.session(), wanted["email"])
        return super().find_user(case_insensitive, **wanted)


def init_app(app: Flask) -> None:
    """Sign-up, sign-in and all that goes with them."""
    _give_behaviour()
    app.config.update(settings(app))
    security = Security(
        app,
        AccountStore(db, cast(Any, Account), cast(Any, Role)),
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
    security.i18n_domain = OurWords(app)  # type: ignore[no-untyped-call]
    app.jinja_env.globals.update(site_address=site_address, current_user=current_user)
    _touch_no_session_uninvited(app, security)
    app.before_request(guard)
    for signal, receiver in SIGNALS:
        signal.connect(receiver, app)


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


def _on_registered(_app: Flask, user: Account, form_data: dict[str, Any], **_: Any) -> None:
    sign_up.keep(
        db.session(),
        user,
        kind=form_data["kind"],
        answers=form_data.get("answers") or "",
        occupation=form_data.get("occupation") or None,
        language=reader_language(),
        before=opened_learner(),
    )


def _on_confirmed(_app: Flask, user: Account, **_: Any) -> None:
    accounts.identify(user, verified_at=utc_now())


def _on_signed_in(_app: Flask, user: Account, **_: Any) -> None:
    accounts.seen(user)
    opened = opened_learner()
    if opened is not None and sign_up.join(db.session(), user, opened):
        close_in_session()


def _on_signed_out(_app: Flask, user: Any, **_: Any) -> None:
    # On a shared computer the next person must not find the profile that was being worked on.
    close_in_session()
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
