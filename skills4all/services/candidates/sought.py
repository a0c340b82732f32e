"""What an employer looks for: an occupation, or one of their openings, and skills besides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session as Database

from skills4all.errors import NotFound
from skills4all.matching.vocabulary import Requirement
from skills4all.models import Account, Opening, Organisation
from skills4all.queries import openings
from skills4all.services.knowledge import vocabulary
from skills4all.services.organisations import rights


@dataclass(frozen=True, slots=True)
class Sought:
    """`opening` is a public id and comes before `occupation`; `region` any place in it."""

    occupation: str = ""
    opening: str = ""
    region: str = ""
    skills: tuple[str, ...] = ()


def opening_of(
    database: Database, actor: Account, organisation: Organisation, public_id: str
) -> Opening:
    """An opening of that very employer. Raises `NotFound`."""
    found = rights.opening(database, actor, public_id)
    if found.organisation_id != organisation.id:
        raise NotFound(kind="opening")
    return found


def requirements(
    database: Database, actor: Account, organisation: Organisation, sought: Sought
) -> tuple[Requirement, ...]:
    """What cards are measured against; empty when nothing is sought. Raises `NotFound`."""
    asked: Sequence[Requirement] = ()
    if sought.opening:
        row = opening_of(database, actor, organisation, sought.opening)
        asked = openings.document(row).requirements
    elif sought.occupation:
        role = vocabulary().occupations.get(vocabulary().current(sought.occupation))
        if role is None:
            raise NotFound(kind="occupation")
        asked = role.requirements
    named = {row.skill for row in asked}
    more = (Requirement(skill) for skill in sought.skills if skill not in named)
    return (*asked, *more)
