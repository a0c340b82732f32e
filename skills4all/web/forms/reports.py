"""The form of a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from skills4all.web.forms.fields import NOT_OFFERED, REQUIRED, WorkspaceForm, text


class ReportForm(WorkspaceForm):
    """Why, and in one's own words."""

    reason = RadioField(_l("Qu’est-ce qui ne va pas ?"), [InputRequired(REQUIRED)])
    details = text(_l("Ce que vous avez vu"), rows=4)

    def __init__(self, reasons: Mapping[str, Any], *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.reason.choices = [SelectChoice(*pair) for pair in reasons.items()]
        self.reason.invalid_choice_message = NOT_OFFERED
