"""The form of a pledge: jobs promised before anyone is trained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import format_date
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from skills4all.models import Pledge, Session
from skills4all.services.openings.pledge_draft import PledgeDraft
from skills4all.web.forms.fields import REQUIRED, DayField, Given, WorkspaceForm, chosen, text
from skills4all.web.forms.opening import JobPart, common_values
from skills4all.web.wording import label


class PledgeForm(JobPart, WorkspaceForm):
    """What an employer promises. `sessions`: those the promise may depend on."""

    occupation = chosen(_l("Métier"), required=True)
    description = text(_l("Ce que vous promettez, à quelles conditions"), rows=5)
    starts_on = DayField(_l("Début de l’emploi"), validators=[Given()])
    session = chosen(_l("À condition que cette session ait lieu"), default="")

    def __init__(self, sessions: Sequence[Session], **values: Any) -> None:
        super().__init__(**values)
        self.offer_choices()
        self.occupation.validators = [DataRequired(REQUIRED)]
        self.session.choices = [
            SelectChoice("", _l("Sans condition")),
            *(SelectChoice(each.public_id, _named(each)) for each in sessions),
        ]

    def told(self) -> tuple[str, str]:
        """A pledge has no title but its occupation."""
        return label("occupation", self.occupation.data), self.description.data or ""

    def draft(self) -> PledgeDraft:
        """After `validate`."""
        return PledgeDraft(
            starts_on=self.starts_on.data, session=self.session.data or None, **self.common()
        )


def _named(session: Session) -> str:
    programme = session.programme
    date = format_date(session.starts_on, "d MMM y")
    return f"{programme.title} – {programme.organisation.name} – {date}"


def values_of(pledge: Pledge) -> dict[str, Any]:
    """The row as the form shows it."""
    session = pledge.session.public_id if pledge.session else ""
    return common_values(pledge) | {"session": session}
