"""Dated sessions: what is refused, seats that are taken, closing and calling off."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest

from skills4all.errors import Conflict, Invalid, NotFound
from skills4all.models import Mode, Programme, Session, SessionStatus
from skills4all.services.programmes.close_session import cancel_session, close_session
from skills4all.services.programmes.edit_session import edit_session
from skills4all.services.programmes.session_draft import Slot
from tests.services.market import TODAY, Market, session_draft


@pytest.fixture
def owned(market: Market) -> tuple[Any, Session]:
    owner = market.account("o@example.org")
    programme = market.programme(owner, market.organisation(owner))
    return owner, market.session(owner, programme)


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"ends_on": TODAY + timedelta(days=3)}, "ends_on", "ends_before_start"),
        ({"starts_on": TODAY - timedelta(days=1)}, "starts_on", "in_the_past"),
        ({"ends_on": TODAY + timedelta(days=9_000)}, "ends_on", "too_far"),
        ({"enrol_by": TODAY + timedelta(days=91)}, "enrol_by", "enrol_after_end"),
        ({"seats": 0}, "seats", "out_of_range"),
        ({"place": None}, "place", "required"),
        ({"place": "atlantis"}, "place", "unknown"),
        ({"slots": ()}, "hours_per_week", "required"),
        ({"hours_per_week": 100}, "hours_per_week", "out_of_range"),
        ({"slots": (Slot(0, time(18), time(17)), Slot(1, time(8), time(12)))}, "slots",
         "slot_ends_first"),
        ({"slots": (Slot(0, time(9), time(12)), Slot(0, time(11), time(13)))}, "slots",
         "slots_overlap"),
    ],
)  # fmt: skip
def test_bad_values_are_named(change: dict[str, Any], field: str, code: str) -> None:
    programme = Programme(title="x", hours=1, mode=Mode.ONSITE)
    with pytest.raises(Invalid) as refusal:
        session_draft(**change).check(programme, TODAY)
    assert (field, code) in [(each.field, each.code) for each in refusal.value.problems]


def test_an_online_session_needs_no_place() -> None:
    programme = Programme(title="x", hours=1, mode=Mode.ONSITE)
    session_draft(place=None, mode=Mode.ONLINE).check(programme, TODAY)


def test_slots_are_replaced_as_a_whole(market: Market, owned: tuple[Any, Session]) -> None:
    owner, session = owned
    draft = session_draft(slots=(Slot(0, time(18), time(21)), Slot(2, time(18), time(21))))
    edit_session(market.database, owner, session.public_id, session.revision, draft, TODAY)
    market.database.expire_all()
    assert [(row.weekday, row.ends) for row in session.slots] == [(0, time(21)), (2, time(21))]
    assert session.hours_per_week == 6


def test_seats_that_are_taken_cannot_be_taken_away(
    market: Market, owned: tuple[Any, Session]
) -> None:
    owner, session = owned
    session.seats_taken = 12
    market.database.flush()
    with pytest.raises(Invalid) as refusal:
        edit_session(
            market.database,
            owner,
            session.public_id,
            session.revision,
            session_draft(seats=11),
            TODAY,
        )
    assert refusal.value.problems[0].code == "seats_taken"


def test_more_seats_open_a_full_session_again(market: Market, owned: tuple[Any, Session]) -> None:
    owner, session = owned
    session.seats_taken, session.status = 15, SessionStatus.FULL
    market.database.flush()
    edit_session(
        market.database, owner, session.public_id, session.revision, session_draft(seats=16), TODAY
    )
    assert session.status is SessionStatus.PUBLISHED


def test_a_session_is_closed_then_called_off_with_a_reason(
    market: Market, owned: tuple[Any, Session]
) -> None:
    owner, session = owned
    close_session(market.database, owner, session.public_id, session.revision)
    assert session.status is SessionStatus.CLOSED
    with pytest.raises(Invalid):
        cancel_session(market.database, owner, session.public_id, session.revision, "  ")
    cancel_session(market.database, owner, session.public_id, session.revision, "Trop peu.")
    assert (session.status, session.cancel_reason) == (SessionStatus.CANCELLED, "Trop peu.")
    with pytest.raises(Conflict):
        edit_session(
            market.database, owner, session.public_id, session.revision, session_draft(), TODAY
        )


def test_foreign_sessions_do_not_exist(market: Market, owned: tuple[Any, Session]) -> None:
    _, session = owned
    with pytest.raises(NotFound):
        close_session(market.database, market.account("x@example.org"), session.public_id, 1)
