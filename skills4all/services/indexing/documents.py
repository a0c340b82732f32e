"""Rows of the database as documents of an index: only what is public today."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import contains_eager, selectinload

from skills4all.matching.index import IndexDocument
from skills4all.models import Opening, Organisation, Programme, ProgrammeRelation, Session
from skills4all.queries.visible import bookable_session, open_opening, open_programme
from skills4all.services import knowledge
from skills4all.services.indexing import OPENINGS, PROGRAMMES, SESSIONS

EVERYWHERE = "everywhere"
"""The region of what is not bound to one: remote work, online courses, no place told."""
AT_ONCE = 1_000
"""Rows read together: a country's do not fit into memory as objects."""


@dataclass(frozen=True)
class Kind:
    """How one kind of row is found and described.

    `public` : the ids of all that is public today, as a statement
    `rows` : these rows with what `document` reads
    """

    model: type[Any]
    public: Callable[[date], Select[str]]
    rows: Callable[[], Select[Any]]
    document: Callable[[Any], IndexDocument]


def public_ids(database: Database, kind: str, today: date) -> set[str]:
    """Ids of everything that belongs into the index of that kind."""
    return set(database.scalars(KINDS[kind].public(today)))


def documents(
    database: Database, kind: str, today: date, among: Collection[str]
) -> Iterator[IndexDocument]:
    """Those of `among` that are public today, some hundreds at a time."""
    known = KINDS[kind]
    wanted = sorted(among)
    for first in range(0, len(wanted), AT_ONCE):
        ids = wanted[first : first + AT_ONCE]
        public = known.public(today).where(known.model.public_id.in_(ids))
        statement = known.rows().where(known.model.public_id.in_(public))
        for row in database.scalars(statement).unique():
            yield known.document(row)


def _public_openings(today: date) -> Select[str]:
    return select(Opening.public_id).join(Opening.organisation).where(open_opening(today))


def _opening_rows() -> Select[Opening]:
    return (
        select(Opening)
        .join(Opening.organisation)
        .options(contains_eager(Opening.organisation), selectinload(Opening.skills))
    )


def _opening(opening: Opening) -> IndexDocument:
    text = _text(opening.title, opening.description, opening.organisation.name)
    names = _labels("occupation", opening.occupation_id) + _labels("place", opening.place_id)
    skills = [row.skill_id for row in opening.skills]
    place = None if opening.remote else opening.place_id
    contract = opening.contract.value if opening.contract else None
    facets = {"occupation": opening.occupation_id, "contract": contract}
    terms = knowledge.matcher().analyser.terms(text + names, skills)
    return IndexDocument(opening.public_id, terms, _facets(place, **facets))


def _public_programmes(_today: date) -> Select[str]:
    return select(Programme.public_id).join(Programme.organisation).where(open_programme())


def _programme_rows() -> Select[Programme]:
    return (
        select(Programme)
        .join(Programme.organisation)
        .options(contains_eager(Programme.organisation), selectinload(Programme.skills))
    )


def _programme(programme: Programme) -> IndexDocument:
    place = programme.organisation.place_id
    text = _text(programme.title, programme.description, programme.organisation.name)
    terms = knowledge.matcher().analyser.terms(text + _labels("place", place), _taught(programme))
    return IndexDocument(programme.public_id, terms, _facets(place, mode=programme.mode.value))


def _public_sessions(today: date) -> Select[str]:
    return (
        select(Session.public_id)
        .join(Session.programme)
        .join(Programme.organisation)
        .where(bookable_session(today))
    )


def _session_rows() -> Select[Session]:
    return (
        select(Session)
        .join(Session.programme)
        .options(contains_eager(Session.programme).selectinload(Programme.skills))
    )


def _session(session: Session) -> IndexDocument:
    """Its skills only: the planner asks who teaches what."""
    mode = (session.mode or session.programme.mode).value
    place = None if mode == "online" else session.place_id
    terms = [skill_term(skill) for skill in _taught(session.programme)]
    return IndexDocument(session.public_id, terms, _facets(place, mode=mode))


def skill_term(skill: str) -> str:
    """A concept as the analyser writes it."""
    return f"s:{skill}"


def _taught(programme: Programme) -> list[str]:
    return [row.skill_id for row in programme.skills if row.relation is ProgrammeRelation.TAUGHT]


def _text(title: str, *rest: str) -> str:
    """The title twice: it says most."""
    return " \n".join((title, title, *rest))


def _labels(kind: knowledge.Kind, identifier: str | None) -> str:
    """Names of a concept in all languages, so that a search in any of them finds the document."""
    concept = knowledge.names(kind).concepts.get(identifier or "")
    return "".join(f" \n{label.text}" for label in concept.labels) if concept else ""


def region_of(place: str | None) -> str:
    """The region that a place is in or is, `EVERYWHERE` without one."""
    known = knowledge.vocabulary().places.get(place or "")
    if known is None:
        return EVERYWHERE
    return known.id if known.kind == "region" else (known.parent or EVERYWHERE)


def _facets(place: str | None, **others: str | None) -> dict[str, str]:
    return {"region": region_of(place)} | {name: value for name, value in others.items() if value}


KINDS: dict[str, Kind] = {
    OPENINGS: Kind(Opening, _public_openings, _opening_rows, _opening),
    PROGRAMMES: Kind(Programme, _public_programmes, _programme_rows, _programme),
    SESSIONS: Kind(Session, _public_sessions, _session_rows, _session),
}


def of_organisation(database: Database, public_id: str) -> dict[str, Sequence[str]]:
    """Kind -> ids of everything an organisation has, public or not."""
    found = database.scalar(select(Organisation.id).where(Organisation.public_id == public_id))
    programmes = select(Programme.id).where(Programme.organisation_id == found)
    statements: dict[str, Select[str]] = {
        OPENINGS: select(Opening.public_id).where(Opening.organisation_id == found),
        PROGRAMMES: select(Programme.public_id).where(Programme.organisation_id == found),
        SESSIONS: select(Session.public_id).where(Session.programme_id.in_(programmes)),
    }
    return {kind: database.scalars(statement).all() for kind, statement in statements.items()}


def of_programme(database: Database, public_id: str) -> dict[str, Sequence[str]]:
    """Kind -> ids: a programme and its sessions."""
    found = select(Programme.id).where(Programme.public_id == public_id)
    sessions = select(Session.public_id).where(Session.programme_id.in_(found))
    return {PROGRAMMES: [public_id], SESSIONS: database.scalars(sessions).all()}
