"""What Flask-Security says, in our words and from our own catalogue."""

from __future__ import annotations

from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_security.babel import FsDomain

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


class OurWords(FsDomain):
    """Sentences of our own catalogue as they are; the library's in its own translation."""

    def gettext(self, string: str | LazyString, **values: Any) -> str:
        if isinstance(string, LazyString):
            text = str(string)
            return text % values if values else text
        return str(super().gettext(string, **values))  # type: ignore[no-untyped-call]
