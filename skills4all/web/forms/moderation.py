"""The forms of decisions: they carry the revision the moderator read."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired, Length

from skills4all.services.moderation.reject import LONGEST_REASON
from skills4all.web.forms.fields import WorkspaceForm, text
from skills4all.web.forms.revision import RevisionPart


class RevisionForm(RevisionPart, WorkspaceForm):
    """Yes, to what was read. Also behind each button that changes the state of a row."""


class ReasonForm(RevisionPart, WorkspaceForm):
    """No, and why."""

    reason = text(_l("Motif"), rows=4)

    def __init__(self, *args: object, **values: object) -> None:
        super().__init__(*args, **values)
        self.reason.validators = [
            DataRequired(_l("Écrivez le motif : la personne le lira.")),
            Length(max=LONGEST_REASON, message=_l("C’est trop long.")),
        ]
