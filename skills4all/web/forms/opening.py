"""The form of an opening. Whose it is and what state it is in are not fields of it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from skills4all.models import Contract, Opening, Pledge, Relation, SkillOrigin
from skills4all.services.openings.asked_skills import Asked, AskedSkills
from skills4all.services.openings.draft import OpeningDraft
from skills4all.services.problems import MOST_SKILLS
from skills4all.web.choices import place_groups
from skills4all.web.forms.fields import (
    DayField,
    DirhamField,
    Given,
    WholeField,
    WorkspaceForm,
    chosen,
    grouped,
    line,
    options,
    text,
    word_of,
    words,
)
from skills4all.web.forms.occupations import occupation_choices, suggested_occupations
from skills4all.web.forms.revision import RevisionPart
from skills4all.web.forms.skill_rows import AskedRow, SkillsPart
from skills4all.web.locale import LANGUAGES, reader_language
from skills4all.web.wording import CONTRACTS

MONEY = {"inputmode": "decimal", "dir": "ltr"}


class JobPart(SkillsPart, RevisionPart):
    """What an opening and a pledge have in common."""

    content_language = chosen(_l("Langue de ce texte"))
    occupation = chosen(_l("Métier"), default="")
    contract = chosen(_l("Contrat"), default="")
    place = chosen(_l("Province ou préfecture"), default="")
    remote = BooleanField(_l("Télétravail possible depuis tout le Maroc"))
    pay_min = DirhamField(
        _l("Salaire mensuel brut minimum, en dirhams"), [Optional()], render_kw=MONEY
    )
    pay_max = DirhamField(
        _l("Salaire mensuel brut maximum, en dirhams"), [Optional()], render_kw=MONEY
    )
    positions = WholeField(_l("Nombre de postes"), [Given()], render_kw={"min": 1})
    skills = FieldList(FormField(AskedRow), _l("Compétences"), max_entries=MOST_SKILLS)

    def offer_choices(self) -> None:
        """Call once the form is made."""
        self.content_language.choices = [SelectChoice(*pair) for pair in LANGUAGES.items()]
        self.content_language.data = self.content_language.data or reader_language()
        self.occupation.choices = options(occupation_choices(), _l("Choisissez…"))
        self.contract.choices = words(Contract, CONTRACTS, _l("Choisissez…"))
        self.place.choices = grouped(place_groups(), _l("Choisissez…"))

    def asked(self) -> AskedSkills:
        return {
            row.skill.data: Asked(
                int(row.level.data), Relation(row.relation.data), SkillOrigin(row.origin.data)
            )
            for row in self.rows()
        }

    def common(self) -> dict[str, Any]:
        """Values that both drafts take."""
        return {
            "description": self.description.data,  # type: ignore[attr-defined]
            "content_language": self.content_language.data,
            "occupation": self.occupation.data or None,
            "contract": word_of(Contract, self.contract.data),
            "place": self.place.data or None,
            "remote": self.remote.data,
            "pay_min": self.pay_min.data,
            "pay_max": self.pay_max.data,
            "positions": self.positions.data,
            "skills": self.asked(),
        }


class OpeningForm(JobPart, WorkspaceForm):
    """What an employer says of an opening. Languages asked for are skills with a CEFR level."""

    occupations_read: tuple[str, ...] = ()
    """Occupations to choose from instead of the whole list, after the text was read."""

    title = line(_l("Intitulé du poste"), required=True, maxlength=200, dir="auto")
    description = text(_l("Description : missions, profil, équipe, horaires"))
    starts_on = DayField(_l("Prise de poste"), validators=[Optional()])
    deadline = DayField(_l("Candidatures jusqu’au (compris)"), validators=[Optional()])

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.offer_choices()

    def told(self) -> tuple[str, str]:
        return self.title.data or "", self.description.data or ""

    def read_text(self) -> None:
        """Also which occupations the text may be about."""
        super().read_text()
        self.occupations_read = suggested_occupations(*self.told(), self.occupation.data or "")
        if self.occupations_read and not self.occupation.data:
            first = self.occupations_read[0]
            self.occupation.data, self.occupation.raw_data = first, [first]

    def rearranged(self, order: str) -> bool:
        """`occupations`: back from the suggested ones to the whole list."""
        return order == "occupations" or super().rearranged(order)

    def draft(self) -> OpeningDraft:
        """After `validate`."""
        return OpeningDraft(
            title=self.title.data,
            starts_on=self.starts_on.data,
            deadline=self.deadline.data,
            **self.common(),
        )


class ReopenForm(RevisionPart, WorkspaceForm):
    """An opening that is over is wanted again, until another day or without one."""

    deadline = DayField(
        _l("Nouvelle date limite de candidature (compris)"), validators=[Optional()]
    )


def common_values(job: Opening | Pledge) -> dict[str, Any]:
    """What both rows have, as the forms show it."""
    names = (
        *("description", "content_language", "remote", "pay_min", "pay_max", "positions"),
        *("starts_on", "revision"),
    )
    values: dict[str, Any] = {name: getattr(job, name) for name in names}
    values["occupation"] = job.occupation_id or ""
    values["contract"] = job.contract.value if job.contract else ""
    values["place"] = job.place_id or ""
    rows: list[Any] = list(job.skills)
    values["skills"] = [
        {
            "skill": row.skill_id,
            "level": str(row.level),
            "relation": row.relation.value,
            "origin": getattr(row, "origin", SkillOrigin.WRITTEN),
        }
        for row in sorted(rows, key=lambda row: (row.relation.value, row.skill_id))
    ]
    return values


def values_of(opening: Opening) -> dict[str, Any]:
    """The row as the form shows it."""
    return common_values(opening) | {"title": opening.title, "deadline": opening.deadline}
