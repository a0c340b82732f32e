"""What an employer says of an opening, and what is checked of it before it is kept."""

from dataclasses import dataclass, field
from datetime import date

from skills4all.models import Contract, Opening, OpeningSkill
from skills4all.services.openings import asked_skills
from skills4all.services.openings.asked_skills import AskedSkills
from skills4all.services.problems import LANGUAGES, Problems

MOST_POSITIONS = 5_000


@dataclass(frozen=True, slots=True)
class OpeningDraft:
    """Pay in centimes a month, gross. Working languages are skills with a CEFR level."""

    title: str
    description: str = ""
    content_language: str = "fr"
    occupation: str | None = None
    contract: Contract | None = None
    place: str | None = None
    remote: bool = False
    pay_min: int | None = None
    pay_max: int | None = None
    positions: int = 1
    starts_on: date | None = None
    deadline: date | None = None
    skills: AskedSkills = field(default_factory=dict)

    def check(self, today: date, before: Opening | None = None) -> None:
        """Raises `Invalid`. A deadline must lie ahead, unless it is the one kept from `before`."""
        problems = Problems()
        problems.line("title", self.title, required=True)
        problems.text("description", self.description)
        problems.word("content_language", self.content_language, LANGUAGES)
        problems.concept("occupation", "occupation", self.occupation)
        problems.concept("place", "place", self.place, required=not self.remote)
        check_pay(problems, self.pay_min, self.pay_max)
        problems.number("positions", self.positions, 1, MOST_POSITIONS)
        if before is None or self.deadline != before.deadline:
            problems.order("deadline", today, self.deadline, "in_the_past")
        asked_skills.check(problems, self.skills)
        problems.finish()

    def write_to(self, opening: Opening) -> None:
        """Put the values on the row."""
        opening.title = self.title.strip()
        opening.description = self.description.strip()
        opening.content_language = self.content_language
        opening.occupation_id = self.occupation or None
        opening.contract = self.contract
        opening.place_id = self.place or None
        opening.remote = self.remote
        opening.pay_min, opening.pay_max = self.pay_min, self.pay_max
        opening.positions = self.positions
        opening.starts_on, opening.deadline = self.starts_on, self.deadline
        asked_skills.write(opening.skills, OpeningSkill, self.skills)


def check_pay(problems: Problems, least: int | None, most: int | None) -> None:
    """Both ends of a range in centimes, in order."""
    problems.money("pay_min", least)
    problems.money("pay_max", most)
    if least is not None and most is not None and most < least:
        problems.note("pay_max", "pay_reversed")


def what_matters(opening: Opening) -> tuple[object, ...]:
    """What the moderator judged: when it changes, the opening is judged again."""
    return (
        opening.title,
        opening.description,
        opening.occupation_id,
        opening.contract,
        opening.place_id,
        opening.remote,
        opening.pay_min,
        opening.pay_max,
        asked_skills.as_tuples(opening.skills),
    )
