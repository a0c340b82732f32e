"""Words that several nouns choose from. Those of a single noun stand in its own file."""

from enum import StrEnum


class Mode(StrEnum):
    ONSITE = "onsite"
    ONLINE = "online"
    HYBRID = "hybrid"


class Cefr(StrEnum):
    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"


class Relation(StrEnum):
    """How much a role or an opening needs a skill."""

    ESSENTIAL = "essential"
    OPTIONAL = "optional"


class Contract(StrEnum):
    """Moroccan forms of work; ANAPEC is the subsidised insertion contract (Idmaj)."""

    CDI = "cdi"
    CDD = "cdd"
    ANAPEC = "anapec"
    INTERNSHIP = "internship"
    APPRENTICESHIP = "apprenticeship"
    FREELANCE = "freelance"
    TEMPORARY = "temporary"


TIMEZONE = "Africa/Casablanca"
"""Where wall times and local dates are read; its offset moves with Ramadan."""
