"""Nobody waits in silence: employers are asked to answer, and a silent one's openings are paused.

`Organisation.nudged_at` is when the present run of nudges began; a letter a week follows. It ends
once nothing that is late waits any more, and with it the pause.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_
from sqlalchemy.orm import Session as Database

from skills4all.models import Organisation
from skills4all.queries import silence, workspaces
from skills4all.services import audit, index_refresh, letters

LATE = timedelta(days=7)
"""An application without an answer for so long is late."""
WEEK = timedelta(days=7)
SILENT = timedelta(days=21)
"""After a nudge: unanswered for so long, openings are paused."""
NUDGE, PAUSED, RESUMED = "applications_waiting", "openings_paused", "openings_resumed"


def nudge(database: Database, now: datetime) -> int:
    """One letter a week to the owners of each employer with late applications. Returns to how
    many employers. Bears being run twice. Does not commit.
    """
    told = 0
    for organisation in silence.late(database, now - LATE):
        if organisation.nudged_at is None:
            never = Organisation.nudged_at.is_(None)
            if not silence.mark(database, organisation.id, never, nudged_at=now):
                continue
        since = organisation.nudged_at or now
        weeks = (now - since) // WEEK
        told += _tell(database, organisation, NUDGE, f"{since.isoformat()}:{weeks}", now)
        database.expire(organisation)
    return told


def pause_silent(database: Database, now: datetime) -> int:
    """Pause the openings of employers that left unanswered, for three weeks after a nudge, what
    the nudge was about. Who answered that but is late again begins a new run. Does not commit.
    """
    paused = 0
    for organisation in silence.silent(database, now - SILENT):
        nudged = organisation.nudged_at
        if nudged is None:
            continue
        unchanged = Organisation.nudged_at == nudged
        if not silence.mark(
            database,
            organisation.id,
            unchanged,
            Organisation.openings_paused_at.is_(None),
            silence.unanswered(nudged - LATE),
            openings_paused_at=now,
        ):
            # The run begins anew with what is late today, if anything is.
            silence.mark(database, organisation.id, unchanged, nudged_at=None)
            database.expire(organisation)
            continue
        _changed(database, organisation, PAUSED, now)
        paused += 1
    return paused


def resume_if_answered(database: Database, organisation_id: int, now: datetime) -> bool:
    """Whether a pause ended, because nothing late waits any more. Call it when an application is
    answered or withdrawn; the daily round does too. Does not commit.
    """
    database.flush()
    nothing_late = ~silence.unanswered(now - LATE)
    resumed = silence.mark(
        database,
        organisation_id,
        nothing_late,
        Organisation.openings_paused_at.is_not(None),
        openings_paused_at=None,
        nudged_at=None,
    )
    if resumed:
        organisation = database.get_one(Organisation, organisation_id, populate_existing=True)
        _changed(database, organisation, RESUMED, now)
        return True
    silence.mark(database, organisation_id, nothing_late, _noted(), nudged_at=None)
    return False


def look_after_silence(database: Database, now: datetime) -> None:
    """The daily part: resume who answered, pause who did not, ask the others. Does not commit."""
    for organisation_id in silence.nudged_or_paused(database):
        resume_if_answered(database, organisation_id, now)
    pause_silent(database, now)
    nudge(database, now)


def _noted() -> Any:
    return or_(Organisation.nudged_at.is_not(None), Organisation.openings_paused_at.is_not(None))


def _changed(database: Database, organisation: Organisation, what: str, now: datetime) -> None:
    database.refresh(organisation)
    audit.record(database, None, what, organisation)
    index_refresh.promise(database, organisation)
    _tell(database, organisation, what, now.isoformat(), now)


def _tell(
    database: Database, organisation: Organisation, template: str, occasion: str, now: datetime
) -> bool:
    """Whether someone was told who had not been."""
    waiting = silence.waiting_by_opening(database, organisation.id, now - LATE)
    facts = {
        "id": organisation.public_id,
        "name": organisation.name,
        "waiting": sum(count for _, _, count, _ in waiting),
        "openings": [
            {"id": key, "title": title, "waiting": count, "since": since.date().isoformat()}
            for key, title, count, since in waiting
        ],
    }
    promised = [
        letters.promise(
            database,
            account,
            template,
            facts,
            dedupe_key=f"{template}:{organisation.public_id}:{occasion}:{account.id}",
        )
        for account in workspaces.people_to_tell(database, organisation.id)
    ]
    return any(each is not None for each in promised)
