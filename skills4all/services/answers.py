"""The answers a person gives: studies, level, place, skills, and what they can give for a plan.

They live in the query string, so a result can be shared and works without JavaScript. Free text
never does: it is read for skills in a POST and forgotten. Every bad value is named with the
nearest good ones; nothing is guessed silently.
"""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast, get_args

from skills4all.errors import FieldProblem, Invalid
from skills4all.matching.documents import Background, Evidence, LearnerProfile, Mode, Source
from skills4all.matching.plans import Constraints
from skills4all.matching.vocabulary import CEFR
from skills4all.services import knowledge
from skills4all.services.knowledge import Kind, names, vocabulary

CENTIMES = 100
LARGEST = {"budget": 1_000_000, "months": 60, "hours": 80, "km": 2_500}
MOST_SKILLS = 200
LONGEST_NUMBER = 12
"""Digits that are read: leading zeros hide any size, and thousands of digits are refused."""
MOST_SUGGESTED = 10
"""Bad values of one request that get their nearest good ones: looking for them costs."""


@dataclass(frozen=True, slots=True)
class Possibilities:
    """What a learner can give. None: not said, so no limit. `budget` in MAD."""

    budget: int | None = None
    months: int | None = None
    hours: int | None = None
    km: int | None = None
    modes: tuple[Mode, ...] = ()

    def constraints(self, place: str | None) -> Constraints:
        home = vocabulary().places.get(place or "")
        return Constraints(
            budget=None if self.budget is None else self.budget * CENTIMES,
            months=self.months,
            hours_per_week=self.hours,
            modes=frozenset(self.modes) or None,
            max_km=self.km if home else None,
            home=(home.latitude, home.longitude) if home else None,
        )


NO_LIMITS = Possibilities()


@dataclass(frozen=True, slots=True)
class Answers:
    """`have`: skill -> level or None; `lack`: denied; `learn`: "what if I learned this"."""

    field: str | None = None
    level: str | None = None
    place: str | None = None
    have: Mapping[str, int | None] = dataclasses.field(default_factory=dict)
    lack: tuple[str, ...] = ()
    learn: tuple[str, ...] = ()
    possibilities: Possibilities = NO_LIMITS

    def profile(self) -> LearnerProfile:
        backgrounds = (Background(self.field, self.level or ""),) if self.field else ()
        declared = tuple(
            Evidence(skill, Source.DECLARED, level=level, reason="declared")
            for skill, level in sorted(self.have.items())
        )
        denied = tuple(
            Evidence(skill, Source.DECLARED, denied=True, reason="denied") for skill in self.lack
        )
        return LearnerProfile(backgrounds, (*declared, *denied), place=self.place)

    def query(self) -> list[tuple[str, str]]:
        """The query string as pairs, in a stable order; `from_query` reads it back."""
        pairs = [("field", self.field), ("level", self.level), ("place", self.place)]
        pairs += [
            ("have", skill if level is None else f"{skill}:{level}")
            for skill, level in sorted(self.have.items())
        ]
        pairs += [("lack", skill) for skill in self.lack]
        pairs += [("learn", skill) for skill in self.learn]
        limits = self.possibilities
        for name in LARGEST:
            value = getattr(limits, name)
            pairs.append((name, None if value is None else str(value)))
        pairs += [("mode", mode) for mode in limits.modes]
        return [(name, value) for name, value in pairs if value]

    def having(self, skills: Mapping[str, int | None]) -> "Answers":
        """The same answers with `skills` added and no longer denied."""
        lack = tuple(skill for skill in self.lack if skill not in skills)
        return replace(self, have={**self.have, **skills}, lack=lack)

    def without(self, skill: str) -> "Answers":
        """The same answers with nothing said of `skill`."""
        have = {each: level for each, level in self.have.items() if each != skill}
        lack = tuple(each for each in self.lack if each != skill)
        return replace(self, have=have, lack=lack)

    def lacking(self, skills: Sequence[str]) -> "Answers":
        """The same answers with `skills` denied and no longer had."""
        have = {skill: level for skill, level in self.have.items() if skill not in skills}
        return replace(self, have=have, lack=tuple(dict.fromkeys((*self.lack, *skills))))


