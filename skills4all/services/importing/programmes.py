"""Import programmes: one or several lines each, with dated sessions; stored once."""

from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session as Database

from skills4all.models import (
    Organisation,
    OrganisationKind,
    Programme,
    ProgrammeRelation,
    ProgrammeSkill,
    ProgrammeStatus,
    utc_now,
)
from skills4all.services.importing.columns import PROGRAMMES
from skills4all.services.importing.openings import check_default, record
from skills4all.services.importing.outcome import Outcome, Wishes
from skills4all.services.importing.owners import Organisations
from skills4all.services.importing.problems import LineProblem
from skills4all.services.importing.programme_drafts import ProgrammeDraft, draft
from skills4all.services.importing.sessions import store_sessions
from skills4all.services.importing.tables import Table, read_table

PLAIN = (
    "title",
    "description",
    "content_language",
    "teaching_language",
    "entry_level_id",
    "mode",
    "hours",
    "price",
    "funding",
    "certificate",
    "occupation_id",
)


def import_programmes(
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
    table = read_table(data, PROGRAMMES, nested="sessions")
    owners = owners or Organisations(database, OrganisationKind.CENTRE)
    check_default(owners, wishes)
    drafts, problems = _drafts(table, owners, wishes, today)
    outcome = Outcome(problems=tuple(problems), notes=table.notes, encoding=table.encoding)
    if wishes.strict and problems:
        outcome.stored = False
        return outcome
    for made in drafts:
        _store(database, made, owners.get(made.organisation), wishes, outcome)
    outcome.organisations = len(owners.created)
    record(database, "programmes.imported", wishes, outcome)
    database.flush()
    return outcome


def _drafts(
    table: Table, owners: Organisations, wishes: Wishes, today: date
) -> tuple[list[ProgrammeDraft], list[LineProblem]]:
    found: dict[tuple[str, str], ProgrammeDraft] = {}
    problems = list(table.problems)
    seen: dict[object, int] = {}
    for line in wishes.progress(table.lines):
        made, wrong = draft(table, line, owners, wishes.organisation, today, tuple(found.values()))
        problems += wrong
        if made is None or wrong:
            continue
        first = seen.setdefault((made.key, tuple(made.sessions)), line.number)
        if first != line.number:
            problems.append(LineProblem(line.number, "", "duplicate_line", {"first": first}))
        elif made.key in found:
            found[made.key].sessions.extend(made.sessions)
        else:
            found[made.key] = made
    return list(found.values()), sorted(problems, key=lambda problem: problem.line)


def _store(
    database: Database,
    made: ProgrammeDraft,
    owner: Organisation,
    wishes: Wishes,
    outcome: Outcome,
) -> None:
    fingerprint = made.fingerprint(wishes.source)
    programme = _stored(database, made, owner, wishes.source, fingerprint)
    before = (outcome.sessions_created, outcome.sessions_updated)
    if programme is None:
        programme = Programme(
            organisation=owner,
            source=wishes.source,
            external_id=made.external_id,
            status=ProgrammeStatus.PENDING,
            submitted_at=utc_now(),
        )
        database.add(programme)
        _write(programme, made, fingerprint)
        outcome.created += 1
        store_sessions(programme, made, outcome)
    else:
        told = _told(programme)
        if programme.content_hash != fingerprint:
            _write(programme, made, fingerprint)
        changed = _told(programme) != told
        store_sessions(programme, made, outcome)
        changed = changed or before != (outcome.sessions_created, outcome.sessions_updated)
        # What a moderator approved is not what stands there now.
        if changed and programme.status is ProgrammeStatus.PUBLISHED and not wishes.publish:
            programme.status, programme.submitted_at = ProgrammeStatus.PENDING, utc_now()
        waited = wishes.publish and programme.status is ProgrammeStatus.PENDING
        outcome.updated += changed or waited
        outcome.unchanged += not (changed or waited)
    if wishes.publish and programme.status is ProgrammeStatus.PENDING:
        programme.status, programme.published_at = ProgrammeStatus.PUBLISHED, utc_now()
    database.flush()
    outcome.public_ids.append(programme.public_id)


def _stored(
    database: Database, made: ProgrammeDraft, owner: Organisation, source: str, fingerprint: str
) -> Programme | None:
    """The row of an earlier import or of our own export: by its id, else by its content."""
    statement = select(Programme).where(Programme.organisation_id == owner.id)
    if made.external_id:
        statement = statement.where(
            or_(
                and_(Programme.source == source, Programme.external_id == made.external_id),
                Programme.public_id == made.external_id,
            )
        )
    else:
        statement = statement.where(Programme.content_hash == fingerprint)
    return database.scalar(statement)


def _told(programme: Programme) -> tuple[object, ...]:
    """What a file can say of a programme, as it stands."""
    skills = sorted((row.skill_id, row.relation.value, row.level) for row in programme.skills)
    return (*(getattr(programme, name) for name in PLAIN), skills)


def _write(programme: Programme, made: ProgrammeDraft, fingerprint: str) -> None:
    for name in PLAIN:
        setattr(programme, name, getattr(made, name))
    programme.content_hash = fingerprint
    wanted = {(row.skill, ProgrammeRelation.TAUGHT): row.level for row in made.taught}
    wanted |= {(row.skill, ProgrammeRelation.REQUIRED): row.level for row in made.required}
    known = {(row.skill_id, row.relation): row for row in programme.skills}
    for gone in known.keys() - wanted.keys():
        programme.skills.remove(known[gone])
    for (skill, relation), level in wanted.items():
        stored = known.get((skill, relation))
        if stored is None:
            stored = ProgrammeSkill(skill_id=skill, relation=relation)
            programme.skills.append(stored)
        stored.level = level
