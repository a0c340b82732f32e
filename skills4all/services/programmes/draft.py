"""What a centre says of a programme, and what is checked of it before it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from skills4all.models import (
    Cefr,
    Funding,
    Mode,
    Programme,
    ProgrammeRelation,
    ProgrammeSkill,
)
from skills4all.services.problems import LANGUAGES, Problems

LONGEST_PROGRAMME = 6_000
"""Hours: three years of full-time study."""


@dataclass(frozen=True, slots=True)
class ProgrammeDraft:
    """`hours` in all; `price` in centimes; `taught` and `required`: skill id -> level."""

    title: str
    hours: int
    description: str = ""
    content_language: str = "fr"
    teaching_language: str = "fr"
    teaching_cefr: Cefr | None = None
    entry_level: str | None = None
    mode: Mode = Mode.ONSITE
    price: int = 0
    funding: Funding = Funding.PAID
    funding_note: str | None = None
    certificate: str | None = None
    occupation: str | None = None
    taught: Mapping[str, int] = field(default_factory=dict)
    required: Mapping[str, int] = field(default_factory=dict)

    def check(self) -> None:
        """Raises `Invalid`."""
        problems = Problems()
        problems.line("title", self.title, required=True)
        problems.text("description", self.description)
        for name in ("funding_note", "certificate"):
            problems.line(name, getattr(self, name))
        problems.number("hours", self.hours, 1, LONGEST_PROGRAMME)
        problems.money("price", self.price)
        if self.funding is Funding.FREE and self.price:
            problems.note("price", "free_has_no_price")
        for name in ("content_language", "teaching_language"):
            problems.word(name, getattr(self, name), LANGUAGES)
        problems.concept("entry_level", "level", self.entry_level)
        problems.concept("occupation", "occupation", self.occupation)
        problems.skills("skills", self.taught)
        problems.skills("skills", self.required)
        for skill in sorted(set(self.taught) & set(self.required)):
            if self.required[skill] >= self.taught[skill]:
                problems.note("skills", "required_as_taught", skill)
        problems.finish()

    def write_to(self, programme: Programme) -> None:
        """Put the values on the row."""
        programme.title = self.title.strip()
        programme.hours = self.hours
        programme.description = self.description.strip()
        programme.content_language = self.content_language
        programme.teaching_language = self.teaching_language
        programme.teaching_cefr = self.teaching_cefr
        programme.entry_level_id = self.entry_level or None
        programme.mode = self.mode
        programme.price = self.price
        programme.funding = self.funding
        programme.funding_note = self.funding_note or None
        programme.certificate = self.certificate or None
        programme.occupation_id = self.occupation or None
        self._write_skills(programme)

    def _write_skills(self, programme: Programme) -> None:
        wanted = {
            (skill, relation): level
            for relation, levels in (
                (ProgrammeRelation.TAUGHT, self.taught),
                (ProgrammeRelation.REQUIRED, self.required),
            )
            for skill, level in levels.items()
        }
        for row in list(programme.skills):
            level = wanted.pop((row.skill_id, row.relation), None)
            if level is None:
                programme.skills.remove(row)
            else:
                row.level = level
        for (skill, relation), level in sorted(wanted.items()):
            programme.skills.append(ProgrammeSkill(skill_id=skill, relation=relation, level=level))


def what_matters(programme: Programme) -> tuple[object, ...]:
    """What the moderator judged: when it changes, the programme is judged again."""
    skills = sorted((row.skill_id, row.relation.value, row.level) for row in programme.skills)
    return (
        programme.title,
        programme.description,
        programme.hours,
        programme.price,
        programme.funding,
        programme.funding_note,
        programme.certificate,
        programme.occupation_id,
        skills,
    )
