"""The form of a programme. Whose it is and what state it is in are not fields of it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField
from wtforms.fields.choices import SelectChoice

from skills4all.models import Cefr, Funding, Mode, Programme
from skills4all.services.problems import MOST_SKILLS
from skills4all.services.programmes.draft import ProgrammeDraft
from skills4all.web.choices import levels
from skills4all.web.forms.fields import (
    DirhamField,
    Given,
    WholeField,
    WorkspaceForm,
    chosen,
    line,
    options,
    text,
    word_of,
    words,
)
from skills4all.web.forms.occupations import occupation_choices
from skills4all.web.forms.revision import RevisionPart
from skills4all.web.forms.skill_rows import SkillsPart, TaughtRow
from skills4all.web.locale import LANGUAGES, reader_language
from skills4all.web.wording import FUNDINGS, MODES


class ProgrammeForm(SkillsPart, RevisionPart, WorkspaceForm):
    """What a centre says of a programme."""

    read_as = "taught"

    title = line(_l("Titre de la formation"), required=True, maxlength=200, dir="auto")
    description = text(_l("Description : à qui elle s’adresse, ce qu’on y apprend, comment"))
    content_language = chosen(_l("Langue de ce texte"))
    teaching_language = chosen(_l("Langue d’enseignement"))
    teaching_cefr = chosen(_l("Niveau de langue conseillé"), default="")
    entry_level = chosen(_l("Niveau d’études demandé"), default="")
    mode = chosen(_l("Façon de suivre les cours"))
    hours = WholeField(_l("Heures de cours en tout"), [Given()], render_kw={"min": 1})
    price = DirhamField(
        _l("Prix en dirhams"), [Given()], render_kw={"inputmode": "decimal", "dir": "ltr"}
    )
    funding = chosen(_l("Financement"))
    funding_note = line(_l("Qui finance, à quelles conditions"), maxlength=200, dir="auto")
    certificate = line(_l("Certificat ou diplôme remis"), maxlength=200, dir="auto")
    occupation = chosen(_l("Métier préparé"), default="")
    skills = FieldList(FormField(TaughtRow), _l("Compétences"), max_entries=MOST_SKILLS)

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        languages = [SelectChoice(*pair) for pair in LANGUAGES.items()]
        for field in (self.content_language, self.teaching_language):
            field.choices = languages
            field.data = field.data or reader_language()
        self.teaching_cefr.choices = words(Cefr, {}, _l("Non précisé"))
        self.entry_level.choices = options(levels(), _l("Aucun"))
        self.mode.choices = words(Mode, MODES)
        self.funding.choices = words(Funding, FUNDINGS)
        self.occupation.choices = options(occupation_choices(), _l("Aucun en particulier"))

    def told(self) -> tuple[str, str]:
        return self.title.data or "", self.description.data or ""

    def draft(self) -> ProgrammeDraft:
        """After `validate`."""
        skills: dict[str, dict[str, int]] = {"taught": {}, "required": {}}
        for row in self.rows():
            skills[row.relation.data][row.skill.data] = int(row.level.data)
        return ProgrammeDraft(
            title=self.title.data,
            hours=self.hours.data,
            description=self.description.data,
            content_language=self.content_language.data,
            teaching_language=self.teaching_language.data,
            teaching_cefr=word_of(Cefr, self.teaching_cefr.data),
            entry_level=self.entry_level.data or None,
            mode=Mode(self.mode.data),
            price=self.price.data,
            funding=Funding(self.funding.data),
            funding_note=self.funding_note.data or None,
            certificate=self.certificate.data or None,
            occupation=self.occupation.data or None,
            taught=skills["taught"],
            required=skills["required"],
        )


def values_of(programme: Programme) -> dict[str, Any]:
    """The row as the form shows it."""
    names = (
        *("title", "description", "content_language", "teaching_language", "hours", "price"),
        *("funding_note", "certificate", "revision"),
    )
    values = {name: getattr(programme, name) for name in names}
    for name in ("teaching_cefr", "mode", "funding"):
        word = getattr(programme, name)
        values[name] = word.value if word else ""
    values["entry_level"] = programme.entry_level_id or ""
    values["occupation"] = programme.occupation_id or ""
    values["skills"] = [
        {"skill": row.skill_id, "level": str(row.level), "relation": row.relation.value}
        for row in sorted(programme.skills, key=lambda row: (row.relation.value, row.skill_id))
    ]
    return values
