"""Turn the answers of an address into rows of a profile."""

from __future__ import annotations

from sqlalchemy.orm import Session as Database

from skills4all.models import Learner
from skills4all.services.answers import CENTIMES, Answers
from skills4all.services.learners import skills, studies
from skills4all.services.learners.possibilities import Told, tell


def keep(database: Database, learner: Learner, answers: Answers) -> None:
    """Add what `answers` say to the profile; what it does not say stays as it was."""
    if answers.field and answers.level:
        studies.add_once(database, learner, answers.field, answers.level)
    for skill, level in answers.have.items():
        skills.declare(database, learner, skill, level)
    for skill in answers.lack:
        skills.deny(database, learner, skill)
    limits = answers.possibilities
    told = Told(
        place=answers.place or learner.place_id,
        budget=learner.budget if limits.budget is None else limits.budget * CENTIMES,
        months=limits.months or learner.months,
        hours_per_week=limits.hours or learner.hours_per_week,
        mode=limits.modes[0] if len(limits.modes) == 1 else learner.mode,
        max_km=learner.max_km if limits.km is None else limits.km,
    )
    tell(learner, told)
    database.flush()
