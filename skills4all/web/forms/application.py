"""The forms around an application: to send one, to take it a step further, to keep a note."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from skills4all.models import ApplicationStatus
from skills4all.services.applications.apply import LONGEST_MESSAGE, Bid
from skills4all.services.applications.move import LONGEST, Step
from skills4all.web.application_words import stage
from skills4all.web.forms.fields import REQUIRED, WorkspaceForm, line, text
from skills4all.web.locale import reader_language

TOO_LONG = _l("C’est trop long.")


class ApplyForm(WorkspaceForm):
    """What the learner adds to the profile shown; `shown` is which one that was."""

    name = line(_l("Votre nom, comme l’employeur le lira"), required=True, autocomplete="name")
    message = text(_l("Message à l’employeur (facultatif)"), rows=6)
    shown = HiddenField()
    outdated = False

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.message.validators = [Length(max=LONGEST_MESSAGE, message=TOO_LONG)]

    def bid(self) -> Bid:
        return Bid(
            name=self.name.data or "",
            message=self.message.data or "",
            language=reader_language(),
            shown=self.shown.data or "",
        )

    def see(self, shown: str) -> None:
        """From now on the form is about this profile."""
        self.shown.data, self.shown.raw_data = shown, None


class StepForm(WorkspaceForm):
    """The next stage; `seen` is the one the page showed."""

    to = RadioField(_l("Étape suivante"), validators=[InputRequired(_l("Choisissez une étape."))])
    reason = text(_l("Ce que la personne lira (obligatoire pour un refus)"), rows=4)
    note = text(_l("Note privée : seule votre organisation la lit (facultatif)"), rows=3)
    seen = HiddenField()
    outdated = False

    def __init__(self, possible: Iterable[ApplicationStatus], *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.to.choices = [SelectChoice(each.value, stage(each)) for each in possible]
        for field in (self.reason, self.note):
            field.validators = [Length(max=LONGEST, message=TOO_LONG)]

    def step(self) -> Step:
        return Step(
            seen=_status(self.seen.data) or ApplicationStatus.WITHDRAWN,
            to=ApplicationStatus(self.to.data),
            reason=self.reason.data or "",
            note=self.note.data or "",
        )

    def see(self, status: ApplicationStatus) -> None:
        """From now on the form starts from this stage."""
        self.seen.data, self.seen.raw_data = status.value, None


class NoteForm(WorkspaceForm):
    """A note without a step."""

    note = text(_l("Note privée"), rows=3)
    outdated = False

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.note.validators = [DataRequired(REQUIRED), Length(max=LONGEST, message=TOO_LONG)]
        # The form of a step on the same page has a field of this name.
        self.note.id = "only-note"


def _status(word: str | None) -> ApplicationStatus | None:
    return ApplicationStatus(word) if word in set(ApplicationStatus) else None
