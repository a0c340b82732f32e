"""What a moderator said yes to, and what changed since: field by field, long texts word by word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import Enum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.models import (
    ApprovedVersion,
    Opening,
    Organisation,
    Pledge,
    Programme,
    ProgrammeRelation,
    utc_now,
)
from skills4all.queries.moderation import Waiting
from skills4all.services import audit

FIELDS: Mapping[type[Any], tuple[str, ...]] = {
    Organisation: (
        "name",
        "registration_number",
        "description",
        "place_id",
        "address",
        "website",
        "contact_email",
        "contact_phone",
    ),
    Programme: (
        "title",
        "description",
        "occupation_id",
        "hours",
        "price",
        "funding",
        "funding_note",
        "certificate",
        "mode",
        "teaching_language",
        "entry_level_id",
    ),
    Opening: (
        "title",
        "description",
        "occupation_id",
        "contract",
        "place_id",
        "remote",
        "pay_min",
        "pay_max",
        "positions",
        "starts_on",
        "deadline",
    ),
    Pledge: (
        "occupation_id",
        "positions",
        "starts_on",
        "place_id",
        "contract",
        "pay_min",
        "pay_max",
        "description",
    ),
}
SKILLS = "skills"
LONG = 120
"""Characters from which a text is compared word by word."""
_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a compared text. `kind`: same, gone or new."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """`before` and `after` are plain values; for `skills` the lists that went and came, each
    [skill, level]. `parts` is set for long texts.
    """

    field: str
    before: Any
    after: Any
    parts: tuple[Part, ...] = ()


def keep(database: Database, noun: Waiting) -> None:
    """Remember what was approved just now. Does not commit."""
    kind = audit.kind_of(noun)
    row = _kept(database, kind, noun.public_id)
    if row is None:
        row = ApprovedVersion(object_type=kind, object_id=noun.public_id)
        database.add(row)
    row.values, row.approved_at = told(noun), utc_now()


def changes(database: Database, noun: Waiting) -> list[Change] | None:
    """What differs from the approved version; None when none was ever approved."""
    kept = _kept(database, audit.kind_of(noun), noun.public_id)
    if kept is None:
        return None
    now = told(noun)
    plain = [
        _change(field, kept.values.get(field), now[field])
        for field in now
        if field != SKILLS and kept.values.get(field) != now[field]
    ]
    return plain + _skill_changes(kept.values.get(SKILLS, []), now.get(SKILLS, []))


def told(noun: Waiting) -> dict[str, Any]:
    """What the public reads of it, as JSON values."""
    values = {
        field: _plain(getattr(noun, field)) for field in FIELDS[type(noun)] if hasattr(noun, field)
    }
    if not isinstance(noun, Organisation):
        values[SKILLS] = sorted([row.skill_id, row.level, _relation(row)] for row in noun.skills)
    return values


def compared(before: str, after: str) -> tuple[Part, ...]:
    """Two texts word by word."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    parts: list[Part] = []
    for tag, start, end, first, last in SequenceMatcher(None, old, new, False).get_opcodes():
        if tag == "equal":
            parts.append(Part("same", "".join(old[start:end])))
            continue
        if end > start:
            parts.append(Part("gone", "".join(old[start:end])))
        if last > first:
            parts.append(Part("new", "".join(new[first:last])))
    return tuple(parts)


def _change(field: str, before: Any, after: Any) -> Change:
    long = [text for text in (before, after) if isinstance(text, str) and len(text) > LONG]
    parts = compared(before or "", after or "") if long else ()
    return Change(field, before, after, parts)


def _skill_changes(before: list[Any], after: list[Any]) -> list[Change]:
    gone = [row for row in before if row not in after]
    new = [row for row in after if row not in before]
    return [Change(SKILLS, gone, new)] if gone or new else []


def _relation(row: Any) -> str:
    return str(getattr(row, "relation", ProgrammeRelation.TAUGHT).value)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _kept(database: Database, kind: str, public_id: str) -> ApprovedVersion | None:
    return database.scalar(
        select(ApprovedVersion).where(
            ApprovedVersion.object_type == kind, ApprovedVersion.object_id == public_id
        )
    )
