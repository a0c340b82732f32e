"""The round of alerts: one letter a learner at most, with what is new since their last one.

Who was told, of what and up to which instant, is written with the promise of the letter: however
often the round runs, nothing is told twice and nothing that came in between is lost. Learners who
have not changed are asked only about news that moved since they were looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

import structlog
from sqlalchemy import select, update
from sqlalchemy.orm import Session as Database

from skills4all.matching.documents import LearnerProfile
from skills4all.matching.ranking import MODEL_VERSION
from skills4all.models import Account, AlertReason, AlertSubscription, Learner, utc_now
from skills4all.queries import learners as learner_rows
from skills4all.services import knowledge, letters
from skills4all.services.alerts.candidates import Candidates, K
from skills4all.services.alerts.choosing import Asking, Chosen, Wanted, nameless
from skills4all.services.alerts.due import Due, Subscribed
from skills4all.services.alerts.news import News
from skills4all.services.alerts.runs import Watch, running
from skills4all.services.alerts.spreading import Answers, Decide, Here, Spread
from skills4all.services.alerts.told import forget, remember, told

log = structlog.get_logger("skills4all.alerts")

OLDEST = timedelta(days=35)
"""No letter looks further back than this."""
LONGEST_COMMIT = timedelta(minutes=15)
"""What was changed before a look, but committed after it, is seen by the next one."""
TEMPLATE = "alert"


@dataclass(frozen=True, slots=True)
class Listening:
    """A subscription as it was read; `digest`: what its learner looked like."""

    id: int
    public_id: str
    occupation: str
    language: str
    digest: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One learner's turn. No row is kept: a run commits often."""

    learner: int
    account: int | None
    listening: Sequence[Listening]
    asking: Asking


def send_alerts(
    database: Database,
    today: date,
    now: datetime | None = None,
    *,
    reason: AlertReason = AlertReason.COMMAND,
    occupations: Collection[str] | None = None,
    spread: Spread | None = None,
    watch: Watch | None = None,
    k: int = K,
) -> int:
    """Promise the letters that are due; returns how many. Commits after each batch.

    `occupations` keeps daily alerts on these pathways. Without `spread` all is done in this
    process. Raises `Conflict` while another run goes.
    """
    now = now or utc_now()
    due = Due(now, occupations)
    with running(database, reason, due.count(database), watch) as run:
        forget(database, now - OLDEST)
        news = News.read(database, today, now - OLDEST)
        if not run.due or not len(news.items):
            return 0
        candidates = Candidates.of(news.items, k)
        here = nullcontext(Here(candidates))
        with spread.open(candidates, run.due) if spread else here as decide:
            for turns, answers in _decided(database, due, decide, news):
                promised = _tell(database, due, turns, answers, news, today)
                run.beat(len(turns), promised)
        log.info("alerts", reason=reason.value, looked=run.looked, promised=run.promised)
        return run.promised


def _decided(
    database: Database, due: Due, decide: Decide, news: News
) -> Iterator[tuple[list[Turn], Answers]]:
    """Batches with their answers. The database is read by this thread only, some batches ahead."""
    batches = due.batches(database)
    while ahead := [_turns(database, batch, news) for batch in islice(batches, decide.width)]:
        answers = decide([[turn.asking for turn in turns] for turns in ahead])
        yield from zip(ahead, answers, strict=True)


def _turns(database: Database, batch: Subscribed, news: News) -> list[Turn]:
    learners = database.scalars(select(Learner).where(Learner.id.in_(batch))).all()
    profiles = learner_rows.profiles(database, learners)
    known = told(database, batch)
    return [
        _turn(learner, batch[learner.id], profiles[learner.id], known.get(learner.id), news)
        for learner in learners
    ]


def _turn(
    learner: Learner,
    subscribed: Sequence[tuple[AlertSubscription, str]],
    profile: LearnerProfile,
    known: frozenset[str] | None,
    news: News,
) -> Turn:
    shipped = nameless(profile)
    listening, wanted, fresh = [], [], False
    for row, occupation in subscribed:
        digest = _digest(shipped, occupation)
        since = row.last_sent_at or row.created_at
        same = row.looked_until is not None and row.looked_as == digest
        moved = max(since, row.looked_until) if same and row.looked_until else since
        listening.append(Listening(row.id, row.public_id, occupation, row.language, digest))
        wanted.append(Wanted(occupation, since, moved))
        fresh = fresh or news.items.moved_after(moved)
    # Who can be told nothing is not weighed at all.
    asking = Asking(shipped, tuple(wanted) if fresh else (), known or frozenset())
    return Turn(learner.id, learner.account_id, listening, asking)


def _digest(profile: LearnerProfile, occupation: str) -> str:
    """Changes with whatever can change what fits."""
    told = (MODEL_VERSION, knowledge.vocabulary().version, occupation, profile)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _tell(
    database: Database,
    due: Due,
    turns: Sequence[Turn],
    answers: Answers,
    news: News,
    today: date,
) -> int:
    """Promise what was chosen, note who was looked at; returns how many letters. No commit."""
    standing = due.standing(database, [turn.learner for turn in turns])
    looked: list[Listening] = []
    sent: list[Listening] = []
    promised = 0
    for turn, answer in zip(turns, answers, strict=True):
        # Whoever withdrew since they were read is told nothing.
        chosen = [each for each in answer if turn.listening[each.wanted].id in standing]
        mine = [each for each in turn.listening if each.id in standing]
        if not chosen:
            looked += mine
        elif _promise(database, turn, mine, chosen, news, today, due.now):
            promised += 1
            sent += mine
    until = due.now - LONGEST_COMMIT
    _note(database, [{"id": row.id, "last_sent_at": due.now} for row in sent])
    _note(
        database,
        [{"id": row.id, "looked_until": until, "looked_as": row.digest} for row in looked],
    )
    return promised


def _promise(
    database: Database,
    turn: Turn,
    mine: Sequence[Listening],
    chosen: Sequence[Chosen],
    news: News,
    today: date,
    now: datetime,
) -> bool:
    """The letter of the day. False when the account is gone or had one today."""
    account = database.get(Account, turn.account)
    if account is None:
        return False
    items = [
        news.told(each.item, each.skills, turn.listening[each.wanted].language) for each in chosen
    ]
    facts = {
        "items": items,
        "occupations": sorted({each.occupation for each in mine}),
        "unsubscribe": mine[0].public_id,
    }
    key = f"alert:{turn.learner}:{today}"
    letter = letters.promise(
        database, account, TEMPLATE, facts, dedupe_key=key, learner_id=turn.learner
    )
    if letter is None:
        return False
    remember(database, turn.learner, [each.item for each in chosen], now)
    return True


def _note(database: Database, rows: Sequence[dict[str, object]]) -> None:
    if rows:
        database.execute(update(AlertSubscription), rows)
