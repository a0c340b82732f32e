"""Skills and occupation read from what someone wrote: proposals, which they keep or remove."""

from collections.abc import Mapping

from skills4all.matching.index import SkillIndex
from skills4all.matching.vocabulary import Requirement
from skills4all.services import role_nearness
from skills4all.services.importing.occupations import nearest_occupation, occupation_in
from skills4all.services.importing.requirements import read_requirements
from skills4all.services.problems import LONGEST_TEXT


def skills_in(*texts: str) -> tuple[Requirement, ...]:
    """Skills the texts name, by skill id, with level and relation. Denied ones are left out."""
    return read_requirements("\n".join(texts)[:LONGEST_TEXT])


def occupations_near(
    published: Mapping[str, SkillIndex], title: str, *texts: str, most: int = 3
) -> tuple[str, ...]:
    """Roles a text may be about, likeliest first: the one its title names, then the nearest in
    words, themes and meaning. Without a published index, the nearest by what it asks.
    """
    told = "\n".join((title, *texts))[:LONGEST_TEXT]
    if not told.strip():
        return ()
    found = [occupation_in(title), *role_nearness.nearest_roles(told, published)]
    if len(found) == 1:
        found.append(occupation_of(title, *texts))
    return tuple(dict.fromkeys(role for role in found if role))[:most]


def occupation_of(title: str, *texts: str) -> str | None:
    """The role a text is about: named by its title, else the nearest by what it asks."""
    return nearest_occupation(title, skills_in(title, *texts))
