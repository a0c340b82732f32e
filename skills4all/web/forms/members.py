"""The form of an invitation."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from skills4all.models import MemberRole
from skills4all.web.forms.fields import NOT_OFFERED, WorkspaceForm, chosen, line
from skills4all.web.locale import LANGUAGES, reader_language

ROLES = {
    MemberRole.EDITOR.value: _l("Membre : écrit, publie, répond"),
    MemberRole.OWNER.value: _l("Responsable : décide aussi de qui est membre"),
}


class InvitationForm(WorkspaceForm):
    """Whom, as what, in which language the letter is written."""

    email = line(_l("Adresse e-mail"), required=True, maxlength=254, type="email", dir="ltr")
    role = RadioField(_l("Rôle"), choices=[SelectChoice(*pair) for pair in ROLES.items()])
    language = chosen(_l("Langue de l’invitation"))

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.role.invalid_choice_message = NOT_OFFERED
        self.role.data = self.role.data or MemberRole.EDITOR.value
        self.language.choices = [SelectChoice(*pair) for pair in LANGUAGES.items()]
        self.language.data = self.language.data or reader_language()
