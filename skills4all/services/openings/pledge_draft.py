"""What an employer promises to hire before anyone is trained, and what is checked of it."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session as Database

from skills4all.models import Contract, Pledge, PledgeSkill, Session
from skills4all.queries import workspaces
from skills4all.services.openings import asked_skills
from skills4all.services.openings.asked_skills import AskedSkills
from skills4all.services.openings.draft import MOST_POSITIONS, check_pay
from skills4all.services.problems import LANGUAGES, Problems


@dataclass(frozen=True, slots=True)
class PledgeDraft:
    """`session`: public id of the session the promise depends on, or None. Pay in centimes."""

    occupation: str | None
    positions: int
    starts_on: date
    description: str = ""
    content_language: str = "fr"
    contract: Contract | None = None
    place: str | None = None
    remote: bool = False
    pay_min: int | None = None
    pay_max: int | None = None
    session: str | None = None
    skills: AskedSkills = field(default_factory=dict)

    def check(
        self, database: Database, today: date, before: Pledge | None = None
    ) -> Session | None:
        """The session it depends on. Raises `Invalid`."""
        problems = Problems()
        problems.concept("occupation", "occupation", self.occupation, required=True)
        problems.number("positions", self.positions, 1, MOST_POSITIONS)
        problems.text("description", self.description)
        problems.word("content_language", self.content_language, LANGUAGES)
        problems.concept("place", "place", self.place, required=not self.remote)
        check_pay(problems, self.pay_min, self.pay_max)
        if before is None or self.starts_on != before.starts_on:
            problems.order("starts_on", today, self.starts_on, "in_the_past")
        asked_skills.check(problems, self.skills)
        session = self._session(database, today, before)
        if self.session and session is None:
            problems.note("session", "unknown")
        if session is not None:
            problems.order("starts_on", session.ends_on, self.starts_on, "before_session_ends")
        problems.finish()
        return session

    def _session(self, database: Database, today: date, before: Pledge | None) -> Session | None:
        """A public session, or the one kept from `before` even if it is no longer public."""
        if not self.session:
            return None
        kept = before.session if before is not None else None
        if kept is not None and kept.public_id == self.session:
            return kept
        public = workspaces.sessions_to_wait_for(database, today)
        return next((each for each in public if each.public_id == self.session), None)

    def write_to(self, pledge: Pledge, session: Session | None) -> None:
        """Put the values on the row, after `check`."""
        pledge.occupation_id = self.occupation or ""
        pledge.positions = self.positions
        pledge.starts_on = self.starts_on
        pledge.description = self.description.strip()
        pledge.content_language = self.content_language
        pledge.contract = self.contract
        pledge.place_id = self.place or None
        pledge.remote = self.remote
        pledge.pay_min, pledge.pay_max = self.pay_min, self.pay_max
        pledge.session_id = session.id if session else None
        asked_skills.write(pledge.skills, PledgeSkill, self.skills)


def what_matters(pledge: Pledge) -> tuple[object, ...]:
    """What the moderator judged: when it changes, the pledge is judged again."""
    return (
        pledge.occupation_id,
        pledge.positions,
        pledge.starts_on,
        pledge.description,
        pledge.contract,
        pledge.pay_min,
        pledge.pay_max,
        pledge.session_id,
        asked_skills.as_tuples(pledge.skills),
    )
