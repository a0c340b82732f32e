"""Runs at size: not all pairs, once each, one at a time, the same wherever it is decided."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from skills4all.errors import Conflict
from skills4all.models import (
    Account,
    AlertReason,
    AlertRun,
    AlertSubscription,
    AlertTold,
    Learner,
    Opening,
    SavedPathway,
    utc_now,
)
from skills4all.services.alerts import on_publication
from skills4all.services.alerts import send_alerts as sending
from skills4all.services.alerts import subscribe as alerts
from skills4all.services.alerts.candidates import Candidates
from skills4all.services.alerts.due import Due
from skills4all.services.alerts.news import News
from skills4all.services.alerts.runs import SILENT, running, state
from skills4all.services.alerts.send_alerts import send_alerts
from skills4all.services.alerts.spreading import Here, Spread
from skills4all.services.learners.skills import declare
from tests.services.alerts.conftest import Listener
from tests.services.market import OCCUPATION, SKILLS, TODAY, add_learner

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])


def listen(listener: Listener, frequency: str = "daily") -> AlertSubscription:
    database = listener.market.database
    pathway = listener.pathway.public_id
    found = alerts.subscribe(database, listener.learner, pathway, frequency, language="fr")
    database.commit()
    return found


def titles(listener: Listener) -> list[list[str]]:
    return [[item["title"] for item in facts["items"]] for facts in listener.alerts()]


def test_a_thing_is_told_once_even_when_it_is_published_again(listener: Listener) -> None:
    database, now = listener.market.database, utc_now()
    listen(listener)
    opening = listener.opening(now + HOUR, title="Une")
    assert send_alerts(database, TODAY, now + DAY) == 1
    opening.published_at = now + DAY + HOUR
    database.commit()
    assert send_alerts(database, TODAY + 2 * DAY, now + 3 * DAY) == 0
    assert titles(listener) == [["Une"]]
    later = now + 40 * DAY
    assert send_alerts(database, TODAY, later) == 0
    assert database.scalars(select(AlertTold)).all() == [], "what is no news is forgotten"


def weighed(listener: Listener, now: datetime) -> list[bool]:
    """Of each learner whose turn it is, whether there is anything to compare with."""
    database = listener.market.database
    news = News.read(database, TODAY, now - sending.OLDEST)
    batches = Due(now).batches(database)
    turns = [turn for batch in batches for turn in sending._turns(database, batch, news)]
    return [bool(turn.asking.wanted) for turn in turns]


def test_who_did_not_change_is_not_weighed_again(listener: Listener) -> None:
    database, now = listener.market.database, utc_now()
    subscription = listen(listener)
    # Asks for nothing and names no occupation: looked at, and not told.
    other = listener.opening(now + HOUR, occupation=None)
    other.skills.clear()
    database.commit()
    assert weighed(listener, now + DAY) == [True]
    assert send_alerts(database, TODAY, now + DAY) == 0
    assert weighed(listener, now + 2 * DAY) == [False]
    listener.learner.skills.clear()
    database.commit()
    assert weighed(listener, now + 2 * DAY) == [True], "another learner now"
    assert send_alerts(database, TODAY, now + 2 * DAY) == 0
    assert weighed(listener, now + 3 * DAY) == [False]
    # It moves into reach with nobody publishing it again.
    database.execute(
        update(Opening)
        .where(Opening.id == other.id)
        .values(occupation_id=OCCUPATION, updated_at=now + 2 * DAY)
    )
    database.commit()
    assert send_alerts(database, TODAY, now + 3 * DAY) == 1
    database.refresh(subscription)
    assert subscription.last_sent_at == now + 3 * DAY


def test_a_changed_learner_is_compared_with_what_did_not_fit_before(listener: Listener) -> None:
    database, now = listener.market.database, utc_now()
    listen(listener)
    listener.learner.skills.clear()
    database.commit()
    listener.opening(now + HOUR, title="Réseaux", occupation=None)
    assert send_alerts(database, TODAY, now + DAY) == 0
    for skill in SKILLS:
        declare(database, listener.learner, skill, 4)
    database.commit()
    assert send_alerts(database, TODAY, now + 2 * DAY) == 1
    assert titles(listener) == [["Réseaux"]]


def test_one_run_goes_at_a_time_and_says_how_far_it_came(listener: Listener) -> None:
    database, now = listener.market.database, utc_now()
    listen(listener)
    listener.opening(now + HOUR)
    with running(database, AlertReason.NIGHT, 5) as run:
        run.beat(3, 2)
        with pytest.raises(Conflict):
            send_alerts(database, TODAY, now + DAY)
    seen: list[tuple[int, int]] = []
    told = send_alerts(
        database, TODAY, now + DAY, watch=lambda looked, due: seen.append((looked, due))
    )
    assert (told, seen) == (1, [(1, 1)])
    last, first = database.scalars(select(AlertRun).order_by(AlertRun.id.desc())).all()
    assert (first.due, first.looked, first.promised, first.lock) == (5, 3, 2, None)
    assert (last.due, last.looked, last.promised, last.reason) == (1, 1, 1, AlertReason.COMMAND)
    assert state(last, utc_now()) == state(first, utc_now()) == "done"


def test_a_run_that_failed_or_died_stands_in_nobodys_way(listener: Listener) -> None:
    database = listener.market.database
    with pytest.raises(ZeroDivisionError), running(database, AlertReason.NIGHT, 1):
        _ = 1 // 0
    dead = AlertRun(
        reason=AlertReason.NIGHT, lock="alerts", seen_at=utc_now() - SILENT - HOUR, due=1
    )
    database.add(dead)
    database.commit()
    assert state(dead, utc_now()) == "interrupted"
    with running(database, AlertReason.NIGHT, 1) as run:
        going = database.get(AlertRun, run.id)
        assert going is not None
        assert state(going, utc_now()) == "running"
    states = [state(each, utc_now()) for each in database.scalars(select(AlertRun))]
    assert sorted(states) == ["done", "interrupted", "interrupted"]


def test_a_publication_tells_daily_subscribers_of_its_occupation_once_a_day(
    listener: Listener,
) -> None:
    database, now = listener.market.database, utc_now()
    subscription = listen(listener)
    weekly = _another(listener, "w@example.org", "weekly", now - 8 * DAY)
    database.execute(update(AlertSubscription).values(last_sent_at=now - 8 * DAY))
    database.commit()
    opening = listener.opening(now, title="Une")
    on_publication.promise(database, opening, now)
    on_publication.promise(database, opening, now)
    database.commit()
    (promised,) = listener.market.promised(on_publication.KIND)
    assert promised.next_attempt_at > now
    assert on_publication.keep(database, promised.payload, TODAY, now=now + HOUR) == 1
    assert on_publication.keep(database, promised.payload, TODAY, now=now + HOUR) == 0
    second = listener.opening(now + 2 * HOUR, title="Deux")
    again = {"since": (now + HOUR).isoformat()}
    assert on_publication.keep(database, again, TODAY, now=now + 3 * HOUR) == 0, "one a day"
    assert titles(listener) == [["Une"]]
    assert send_alerts(database, TODAY + DAY, now + DAY + HOUR) == 2
    for row in (subscription, weekly):
        database.refresh(row)
        assert row.last_sent_at == now + DAY + HOUR
    assert second.title in titles(listener)[1]


def test_a_publication_of_no_occupation_waits_for_the_night(listener: Listener) -> None:
    opening = listener.opening(utc_now(), occupation=None)
    on_publication.promise(listener.market.database, opening)
    assert listener.market.promised(on_publication.KIND) == []


def test_whoever_withdraws_meanwhile_is_told_nothing(listener: Listener) -> None:
    database, now = listener.market.database, utc_now()
    listen(listener)
    listener.opening(now + HOUR)
    due, news = Due(now + DAY), News.read(database, TODAY, now)
    decide = Here(Candidates.of(news.items))
    ((turns, answers),) = sending._decided(database, due, decide, news)
    assert answers[0]
    alerts.stop_all(database, listener.learner.id)
    database.commit()
    assert sending._tell(database, due, turns, answers, news, TODAY) == 0
    assert listener.alerts() == []


def test_processes_decide_what_one_does(listener: Listener, tmp_path: Path) -> None:
    """The whole round, with real processes that read the news from files; two learners."""
    database, now = listener.market.database, utc_now()
    listen(listener)
    _another(listener, "b@example.org", "daily", now)
    for number in range(3):
        listener.opening(now + HOUR, title=f"Offre {number}")
    spread = Spread(tmp_path / "alerts", processes=2, least=1)
    assert send_alerts(database, TODAY, now + DAY, spread=spread) == 2
    here = titles(listener)
    assert [sorted(each) for each in here] == [["Offre 0", "Offre 1", "Offre 2"]] * 2
    assert list((tmp_path / "alerts").iterdir()) == [], "the news goes with the run"


def _another(listener: Listener, email: str, frequency: str, since: datetime) -> AlertSubscription:
    database = listener.market.database
    account: Account = listener.market.account(email, "learner")
    learner: Learner = add_learner(database, account)
    pathway = SavedPathway(learner_id=learner.id, occupation_id=OCCUPATION)
    database.add(pathway)
    database.flush()
    found = alerts.subscribe(database, learner, pathway.public_id, frequency, language="fr")
    found.last_sent_at = since
    database.commit()
    return found
