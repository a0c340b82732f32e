"""Fields of the workspace forms: they read what people type in the ways people type it.

What cannot be read stays in the field as it was typed, with a sentence beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any
from unicodedata import category

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.form import _Auto
from wtforms import DateField, Field, SelectField, StringField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Optional, StopValidation
from wtforms.widgets import NumberInput, TextInput

from skills4all.web import held_forms
from skills4all.web.choices import Choice, Group

REQUIRED = _l("Remplissez ce champ.")
NOT_OFFERED = _l("Choisissez une valeur de la liste.")
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")


class WorkspaceForm(FlaskForm):
    """A form whose fields read themselves; `revision` is a lock, not a right.

    A form whose writer had to sign in again is filled with what they had typed.
    """

    class Meta(FlaskForm.Meta):
        """Where the values come from."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            given = super().wrap_formdata(form, formdata)
            return held_forms.shown() if given is None and formdata is _Auto else given


def clean(text: str | None) -> str:
    """Without characters nobody sees, line ends as `\\n`."""
    text = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(mark for mark in text if mark in "\n\t" or category(mark) != "Cc").strip()


def line(label: Any, *, required: bool = False, **attributes: Any) -> StringField:
    """One line of text."""
    validators = [DataRequired(REQUIRED) if required else Optional()]
    return StringField(label, validators, filters=[clean], render_kw=attributes or None)


def text(label: Any, rows: int = 8) -> TextAreaField:
    """Paragraphs."""
    return TextAreaField(label, filters=[clean], render_kw={"rows": rows, "dir": "auto"})


class DirhamField(Field):
    """Typed in dirhams ("1 250,50"), kept in centimes. Blank is None."""

    widget = TextInput()
    data: Any
    bad = _l("Écrivez un montant en dirhams, par exemple 4500 ou 1250,50.")

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if self.data is None:
            return ""
        whole, centimes = divmod(int(self.data), 100)
        return f"{whole},{centimes:02d}" if centimes else str(whole)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        typed = _SPACES.sub("", valuelist[0] if valuelist else "").replace(",", ".")
        if not typed:
            return
        try:
            centimes = Decimal(typed) * 100
            if len(typed) > 15 or centimes != centimes.to_integral_value():
                raise ValueError(self.bad)
        except (InvalidOperation, OverflowError):
            raise ValueError(self.bad) from None
        self.data = int(centimes)


class WholeField(Field):
    """A whole number. Blank is None."""

    widget = NumberInput()
    data: Any
    bad = _l("Écrivez un nombre entier.")

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else str(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        typed = _SPACES.sub("", valuelist[0] if valuelist else "")
        if not typed:
            return
        if len(typed) > 9 or not re.fullmatch(r"-?\d+", typed):
            raise ValueError(self.bad)
        self.data = int(typed)


class HoursField(WholeField):
    """A number of hours, perhaps with a half: "6", "7,5"."""

    widget = TextInput()
    bad = _l("Écrivez un nombre d’heures, par exemple 6 ou 7,5.")

    def _value(self) -> str:
        if self.raw_data or self.data is None:
            return super()._value()
        return f"{self.data:g}".replace(".", ",")

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        typed = _SPACES.sub("", valuelist[0] if valuelist else "").replace(",", ".")
        if not typed:
            return
        if len(typed) > 6 or not re.fullmatch(r"\d+(\.\d+)?", typed):
            raise ValueError(self.bad)
        self.data = float(typed)


class DayField(DateField):
    """A date; blank is None unless it is required."""

    data: Any
    bad = _l("Écrivez une date, par exemple 2027-03-15 ou 15/03/2027.")

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label, format=["%Y-%m-%d", "%d/%m/%Y"], **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        if not valuelist or not valuelist[0].strip():
            return
        try:
            super().process_formdata([valuelist[0].strip()])
        except ValueError:
            raise ValueError(self.bad) from None


class ClockField(TimeField):
    """A time of day; blank is None."""

    data: Any
    bad = _l("Écrivez une heure, par exemple 18:30.")

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label, format=["%H:%M", "%H:%M:%S"], **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        if not valuelist or not valuelist[0].strip():
            return
        try:
            super().process_formdata([valuelist[0].strip()])
        except ValueError:
            raise ValueError(self.bad) from None


class Given:
    """Something was typed that could be read; zero counts, blank does not."""

    field_flags = {"required": True}  # noqa: RUF012

    def __call__(self, _form: Any, field: Field) -> None:
        if field.data is None and not field.errors:
            raise StopValidation(REQUIRED)


def options(choices: Iterable[Choice], blank: Any = None) -> list[SelectChoice]:
    """Our choices as WTForms wants them, after a blank one if it has words."""
    first = [] if blank is None else [SelectChoice("", blank)]
    return first + [SelectChoice(choice.value, choice.text) for choice in choices]


def grouped(groups: Iterable[Group], blank: Any) -> list[SelectChoice]:
    """Choices under headings, after a blank one."""
    return [
        SelectChoice("", blank),
        *(
            SelectChoice(choice.value, choice.text, optgroup=group.text)
            for group in groups
            for choice in group.choices
        ),
    ]


def words(kind: type[StrEnum], names: Any, blank: Any = None) -> list[SelectChoice]:
    """The words of an enumeration with what people call them."""
    first = [] if blank is None else [SelectChoice("", blank)]
    return first + [SelectChoice(word.value, names.get(word.value, word.value)) for word in kind]


def chosen(label: Any, *, required: bool = False, **more: Any) -> SelectField:
    """One of `choices`, which the form gives when it is made."""
    validators = [InputRequired(REQUIRED)] if required else []
    return SelectField(
        label,
        validators,
        invalid_choice_message=NOT_OFFERED,
        invalid_value_message=NOT_OFFERED,
        **more,
    )


def word_of(kind: type[StrEnum], typed: str | None) -> Any:
    """The word of an enumeration, None for blank."""
    return kind(typed) if typed else None