class Reading:
    """Reads values and gathers what is wrong with them.

    `least` (0-100): how alike a good value must be to be told as near a bad one.
    """

    def __init__(self, least: int = knowledge.ALIKE) -> None:
        self.problems: list[FieldProblem] = []
        self._least = least

    def concept(self, name: str, kind: Kind, text: str | None) -> str | None:
        """A concept by identifier, label or alias; blank is None; unknown is a problem."""
        text = (text or "").strip()
        if not text:
            return None
        found = names(kind).find(text)
        if found is None and kind == "field":
            known = vocabulary().field_of(text)
            found = known.id if known else None
        if found is None:
            self.problems.append(FieldProblem(name, "unknown", text, self._nearest(kind, text)))
        return found

    def _nearest(self, kind: Kind, text: str) -> tuple[str, ...]:
        if len(self.problems) >= MOST_SUGGESTED:
            return ()
        return names(kind).nearest(text, least=self._least)

    def number(self, name: str, text: str | None, largest: int) -> int | None:
        """A whole number from 0 to `largest`; blank is None."""
        text = (text or "").strip().replace(" ", "").replace("\u202f", "").replace("\xa0", "")
        if not text:
            return None
        if not text.isdecimal() or len(text) > LONGEST_NUMBER or int(text) > largest:
            self.problems.append(FieldProblem(name, "number", text, details={"largest": largest}))
            return None
        return int(text)

    def levelled(self, name: str, text: str) -> tuple[str | None, int | None]:
        """`skill` or `skill:level`; a level is 0-4, 1-6 or a CEFR code for a human language."""
        identifier, _, told = text.rpartition(":") if _has_level(text) else (text, "", "")
        skill = self.concept(name, "skill", identifier)
        if not skill or not told:
            return skill, None
        language = vocabulary().skills[skill].kind == "language"
        level = CEFR.get(told.upper()) if language else None
        if level is None and told.isdecimal() and len(told) <= LONGEST_NUMBER:
            level = int(told)
        if level is None or level > (6 if language else 4):
            self.problems.append(FieldProblem(name, "level", text))
            return None, None
        return skill, level

    def modes(self, name: str, texts: Sequence[str]) -> tuple[Mode, ...]:
        known = get_args(Mode)
        for text in texts:
            if text not in known:
                self.problems.append(FieldProblem(name, "unknown", text, known))
        return tuple(cast(Mode, text) for text in dict.fromkeys(texts) if text in known)

    def finish(self) -> None:
        """Raises `Invalid` with every problem found."""
        if self.problems:
            raise Invalid(self.problems)


def _has_level(text: str) -> bool:
    tail = text.rpartition(":")[2]
    return ":" in text and (tail.isdecimal() or tail.upper() in CEFR)


def from_query(values: Mapping[str, Sequence[str]]) -> tuple[Answers, list[FieldProblem]]:
    """Answers from query values (name -> list of texts), and what is wrong with the others.

    A bad value is left out of the answers and told as a problem; nothing is raised.
    """
    reading = Reading()

    def one(name: str) -> str | None:
        return next(iter(values.get(name, ())), None)

    def skills(name: str) -> Iterator[str]:
        for text in values.get(name, ())[:MOST_SKILLS]:
            skill = reading.concept(name, "skill", text)
            if skill:
                yield skill

    have = dict(reading.levelled("have", text) for text in values.get("have", ())[:MOST_SKILLS])
    answers = Answers(
        field=reading.concept("field", "field", one("field")),
        level=reading.concept("level", "level", one("level")),
        place=reading.concept("place", "place", one("place")),
        have={skill: level for skill, level in have.items() if skill},
        lack=tuple(dict.fromkeys(skills("lack"))),
        learn=tuple(dict.fromkeys(skills("learn"))),
        possibilities=Possibilities(
            **{name: reading.number(name, one(name), most) for name, most in LARGEST.items()},
            modes=reading.modes("mode", values.get("mode", ())),
        ),
    )
    return answers, reading.problems
