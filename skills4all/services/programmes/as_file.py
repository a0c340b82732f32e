"""A centre's programmes as the importer reads them: a line for each session, or one without."""

from collections.abc import Iterable, Iterator
from datetime import date

from skills4all.models import Programme, ProgrammeRelation, Session, SessionStatus
from skills4all.services.importing.columns import PROGRAMMES
from skills4all.services.importing.slots import DAY_NAMES

FIELDS = (
    "external_id",
    "title",
    "description",
    "occupation",
    "skills",
    "requires",
    "entry_level",
    "hours",
    "price",
    "funding",
    "mode",
    "certificate",
    "language",
    "starts_on",
    "ends_on",
    "enrol_by",
    "seats",
    "slots",
    "place",
    "address",
)
HEADER = tuple(PROGRAMMES[name][0] for name in FIELDS)


OPEN = (SessionStatus.DRAFT, SessionStatus.PUBLISHED, SessionStatus.FULL)


def rows(programmes: Iterable[Programme], today: date) -> Iterator[list[object]]:
    """Cells under `HEADER`. Sessions that began or are over are left out: no file changes them."""
    for programme in programmes:
        coming: list[Session | None] = [
            each for each in programme.sessions if each.status in OPEN and each.starts_on >= today
        ]
        for session in coming or [None]:
            yield [*_programme(programme), *_session(session)]


def _programme(programme: Programme) -> list[object]:
    return [
        programme.public_id,
        programme.title,
        programme.description,
        programme.occupation_id,
        _skills(programme, ProgrammeRelation.TAUGHT),
        _skills(programme, ProgrammeRelation.REQUIRED),
        programme.entry_level_id,
        programme.hours,
        _dirhams(programme.price),
        programme.funding.value,
        programme.mode.value,
        programme.certificate,
        programme.teaching_language,
    ]


def _skills(programme: Programme, relation: ProgrammeRelation) -> str:
    found = sorted(
        (row.skill_id, row.level) for row in programme.skills if row.relation is relation
    )
    return "; ".join(f"{skill}:{level}" for skill, level in found)


def _session(session: Session | None) -> list[object]:
    if session is None:
        return [""] * 7
    return [
        session.starts_on.isoformat(),
        session.ends_on.isoformat(),
        session.enrol_by.isoformat() if session.enrol_by else "",
        session.seats,
        "; ".join(
            f"{DAY_NAMES[slot.weekday]} {slot.starts:%H:%M}-{slot.ends:%H:%M}"
            for slot in session.slots
        ),
        session.place_id or "",
        session.address or "",
    ]


def _dirhams(centimes: int) -> str:
    whole, rest = divmod(centimes, 100)
    return f"{whole}.{rest:02}" if rest else str(whole)
