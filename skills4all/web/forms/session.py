"""The form of a dated session with its weekly slots."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, Form, FormField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from skills4all.models import Mode, Session
from skills4all.services.programmes.session_draft import MOST_SLOTS, SessionDraft, Slot
from skills4all.web.choices import place_groups
from skills4all.web.forms.fields import (
    ClockField,
    DayField,
    DirhamField,
    Given,
    HoursField,
    WholeField,
    WorkspaceForm,
    chosen,
    clean,
    grouped,
    line,
    word_of,
    words,
)
from skills4all.web.forms.revision import RevisionPart
from skills4all.web.wording import MODES, WEEKDAYS

FIRST_ROWS = 2
"""Empty rows a new session starts with."""


class SlotRow(Form):
    """One weekly lesson; a row left empty counts for nothing."""

    weekday = chosen(_l("Jour"), default="")
    starts = ClockField(_l("De"))
    ends = ClockField(_l("À"))

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        days = [SelectChoice(str(at), day) for at, day in enumerate(WEEKDAYS)]
        self.weekday.choices = [SelectChoice("", "–"), *days]
        self.weekday.data = "" if self.weekday.data is None else self.weekday.data

    def is_empty(self) -> bool:
        return not any(clean((field.raw_data or [""])[0]) for field in self)

    def validate_weekday(self, field: Any) -> None:
        if not self.is_empty() and not field.data:
            raise ValidationError(_("Choisissez le jour."))

    def validate_starts(self, field: Any) -> None:
        _expect_time(self, field)

    def validate_ends(self, field: Any) -> None:
        _expect_time(self, field)

    def slot(self) -> Slot:
        return Slot(int(self.weekday.data), self.starts.data, self.ends.data)


def _expect_time(row: SlotRow, field: Any) -> None:
    if not row.is_empty() and field.data is None and not field.process_errors:
        raise ValidationError(_("Donnez l’heure."))


class SessionForm(RevisionPart, WorkspaceForm):
    """When, where, how many seats."""

    starts_on = DayField(_l("Premier jour"), validators=[Given()])
    ends_on = DayField(_l("Dernier jour"), validators=[Given()])
    enrol_by = DayField(_l("Inscription jusqu’au (compris)"), validators=[Optional()])
    seats = WholeField(_l("Nombre de places"), [Given()], render_kw={"min": 1})
    slots = FieldList(FormField(SlotRow), _l("Cours de la semaine"), max_entries=MOST_SLOTS)
    hours_per_week = HoursField(
        _l("Heures par semaine"),
        description=_l("Vide : la somme des cours de la semaine."),
        render_kw={"inputmode": "decimal", "dir": "ltr"},
    )
    mode = chosen(_l("Façon de suivre les cours"), default="")
    place = chosen(_l("Province ou préfecture"), default="")
    address = line(_l("Adresse ou salle"), maxlength=200, dir="auto")
    price = DirhamField(
        _l("Prix de cette session en dirhams"),
        description=_l("Vide : le prix de la formation."),
        render_kw={"inputmode": "decimal", "dir": "ltr"},
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.place.choices = grouped(place_groups(), _l("Aucun lieu : en ligne"))
        self.mode.choices = words(Mode, MODES, _l("Comme la formation"))
        if not self.is_submitted():
            while len(self.slots.entries) < FIRST_ROWS:
                self.slots.append_entry()

    def rearranged(self, order: str) -> bool:
        """Obey a button that adds or drops a row; False for one that means something else."""
        verb, _colon, rest = order.partition(":")
        if verb == "slot":
            if len(self.slots.entries) < MOST_SLOTS:
                self.slots.append_entry()
        elif verb == "drop":
            self.slots.entries = [row for row in self.slots.entries if row.name != rest]
        else:
            return False
        return True

    def draft(self) -> SessionDraft:
        """After `validate`."""
        rows = [entry.form for entry in self.slots.entries]
        return SessionDraft(
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            enrol_by=self.enrol_by.data,
            seats=self.seats.data,
            slots=tuple(row.slot() for row in rows if not row.is_empty()),
            hours_per_week=self.hours_per_week.data,
            mode=word_of(Mode, self.mode.data),
            place=self.place.data or None,
            address=self.address.data or None,
            price=self.price.data,
        )


def values_of(session: Session) -> dict[str, Any]:
    """The row as the form shows it."""
    names = (
        *("starts_on", "ends_on", "enrol_by", "seats", "hours_per_week", "address", "price"),
        "revision",
    )
    values: dict[str, Any] = {name: getattr(session, name) for name in names}
    values["mode"] = session.mode.value if session.mode else ""
    values["place"] = session.place_id or ""
    values["slots"] = [
        {"weekday": str(slot.weekday), "starts": slot.starts, "ends": slot.ends}
        for slot in sorted(session.slots, key=lambda slot: (slot.weekday, slot.starts))
    ]
    return values
