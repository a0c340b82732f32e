"""What is open on one day, read once for any number of roles: sessions, openings, pledges.

The index suggests which openings are near a role; the database says which of them are open. The
count of statements does not depend on how many roles are asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlalchemy.orm import Session as Database

from skills4all.matching.documents import OpeningDocument, SessionDocument
from skills4all.matching.index import SkillIndex
from skills4all.matching.plan_model import Need
from skills4all.matching.vocabulary import Occupation
from skills4all.models import Opening, Pledge
from skills4all.queries import openings as opening_rows
from skills4all.queries import sessions as session_rows
from skills4all.services import knowledge
from skills4all.services.indexing import OPENINGS, SESSIONS
from skills4all.services.indexing.documents import skill_term
from skills4all.services.indexing.live import LiveIndexes

SUGGESTED = 200
"""Openings that the index may suggest for one role."""
CANDIDATES = 500
"""Sessions that a plan is chosen from: those nearest to what is missing, and what they ask for."""


@dataclass(frozen=True)
class OpenToday:
    """Sessions one can enrol in, openings near each role, pledges for each role.

    Sessions are documents only: rows are fetched for the few that a plan takes.

    `near`: role -> public ids the index suggests, None while there is no index.
    """

    sessions: tuple[SessionDocument, ...]
    openings: tuple[Opening, ...]
    pledges: tuple[Pledge, ...]
    near: dict[str, frozenset[str]] | None

    @classmethod
    def read(
        cls,
        database: Database,
        roles: Sequence[Occupation],
        wanted: Iterable[Need],
        held: Mapping[str, int],
        live: LiveIndexes,
        today: date,
    ) -> "OpenToday":
        """For these roles and what is `wanted` for any of them; `held`: skill -> level that no
        session need teach. Eleven statements at most.
        """
        near = _near(roles, live)
        among = None if near is None else frozenset[str]().union(*near.values())
        since = live.knows_until(OPENINGS)
        return cls(
            sessions=tuple(_sessions(database, wanted, held, live, today)),
            openings=tuple(opening_rows.open_now(database, today, among, since)),
            pledges=tuple(opening_rows.open_pledges(database, today, *(role.id for role in roles))),
            near=near,
        )

    @cached_property
    def opening_documents(self) -> dict[str, OpeningDocument]:
        """Public id -> document, newest first."""
        return {row.public_id: opening_rows.document(row) for row in self.openings}

    @cached_property
    def rows(self) -> dict[str, Opening | Pledge]:
        """Openings and pledges by public id."""
        found: dict[str, Opening | Pledge] = {row.public_id: row for row in self.openings}
        return found | {row.public_id: row for row in self.pledges}

    def near_role(self, role: Occupation) -> list[OpeningDocument]:
        """Openings the index finds near the role, and those too new for it; the newest of all
        while there is no index.
        """
        documents = self.opening_documents.values()
        if self.near is None:
            return list(documents)[:SUGGESTED]
        elsewhere = frozenset[str]().union(*self.near.values()) - self.near[role.id]
        return [document for document in documents if document.id not in elsewhere]

    def pledged_for(self, role: Occupation) -> list[OpeningDocument]:
        """Pledges for the role, soonest first."""
        return [
            opening_rows.pledge_document(row)
            for row in self.pledges
            if row.occupation_id == role.id
        ]


def _sessions(
    database: Database,
    wanted: Iterable[Need],
    held: Mapping[str, int],
    live: LiveIndexes,
    today: date,
) -> list[SessionDocument]:
    """Those that teach what is missing, and those that teach what these ask for first."""
    index = live.get(SESSIONS)
    if index is None:
        return session_rows.bookable(database, today)
    worth: dict[str, float] = {}
    for need in wanted:
        worth[need.skill] = max(need.weight, worth.get(need.skill, 0.0))
    # What is too new for the index is not missed.
    since = live.knows_until(SESSIONS)
    found = _teaching(database, index, worth, today, since)
    asked = {each.skill for session in found for each in session.requires}
    before = asked - set(worth) - set(held)
    if not before:
        return found
    known = {session.id for session in found}
    more = _teaching(database, index, dict.fromkeys(before, 1.0), today)
    return sorted(
        [*found, *(each for each in more if each.id not in known)],
        key=lambda session: (session.starts, session.id),
    )


def _teaching(
    database: Database,
    index: SkillIndex,
    worth: Mapping[str, float],
    today: date,
    since: datetime | None = None,
) -> list[SessionDocument]:
    terms = {skill_term(skill): weight for skill, weight in worth.items()}
    hits = index.query(terms, k=CANDIDATES)
    among = session_rows.Among(frozenset(identifier for identifier, _ in hits), since)
    return session_rows.bookable(database, today, among)


def _near(roles: Sequence[Occupation], live: LiveIndexes) -> dict[str, frozenset[str]] | None:
    index = live.get(OPENINGS)
    if index is None:
        return None
    analyser = knowledge.matcher().analyser
    found = {}
    for role in roles:
        terms = [skill_term(row.skill) for row in role.requirements]
        names = analyser.terms(" \n".join(label.text for label in role.labels))
        hits = index.query([*terms, *names], k=SUGGESTED)
        found[role.id] = frozenset(identifier for identifier, _ in hits)
    return found
