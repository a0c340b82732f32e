"""What goes into the matcher and what comes out: frozen, plain, without behaviour of its own.

A document holds identifiers and numbers only. Names, genders, ages and addresses are absent by
construction: what cannot be said here cannot change a ranking.
"""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Literal

from skills4all.matching.vocabulary import Requirement

Mode = Literal["onsite", "online", "hybrid"]


class Source(StrEnum):
    """Where the evidence for a skill comes from, weakest first."""

    INFERRED = "inferred"
    READ = "read"
    DECLARED = "declared"
    CERTIFIED = "certified"


@dataclass(frozen=True, slots=True)
class Background:
    """One course of study. `status`: obtained, in_progress or abandoned."""

    field: str
    level: str
    status: Literal["obtained", "in_progress", "abandoned"] = "obtained"
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why we think a learner has (or has not) a skill.

    `level` is None when only possession is known. `strength` in [0, 1] is the share of people of
    this background who really have it (1 unless inferred). `reason` is a code, `detail` what it
    is about: a field and level for an inference, the words read for a text.
    """

    skill: str
    source: Source
    level: int | None = None
    strength: float = 1.0
    denied: bool = False
    reason: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LearnerProfile:
    """All the matcher may know of a person."""

    backgrounds: tuple[Background, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    text: str = ""
    place: str | None = None


@dataclass(frozen=True, slots=True)
class WeeklySlot:
    """Local wall time; `weekday` 0 is Monday."""

    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Taught:
    """`level` reached at the end (teaches) or wanted at the start (requires)."""

    skill: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class SessionDocument:
    """A dated run of a programme. Price in centimes MAD; coordinates in degrees, None online."""

    id: str
    programme: str
    teaches: tuple[Taught, ...]
    requires: tuple[Taught, ...]
    starts: date
    ends: date
    hours_per_week: float
    price: int
    mode: Mode
    seats_left: int
    slots: tuple[WeeklySlot, ...] = ()
    enrol_by: date | None = None
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class OpeningDocument:
    """A posting or a pledge as the matcher sees it."""

    id: str
    requirements: tuple[Requirement, ...]
    occupation: str | None = None
    title: str = ""
    text: str = ""
    place: str | None = None
    remote: bool = False
    starts: date | None = None
    pledged: bool = False
