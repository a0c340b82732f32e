"""The form with which an employer asks a learner for contact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from skills4all.models import Opening
from skills4all.services.contacts.ask import LONGEST, Asking
from skills4all.web.forms.fields import REQUIRED, WorkspaceForm, chosen, text
from skills4all.web.locale import reader_language


class ContactForm(WorkspaceForm):
    """A few words, and the opening they are about if there is one."""

    opening = chosen(_l("À propos de quelle offre ?"))
    message = text(_l("Votre message"), rows=6)
    outdated = False

    def __init__(self, openings: Sequence[Opening], *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.opening.choices = [
            SelectChoice("", _l("Aucune en particulier")),
            *(SelectChoice(row.public_id, row.title) for row in openings),
        ]
        self.message.validators = [
            DataRequired(REQUIRED),
            Length(max=LONGEST, message=_l("C’est trop long : 2 000 caractères au plus.")),
        ]

    def asking(self) -> Asking:
        """After `validate`."""
        return Asking(self.message.data, self.opening.data or "", reader_language())
