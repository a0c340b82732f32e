"""Import openings: read every line, report the bad ones, store the good ones once."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.models import (
    AuditEvent,
    Opening,
    OpeningSkill,
    OpeningStatus,
    Organisation,
    OrganisationKind,
    Relation,
    utc_now,
)
from skills4all.services import index_refresh
from skills4all.services.alerts import on_publication
from skills4all.services.importing.columns import OPENINGS
from skills4all.services.importing.opening_drafts import OpeningDraft, draft
from skills4all.services.importing.outcome import Outcome, Wishes
from skills4all.services.importing.owners import Organisations
from skills4all.services.importing.problems import BadFile, LineProblem
from skills4all.services.importing.tables import Line, Table, read_table
from skills4all.services.importing.values import BadValue
from skills4all.services.openings.life import LISTED_FOR, OVER

PLAIN = (
    "title",
    "description",
    "content_language",
    "occupation_id",
    "contract",
    "place_id",
    "remote",
    "pay_min",
    "pay_max",
    "positions",
    "starts_on",
    "deadline",
)


def import_openings(
    database: Database,
    data: bytes,
    wishes: Wishes,
    today: date,
    owners: Organisations | None = None,
) -> Outcome:
    """Read `data` and store what is good; the caller commits, or rolls back to only try.

    `owners`: whose lines are accepted; any organisation of the kind when not given. Raises
    `BadFile` when the file as a whole cannot be read.
    """
    table = read_table(data, OPENINGS)
    owners = owners or Organisations(database, OrganisationKind.EMPLOYER)
    check_default(owners, wishes)
    drafts, problems = _drafts(table, owners, wishes, today)
    outcome = Outcome(problems=tuple(problems), notes=table.notes, encoding=table.encoding)
    if wishes.strict and problems:
        outcome.stored = False
        return outcome
    for made in drafts:
        _store(database, made, owners.get(made.organisation), wishes, today, outcome)
    outcome.organisations = len(owners.created)
    record(database, "openings.imported", wishes, outcome)
    database.flush()
    return outcome


def check_default(owners: Organisations, wishes: Wishes) -> None:
    """Raises `BadFile` if the organisation given for the whole file cannot be used."""
    try:
        if wishes.organisation is not None:
            owners.check(wishes.organisation)
    except BadValue:
        raise BadFile("organisation_unusable", value=wishes.organisation) from None


def record(database: Database, action: str, wishes: Wishes, outcome: Outcome) -> None:
    """An audit event, and the promise that the index follows, if anything changed."""
    if outcome.created or outcome.updated or outcome.sessions_created or outcome.sessions_updated:
        details = {
            "created": outcome.created,
            "updated": outcome.updated,
            "source": wishes.source,
            "published": wishes.publish,
        }
        database.add(
            AuditEvent(actor=wishes.actor, action=action, object_type="import", details=details)
        )
        index_refresh.promise_ids(database, action.partition(".")[0], outcome.public_ids)


def _drafts(
    table: Table, owners: Organisations, wishes: Wishes, today: date
) -> tuple[list[OpeningDraft], list[LineProblem]]:
    drafts, problems = [], list(table.problems)
    ids: dict[tuple[str, str], int] = {}
    prints: dict[str, int] = {}
    for line in wishes.progress(table.lines):
        made, wrong = draft(table, line, owners, wishes.organisation, today)
        wrong = wrong or (made is not None and _repeats(table, line, made, ids, prints)) or ()
        problems += wrong
        if made is not None and not wrong:
            drafts.append(made)
    return drafts, sorted(problems, key=lambda problem: problem.line)


def _repeats(
    table: Table,
    line: Line,
    made: OpeningDraft,
    ids: dict[tuple[str, str], int],
    prints: dict[str, int],
) -> Sequence[LineProblem]:
    """An id or a whole line that stood earlier in the same file."""
    column = table.names.get("external_id", "")
    if made.external_id:
        first = ids.setdefault((made.organisation, made.external_id), line.number)
        details = {"value": made.external_id, "first": first}
        again = LineProblem(line.number, column, "duplicate_id", details)
    else:
        first = prints.setdefault(made.fingerprint(""), line.number)
        again = LineProblem(line.number, "", "duplicate_line", {"first": first})
    return () if first == line.number else (again,)


def _store(
    database: Database,
    made: OpeningDraft,
    owner: Organisation,
    wishes: Wishes,
    today: date,
    outcome: Outcome,
) -> None:
    fingerprint = made.fingerprint(wishes.source)
    opening = _stored(database, made, owner, wishes.source, fingerprint)
    if opening is None:
        opening = Opening(
            organisation=owner,
            source=wishes.source,
            external_id=made.external_id,
            status=OpeningStatus.PENDING,
            submitted_at=utc_now(),
        )
        database.add(opening)
        _write(opening, made, fingerprint)
        outcome.created += 1
    elif opening.content_hash != fingerprint:
        _write(opening, made, fingerprint)
        # What a moderator approved is not what stands there now.
        if opening.status is OpeningStatus.PUBLISHED and not wishes.publish:
            opening.status, opening.submitted_at = OpeningStatus.PENDING, utc_now()
        elif opening.status in OVER:
            opening.submitted_at = utc_now()
        outcome.updated += 1
    elif wishes.publish and opening.status is OpeningStatus.PENDING:
        outcome.updated += 1
    else:
        outcome.unchanged += 1
    if wishes.publish and opening.status is OpeningStatus.PENDING:
        opening.status, opening.published_at = OpeningStatus.PUBLISHED, utc_now()
        opening.expires_on = today + LISTED_FOR
        on_publication.promise(database, opening)
    database.flush()
    outcome.public_ids.append(opening.public_id)


def _stored(
    database: Database, made: OpeningDraft, owner: Organisation, source: str, fingerprint: str
) -> Opening | None:
    """The row of an earlier import: by source and external id, else by its content."""
    statement = select(Opening).where(Opening.organisation_id == owner.id)
    if made.external_id:
        statement = statement.where(
            Opening.source == source, Opening.external_id == made.external_id
        )
    else:
        statement = statement.where(Opening.content_hash == fingerprint)
    return database.scalar(statement)


def _write(opening: Opening, made: OpeningDraft, fingerprint: str) -> None:
    for name in PLAIN:
        setattr(opening, name, getattr(made, name))
    opening.content_hash = fingerprint
    known = {row.skill_id: row for row in opening.skills}
    wanted = {row.skill: (row, origin) for row, origin in made.skills}
    for gone in known.keys() - wanted.keys():
        opening.skills.remove(known[gone])
    for skill, (row, origin) in wanted.items():
        stored = known.get(skill)
        if stored is None:
            stored = OpeningSkill(skill_id=skill)
            opening.skills.append(stored)
        stored.relation, stored.weight = Relation(row.relation), row.weight
        stored.level, stored.origin = row.level, origin
