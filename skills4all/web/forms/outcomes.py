"""The form of the follow-up question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from skills4all.services.outcomes.answer import Answer
from skills4all.web.choices import Choice, Group
from skills4all.web.forms.fields import (
    NOT_OFFERED,
    REQUIRED,
    WorkspaceForm,
    chosen,
    grouped,
    text,
)


class OutcomeForm(WorkspaceForm):
    """Where one is now; the rest may be left out."""

    situation = RadioField(_l("Où en êtes-vous aujourd’hui ?"), [InputRequired(REQUIRED)])
    occupation = chosen(_l("Votre métier"))
    place = chosen(_l("Province ou préfecture"))
    comment = text(_l("Quelque chose à ajouter ?"), rows=3)

    def __init__(
        self,
        situations: Mapping[str, Any],
        occupations: Iterable[Choice],
        places: Iterable[Group],
        *args: Any,
        **values: Any,
    ) -> None:
        super().__init__(*args, **values)
        self.situation.choices = [SelectChoice(*pair) for pair in situations.items()]
        self.situation.invalid_choice_message = NOT_OFFERED
        self.occupation.choices = [
            SelectChoice("", _l("Choisissez…")),
            *(SelectChoice(each.value, each.text) for each in occupations),
        ]
        self.place.choices = grouped(places, _l("Choisissez…"))

    def told(self) -> Answer:
        """After `validate`."""
        return Answer(
            self.situation.data,
            self.occupation.data or None,
            self.place.data or None,
            self.comment.data or "",
        )
