"""An occupation: what it is called, what it asks for, and its code in ISCO-08.

No salary: we have figures of single openings only, which would not be those of an occupation.
"""

from collections.abc import Iterable

from skills4all.matching.vocabulary import Occupation
from skills4all.services import knowledge
from skills4all.web.structured.facts import Data, thing
from skills4all.web.structured.places import country

ESCO = "http://data.europa.eu/esco/occupation/"
"""With an identifier of ESCO: the name it has on the web."""


def occupation(role: Occupation, language: str, page: str) -> Data:
    ordered = sorted(role.requirements, key=lambda row: (row.relation, -row.weight))
    return thing(
        "Occupation",
        name=role.label(language),
        description=role.description(language),
        url=page,
        mainEntityOfPage=page,
        sameAs=f"{ESCO}{role.esco}" if role.esco else None,
        occupationalCategory=category(role.id, language),
        skills=skill_names((row.skill for row in ordered), language),
        educationRequirements=knowledge.label("level", role.entry_level, language),
        occupationLocation=country(),
    )


def category(occupation_id: str | None, language: str) -> Data | None:
    """Our name of the occupation under its code in ISCO-08; None where there is no code."""
    known = knowledge.vocabulary()
    role = known.occupations.get(known.current(occupation_id or ""))
    if role is None or not role.isco:
        return None
    return thing(
        "CategoryCode",
        codeValue=role.isco,
        name=role.label(language),
        inCodeSet=thing("CategoryCodeSet", name="ISCO-08"),
    )


def skill_names(skills: Iterable[str], language: str) -> list[str]:
    return [knowledge.label("skill", skill, language) for skill in skills]
