"""The forms of an enrolment: a learner's wish, a centre's no."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired, Length

from skills4all.services.enrolments.ask_for_place import MOST_WORDS, Wish
from skills4all.services.moderation.reject import LONGEST_REASON
from skills4all.web.forms.fields import WorkspaceForm, line, text


class WishForm(WorkspaceForm):
    """What the centre will read."""

    name = line(_l("Nom et prénom"), required=True, autocomplete="name", dir="auto", maxlength=200)
    message = text(_l("Message au centre"), rows=4)

    def __init__(self, *args: object, **values: object) -> None:
        super().__init__(*args, **values)
        self.message.flags.optional = True
        self.message.validators = [Length(max=MOST_WORDS, message=_l("C’est trop long."))]

    def wish(self) -> Wish:
        """After `validate`."""
        return Wish(self.name.data or "", self.message.data or "")


class WhyForm(WorkspaceForm):
    """A reason that the learner will read."""

    reason = text(_l("Motif"), rows=4)

    def __init__(self, *args: object, **values: object) -> None:
        super().__init__(*args, **values)
        self.reason.validators = [
            DataRequired(_l("Écrivez le motif : la personne le lira.")),
            Length(max=LONGEST_REASON, message=_l("C’est trop long.")),
        ]
