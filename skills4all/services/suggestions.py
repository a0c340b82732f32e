"""Skills and occupation read from what someone wrote: proposals, which they keep or remove."""

from skills4all.matching.vocabulary import Requirement
from skills4all.services.importing.occupations import nearest_occupation
from skills4all.services.importing.requirements import read_requirements
from skills4all.services.problems import LONGEST_TEXT


def skills_in(*texts: str) -> tuple[Requirement, ...]:
    """Skills the texts name, by skill id, with level and relation. Denied ones are left out."""
    return read_requirements("\n".join(texts)[:LONGEST_TEXT])


def occupation_of(title: str, *texts: str) -> str | None:
    """The role a text is about: named by its title, else the nearest by what it asks."""
    return nearest_occupation(title, skills_in(title, *texts))
