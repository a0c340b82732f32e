"""How employers answer, and what happens to those who do not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from skills4all.models import Application, ApplicationStatus, Opening
from skills4all.queries.openings import open_now
from skills4all.queries.responsiveness import NOTHING, Pile, of_employer, of_employers, piles
from skills4all.services.openings.answering import (
    LATE,
    look_after_silence,
    nudge,
    pause_silent,
    resume_if_answered,
)
from tests.services.market import TODAY, add_applications
from tests.services.openings.conftest import House

NOW = datetime(2027, 6, 1, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
ANSWERED = dict.fromkeys(range(20, 29), 19)
"""Nine applications of 20 to 28 days ago, all answered 19 days ago: after 1 to 9 days."""


def answer(applications: list[Application], at: datetime) -> None:
    for each in applications:
        each.answered_at, each.status = at, ApplicationStatus.REFUSED


def test_rate_and_median_in_one_statement(house: House) -> None:
    opening, database = house.published(), house.market.database
    add_applications(database, opening, ANSWERED, NOW)
    employer = house.employer.id
    assert not of_employer(database, employer, NOW).is_known
    add_applications(database, opening, {40: None, 41: None}, NOW)
    statements: list[str] = []
    count = lambda *args: statements.append(args[2])  # noqa: E731
    event.listen(database.connection(), "before_cursor_execute", count)
    found = of_employers(database, [employer, 987_654], NOW)
    assert len(statements) == 1
    assert set(found) == {employer}
    assert (found[employer].applications, found[employer].answered) == (11, 9)
    assert found[employer].median_days == pytest.approx(5.0, abs=1e-4)
    assert (found[employer].is_known, found[employer].in_ten, found[employer].days) == (True, 8, 5)


def test_the_median_of_an_even_number_lies_between_the_two(house: House) -> None:
    add_applications(house.market.database, house.published(), {30: 28, 31: 26}, NOW)
    found = of_employer(house.market.database, house.employer.id, NOW)
    assert found.median_days == pytest.approx(3.5, abs=1e-4)


def test_what_says_nothing_about_the_employer_does_not_count(house: House) -> None:
    opening, database = house.published(), house.market.database
    old = {366: 360, 400: None}
    young = {1: None, 13: None}
    add_applications(database, opening, old | young, NOW)
    withdrawn = add_applications(
        database, opening, {50: None, 60: None}, NOW, ApplicationStatus.WITHDRAWN
    )
    withdrawn[0].decided_at = withdrawn[0].applied_at + 13 * DAY
    withdrawn[1].decided_at = withdrawn[1].applied_at + 15 * DAY
    database.flush()
    found = of_employer(database, house.employer.id, NOW)
    assert (found.applications, found.answered, found.median_days) == (1, 0, None)
    assert of_employer(database, house.employer.id + 1, NOW) is NOTHING


def test_one_letter_a_week_lists_what_waits(house: House) -> None:
    opening, database = house.published(title="Développeur"), house.market.database
    add_applications(database, opening, {8: None, 9: None, 6: None, 30: 25}, NOW)
    assert (nudge(database, NOW), nudge(database, NOW)) == (1, 0)
    assert nudge(database, NOW + 6 * DAY) == 0
    assert nudge(database, NOW + 7 * DAY) == 1
    first, second = house.letters("applications_waiting")
    waiting = [{"id": opening.public_id, "title": "Développeur", "waiting": 2}]
    since = (NOW - 9 * DAY).date().isoformat()
    assert first["openings"] == [{**waiting[0], "since": since}]
    assert (first["waiting"], second["waiting"]) == (2, 3)
    assert house.employer.nudged_at == NOW


def test_nobody_is_nudged_about_what_needs_no_answer(house: House) -> None:
    opening, database = house.published(), house.market.database
    add_applications(database, opening, {20: 1, 6: None}, NOW)
    add_applications(database, opening, {30: None}, NOW, ApplicationStatus.WITHDRAWN)
    erased = add_applications(database, opening, {30: None}, NOW)[0]
    erased.learner = None
    database.flush()
    assert nudge(database, NOW) == 0


def test_a_silent_employer_is_paused_and_comes_back_once_it_answers(house: House) -> None:
    opening, database = house.published(), house.market.database
    waiting = add_applications(database, opening, {8: None, 9: None}, NOW)
    look_after_silence(database, NOW)
    for days in range(1, 21):
        look_after_silence(database, NOW + days * DAY)
    assert house.employer.openings_paused_at is None
    look_after_silence(database, NOW + 21 * DAY)
    assert house.employer.openings_paused_at == NOW + 21 * DAY
    look_after_silence(database, NOW + 22 * DAY)
    assert open_now(database, TODAY) == []
    (told,) = house.letters("openings_paused")
    assert (told["id"], told["waiting"]) == (house.employer.public_id, 2)
    answer(waiting[:1], NOW + 23 * DAY)
    assert not resume_if_answered(database, house.employer.id, NOW + 23 * DAY)
    answer(waiting[1:], NOW + 24 * DAY)
    assert resume_if_answered(database, house.employer.id, NOW + 24 * DAY)
    assert not resume_if_answered(database, house.employer.id, NOW + 24 * DAY)
    assert (house.employer.openings_paused_at, house.employer.nudged_at) == (None, None)
    assert open_now(database, TODAY) == [opening]
    assert len(house.letters("openings_resumed")) == 1
    acts = house.market.acts(house.employer.public_id)
    assert acts[-2:] == ["organisation.openings_paused", "organisation.openings_resumed"]


def test_who_answered_the_nudge_but_is_late_again_is_not_paused(house: House) -> None:
    opening, database = house.published(), house.market.database
    first = add_applications(database, opening, {8: None}, NOW)
    look_after_silence(database, NOW)
    answer(first, NOW + DAY)
    later = NOW + 21 * DAY
    add_applications(database, opening, {10: None}, later)
    assert pause_silent(database, later) == 0
    look_after_silence(database, later)
    assert house.employer.openings_paused_at is None
    assert house.employer.nudged_at == later


def test_the_round_resumes_by_itself_and_an_edit_is_not_disturbed(house: House) -> None:
    opening, database = house.published(), house.market.database
    revision = house.employer.revision
    waiting = add_applications(database, opening, {8: None}, NOW)
    look_after_silence(database, NOW)
    look_after_silence(database, NOW + 21 * DAY)
    assert house.employer.openings_paused_at is not None
    answer(waiting, NOW + 22 * DAY)
    look_after_silence(database, NOW + 23 * DAY)
    assert house.employer.openings_paused_at is None
    assert house.employer.revision == revision


def test_demonstration_employers_are_left_alone(house: House) -> None:
    opening, database = house.published(), house.market.database
    house.employer.is_demo = True
    add_applications(database, opening, {30: None}, NOW)
    look_after_silence(database, NOW)
    look_after_silence(database, NOW + 30 * DAY)
    assert house.employer.openings_paused_at is None
    assert house.letters("applications_waiting") == []


def test_piles_of_applications(house: House) -> None:
    busy, quiet = house.published(), house.published(title="Autre")
    database = house.market.database
    add_applications(database, busy, {1: None, 8: None, 9: 3}, NOW)
    found = piles(database, [house.employer.id], NOW - LATE)
    assert found == {busy.id: Pile(total=3, waiting=2, overdue=1)}
    assert isinstance(quiet, Opening)
