"""The box under a thread of messages."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired, Length

from skills4all.services.messages.thread import LONGEST
from skills4all.web.forms.fields import REQUIRED, WorkspaceForm, text


class MessageForm(WorkspaceForm):
    """Plain text."""

    text = text(_l("Votre message"), rows=4)
    outdated = False

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.text.validators = [
            DataRequired(REQUIRED),
            Length(max=LONGEST, message=_l("C’est trop long : 4 000 caractères au plus.")),
        ]
