"""Write a new programme from one there is: the same text and skills, no dates, a draft."""

from sqlalchemy.orm import Session as Database

from skills4all.models import Account, Programme, ProgrammeSkill, ProgrammeStatus
from skills4all.services import audit
from skills4all.services.organisations import rights

COPIED = (
    "organisation_id",
    "description",
    "content_language",
    "teaching_language",
    "teaching_cefr",
    "entry_level_id",
    "mode",
    "hours",
    "price",
    "funding",
    "funding_note",
    "certificate",
    "occupation_id",
    "is_demo",
)


def duplicate_programme(
    database: Database, actor: Account, public_id: str, title: str
) -> Programme:
    """The copy, called `title`. Raises `NotFound`, `NotAllowed`. Does not commit."""
    source = rights.programme(database, actor, public_id)
    rights.refuse_suspended(source.organisation)
    values = {name: getattr(source, name) for name in COPIED}
    copy = Programme(title=title, status=ProgrammeStatus.DRAFT, **values)
    copy.skills = [
        ProgrammeSkill(skill_id=row.skill_id, relation=row.relation, level=row.level)
        for row in source.skills
    ]
    database.add(copy)
    audit.record(database, actor, "duplicated", copy, source=source.public_id)
    return copy
