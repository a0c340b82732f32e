"""Alerts tell what is new, once, to who asked, and stop at a word."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from skills4all.background import letter_delivery
from skills4all.errors import Invalid, NotFound
from skills4all.models import AlertSubscription, Consent, ConsentPurpose, utc_now
from skills4all.services.alerts import subscribe as alerts
from skills4all.services.alerts.send_alerts import send_alerts
from skills4all.services.learners import consents
from tests.services.alerts.conftest import Listener
from tests.services.market import TODAY

DAY = timedelta(days=1)


def listen(listener: Listener, frequency: str = "daily") -> AlertSubscription:
    found = alerts.subscribe(
        listener.market.database,
        listener.learner,
        listener.pathway.public_id,
        frequency,
        language="ar",
    )
    listener.market.database.commit()
    return found


def test_what_is_new_is_told_once(listener: Listener) -> None:
    database, now = listener.market.database, utc_now()
    old = listener.opening(now - DAY, title="Ancienne")
    listen(listener)
    new = listener.opening(now + timedelta(hours=2), title="Nouvelle")
    run = listener.session(now + timedelta(hours=3))
    later = now + timedelta(hours=21)
    assert send_alerts(database, TODAY, later) == 1
    assert send_alerts(database, TODAY, later) == 0, "a retry tells nothing twice"
    (facts,) = listener.alerts()
    told = {item["id"] for item in facts["items"]}
    assert new.public_id in told
    assert run.public_id in told
    assert old.public_id not in told
    assert send_alerts(database, TODAY + DAY, later + DAY) == 0, "nothing new, no letter"
    listener.opening(later + DAY + timedelta(hours=1), title="Encore")
    assert send_alerts(database, TODAY + 2 * DAY, later + 2 * DAY) == 1
    assert [item["title"] for item in listener.alerts()[1]["items"]] == ["Encore"]


def test_a_week_is_a_week(listener: Listener) -> None:
    database, now = listener.market.database, utc_now()
    listen(listener, "weekly")
    listener.opening(now + timedelta(hours=1))
    assert send_alerts(database, TODAY, now + 2 * DAY) == 0
    assert send_alerts(database, TODAY, now + 7 * DAY) == 1


def test_one_letter_a_day_whatever_happens(listener: Listener) -> None:
    database, now = listener.market.database, utc_now()
    subscription = listen(listener)
    listener.opening(now + timedelta(hours=1), title="Une")
    assert send_alerts(database, TODAY, now + DAY) == 1
    subscription.last_sent_at = now
    database.commit()
    assert send_alerts(database, TODAY, now + DAY) == 0
    assert len(listener.alerts()) == 1


def test_nothing_without_consent(listener: Listener) -> None:
    database, now = listener.market.database, utc_now()
    listener.opening(now + timedelta(hours=1))
    assert send_alerts(database, TODAY, now + DAY) == 0, "nobody asked"
    listen(listener)
    assert database.scalars(select(Consent).where(Consent.purpose == ConsentPurpose.ALERTS)).one()
    listener.opening(utc_now() + timedelta(hours=1))
    consents.withdraw(database, listener.learner, ConsentPurpose.ALERTS)
    database.commit()
    assert send_alerts(database, TODAY, now + 2 * DAY) == 0
    assert database.scalars(select(AlertSubscription.unsubscribed_at)).one() is not None


def test_the_link_of_a_letter_stops_everything(listener: Listener) -> None:
    database, now = listener.market.database, utc_now()
    subscription = listen(listener)
    listener.opening(utc_now())
    assert alerts.find(database, subscription.public_id).id == subscription.id
    alerts.stop_all(database, listener.learner.id)
    alerts.stop_all(database, listener.learner.id)
    database.commit()
    assert send_alerts(database, TODAY, now + DAY) == 0
    assert alerts.of_learner(database, listener.learner) == {}
    again = listen(listener)
    assert again.id == subscription.id
    assert send_alerts(database, TODAY, now + DAY) == 0, "what came while it was off stays untold"


def test_what_does_not_fit_is_not_told(listener: Listener) -> None:
    database, now = listener.market.database, utc_now()
    listen(listener)
    soon = now + timedelta(hours=1)
    full = listener.session(soon)
    full.seats_taken = full.seats
    late = listener.session(soon)
    late.enrol_by = TODAY - DAY
    listener.employer.openings_paused_at = now
    listener.opening(soon)
    database.commit()
    assert send_alerts(database, TODAY, now + DAY) == 0


def test_only_ones_own_pathways(listener: Listener) -> None:
    database = listener.market.database
    with pytest.raises(NotFound):
        alerts.subscribe(database, listener.learner, "x" * 22, "daily", language="fr")
    with pytest.raises(Invalid):
        listen(listener, "hourly")
    with pytest.raises(NotFound):
        alerts.find(database, "x" * 22)


def test_the_letter_says_why_and_how_to_stop(listener: Listener) -> None:
    database, now = listener.market.database, utc_now()
    listen(listener)
    listener.session(now + timedelta(hours=1))
    send_alerts(database, TODAY, now + DAY)
    (facts,) = listener.alerts()
    message = letter_delivery.word("l@example.org", "ar", "alert", facts)
    assert "/ar/sessions/x-" in message.text
    assert message.unsubscribe == message.text.split("/ar/alerts/")[0].split()[-1] + (
        f"/ar/alerts/{facts['unsubscribe']}/stop"
    )
