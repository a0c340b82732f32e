"""Forms of the account pages: Flask-Security's, with our words, limits and sign-up fields."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import request
from flask_babel import lazy_gettext as _l
from flask_security import forms as base
from wtforms import BooleanField, EmailField, HiddenField, PasswordField, RadioField, SubmitField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length

from skills4all.services.accounts import SIGN_UP_KINDS

MOST_PASSWORD = 128
MOST_ANSWERS = 6_000

KINDS = {
    "learner": _l("Je cherche un métier"),
    "centre": _l("Je représente un centre de formation"),
    "employer": _l("Je représente une entreprise qui recrute"),
    "institution": _l("Je représente une institution"),
}
AGREE_FIRST = _l("Sans votre accord, nous ne pouvons pas garder votre profil.")

NOT_ANSWERS = ("next", "kind", "occupation", "csrf_token")


def answers_in_address() -> str:
    """The answers of the address as one query string."""
    pairs = [
        (name, value) for name, value in request.args.items(multi=True) if name not in NOT_ANSWERS
    ]
    return urlencode(pairs)[:MOST_ANSWERS]


def _e_mail(*validators: object) -> EmailField:
    attributes = {"autocomplete": "email", "dir": "ltr", "inputmode": "email"}
    return EmailField(_l("Adresse e-mail"), validators, render_kw=attributes)


def _password(label: str, autocomplete: str, *validators: object) -> PasswordField:
    attributes = {"autocomplete": autocomplete, "dir": "ltr", "maxlength": MOST_PASSWORD}
    return PasswordField(
        label,
        [base.IsString(), base.password_required, Length(max=MOST_PASSWORD), *validators],
        render_kw=attributes,
    )


_KNOWN = (base.IsString(), base.email_required, base.EmailValidation(verify=False))
_MAILED = (base.IsString(), base.email_required, base.EmailValidation(verify=True))


class SignInForm(base.LoginForm):
    """E-mail and password. Staying signed in on a shared phone is not offered."""

    email = _e_mail(*_KNOWN)
    password = _password(_l("Mot de passe"), "current-password")
    remember = None
    submit = SubmitField(_l("Se connecter"))

    def __init__(self, *args: object, **values: object) -> None:
        super().__init__(*args, **values)
        self.password.description = ""


class SignUpForm(base.RegisterFormV2):
    """An account: for whom, and what was answered before having one.

    `answers` is the query string of the result page, `occupation` the pathway to keep.
    """

    kind = RadioField(
        _l("Vous êtes ici pour…"),
        choices=[SelectChoice(value, label) for value, label in KINDS.items()],
        default="learner",
        validators=[InputRequired(), AnyOf(SIGN_UP_KINDS)],
    )
    email = _e_mail(*_MAILED, base.unique_user_email)
    password = _password(_l("Mot de passe"), "new-password")
    agree = BooleanField(
        _l("J’accepte que Skills4all garde mon profil pour me proposer des parcours."),
        validators=[DataRequired(AGREE_FIRST)],
    )
    answers = HiddenField(validators=[Length(max=MOST_ANSWERS)])
    occupation = HiddenField(validators=[Length(max=100)])
    submit = SubmitField(_l("Créer mon compte"))

    def __init__(self, *args: object, **values: object) -> None:
        super().__init__(*args, **values)
        if request.method != "POST":
            self.answers.data = answers_in_address()
            self.occupation.data = request.args.get("occupation", "")[:100]
            if request.args.get("kind") in SIGN_UP_KINDS:
                self.kind.data = request.args["kind"]


class ForgottenForm(base.ForgotPasswordForm):
    """Asks for a link to choose a new password."""

    email = _e_mail(*_MAILED, base.valid_user_email)
    submit = SubmitField(_l("Recevoir un lien"))


class ConfirmAgainForm(base.SendConfirmationForm):
    """Asks for the confirmation message once more."""

    email = _e_mail(*_MAILED, base.valid_user_email)
    submit = SubmitField(_l("Recevoir le message"))


class NewPasswordForm(base.ResetPasswordForm):
    """A new password, by the link of a message."""

    password = _password(_l("Nouveau mot de passe"), "new-password")
    password_confirm = _password(
        _l("Nouveau mot de passe, encore une fois"),
        "new-password",
        base.EqualToLocalize("password", message="RETYPE_PASSWORD_MISMATCH"),
    )
    submit = SubmitField(_l("Changer mon mot de passe"))


class ChangePasswordForm(base.ChangePasswordForm):
    """A new password, knowing the present one."""

    password = _password(_l("Mot de passe actuel"), "current-password")
    new_password = _password(_l("Nouveau mot de passe"), "new-password")
    new_password_confirm = _password(
        _l("Nouveau mot de passe, encore une fois"),
        "new-password",
        base.EqualToLocalize("new_password", message="RETYPE_PASSWORD_MISMATCH"),
    )
    submit = SubmitField(_l("Changer mon mot de passe"))


class VerifyForm(base.VerifyForm):
    """The password once more, before something that cannot be undone."""

    password = _password(_l("Mot de passe"), "current-password")
    submit = SubmitField(_l("Continuer"))
