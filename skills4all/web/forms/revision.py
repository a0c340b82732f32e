"""The revision someone saw, carried by a form: a lock against overwriting unseen, not a right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wtforms import Form
from wtforms.widgets import HiddenInput

from skills4all.web.forms.fields import WholeField
from skills4all.web.wording import label

PASSED_OVER = ("revision", "csrf_token", "skill_name")


class RevisionPart:
    """Mixed into a form that edits a row. `outdated`: the row changed since it was read."""

    revision = WholeField("", widget=HiddenInput())
    outdated = False

    def seen(self) -> int:
        """Zero, which no row has, when it did not come or cannot be read."""
        return self.revision.data or 0

    def see(self, revision: int) -> None:
        """From now on the form is about that revision: saving again is a choice."""
        self.revision.data, self.revision.raw_data = revision, None


@dataclass(frozen=True, slots=True)
class Difference:
    """`theirs` is what is stored now, as people read it."""

    label: str
    theirs: str


def differences(mine: Form, theirs: Form) -> list[Difference]:
    """Fields in which what was typed and what is stored differ."""
    found = []
    for field in mine:
        if field.name in PASSED_OVER:
            continue
        mine_text, their_text = _text(field), _text(theirs[field.name])
        if mine_text != their_text:
            found.append(Difference(str(field.label.text), their_text or "–"))
    return found


def _text(field: Any) -> str:
    if hasattr(field, "entries"):
        return " · ".join(_row(entry.form) for entry in field.entries)
    if hasattr(field, "iter_choices") and field.choices is not None:
        chosen = [str(choice.label) for choice in field.iter_choices() if choice.selected]
        return ", ".join(chosen)
    if isinstance(field.data, bool):
        return "✓" if field.data else ""
    if field.data is None:
        return ""
    raw, field.raw_data = field.raw_data, None
    shown = field._value() if hasattr(field, "_value") else str(field.data)
    field.raw_data = raw
    return str(shown)


def _row(form: Form) -> str:
    parts = [
        label("skill", field.data) if field.name.endswith("-skill") else _text(field)
        for field in form
        if not field.name.endswith("-origin")
    ]
    return " ".join(part for part in parts if part)
