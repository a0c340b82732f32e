"""The forms of decisions: they carry the revision the moderator read."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from skills4all.services.moderation.reject import LONGEST_REASON
from skills4all.web.forms.fields import WorkspaceForm, text
from skills4all.web.forms.revision import RevisionPart
from skills4all.web.moderation_words import EVIDENCE_NAMES


class RevisionForm(RevisionPart, WorkspaceForm):
    """Yes, to what was read. Also behind each button that changes the state of a row."""


class EvidenceForm(RevisionForm):
    """Yes to an organisation: what was looked at."""

    looked_at = SelectMultipleField(
        _l("Ce que vous avez vérifié"),
        choices=[SelectChoice(*pair) for pair in EVIDENCE_NAMES.items()],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validate_choice=False,
    )


class ReasonForm(RevisionPart, WorkspaceForm):
    """No, and why."""

    reason = text(_l("Motif"), rows=4)

    def __init__(self, *args: object, **values: object) -> None:
        super().__init__(*args, **values)
        self.reason.validators = [
            DataRequired(_l("Écrivez le motif : la personne le lira.")),
            Length(max=LONGEST_REASON, message=_l("C’est trop long.")),
        ]
