"""Skills in a form: one row each with level and relation; added by name, read from the text.

Works without JavaScript: each button sends the form, which comes back with other rows and all
that was typed. Nothing is stored by that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form, HiddenField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from skills4all.services import knowledge
from skills4all.services.problems import MOST_SKILLS
from skills4all.services.suggestions import skills_in
from skills4all.web.forms.fields import chosen, clean
from skills4all.web.wording import CEFR_LEVELS, SKILL_LEVELS, is_human_language

WRITTEN, READ = "written", "read"
"""Chosen by whoever fills the form in, or read from their text and kept."""
LANGUAGES_HERE = (
    *("french-language", "arabic-language", "english-language", "darija-language"),
    *("tamazight-language", "spanish-language"),
)
"""Those that openings in Morocco ask for, most often first; the others are added by name."""
USUAL_LEVEL = 2
USUAL_LANGUAGE_LEVEL = 3


class SkillRow(Form):
    """One skill: its id travels hidden and is looked up again; the rest is chosen.

    `origin` travels with it, so that what was read stays marked while the form is filled in.
    """

    skill = HiddenField()
    origin = HiddenField(default=WRITTEN)
    level = chosen(_l("Niveau"))
    relation = chosen(_l("Rôle de la compétence"))

    relations: tuple[tuple[str, Any], ...] = ()

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        scale = CEFR_LEVELS if is_human_language(self.skill.data or "") else SKILL_LEVELS
        self.level.choices = [SelectChoice(str(at), words) for at, words in scale.items()]
        self.relation.choices = [SelectChoice(*pair) for pair in self.relations]
        if self.origin.data != READ:
            self.origin.data = WRITTEN

    @property
    def was_read(self) -> bool:
        return bool(self.origin.data == READ)

    def validate_skill(self, field: Any) -> None:
        if field.data not in knowledge.vocabulary().skills:
            raise ValidationError(_("Nous ne connaissons pas cette compétence."))


class TaughtRow(SkillRow):
    """In a programme."""

    relations = (("taught", _l("enseignée")), ("required", _l("demandée à l’entrée")))


class AskedRow(SkillRow):
    """In an opening or a pledge."""

    relations = (("essential", _l("indispensable")), ("optional", _l("un plus")))


class SkillsPart:
    """Mixed into a form that has `skills` (a FieldList of rows)."""

    skills: Any
    skill_name = StringField(
        _l("Ajouter une compétence"),
        filters=[clean],
        description=_l("Son nom en français, en arabe ou en anglais."),
        render_kw={"maxlength": 120, "autocomplete": "off", "dir": "auto"},
    )
    nearest: tuple[str, ...] = ()
    read_as: str | None = None
    """The relation of what is read from the text; None: as the text asks for it."""
    newly_read: int | None = None
    """How many rows the text just gave; None when it was not read now."""

    def add(
        self,
        skill: str,
        level: int | None = None,
        relation: str | None = None,
        origin: str = WRITTEN,
    ) -> bool:
        """One more row, unless it is there already or there are too many."""
        rows = self.skills.entries
        if len(rows) >= MOST_SKILLS or skill in {row.form.skill.data for row in rows}:
            return False
        usual = USUAL_LANGUAGE_LEVEL if is_human_language(skill) else USUAL_LEVEL
        first = self.skills.append_entry(
            {
                "skill": skill,
                "level": str(level or usual),
                "relation": relation,
                "origin": origin,
            }
        )
        first.form.relation.data = relation or first.form.relations[0][0]
        return True

    def add_named(self) -> bool:
        """Add the skill typed by name. False, with the nearest ones, when no skill is called so."""
        typed = self.skill_name.data or ""
        found = knowledge.names("skill").find(typed)
        if found is None:
            self.nearest = knowledge.names("skill").nearest(typed, 5)
            self.skill_name.errors = [
                *self.skill_name.errors,
                _("Nous ne connaissons pas « %(name)s ».", name=typed),
            ]
            return False
        self.add(found)
        self.skill_name.data, self.skill_name.raw_data = "", None
        return True

    def told(self) -> tuple[str, str]:
        """Title and text to read skills from."""
        return "", ""

    def read_text(self) -> None:
        """Add what the text names, marked as read; rows that are there stay as they are."""
        self.newly_read = sum(
            self.add(asked.skill, asked.level, self.read_as or asked.relation, READ)
            for asked in skills_in(*self.told())
        )

    def languages_to_add(self) -> list[str]:
        """Human languages, most asked for here first, that have no row yet."""
        there = {row.skill.data for row in self.rows()}
        known = knowledge.vocabulary().skills
        return [each for each in LANGUAGES_HERE if each in known and each not in there]

    def remove(self, row_name: str) -> None:
        """Drop the row called so."""
        self.skills.entries = [row for row in self.skills.entries if row.name != row_name]

    def rows(self) -> Iterable[SkillRow]:
        return [entry.form for entry in self.skills.entries]

    def rearranged(self, order: str) -> bool:
        """Obey a button that changes the rows; False for one that means something else."""
        verb, _colon, rest = order.partition(":")
        if verb == "add" and rest:
            if rest in knowledge.vocabulary().skills:
                self.add(rest)
                self.skill_name.data, self.skill_name.raw_data = "", None
        elif verb == "add":
            self.add_named()
        elif verb == "remove":
            self.remove(rest)
        elif order == "suggest":
            self.read_text()
        else:
            return False
        return True
