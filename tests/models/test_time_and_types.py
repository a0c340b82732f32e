"""Instants, wall times, ids and defaults survive the trip to either database."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session as Work

from skills4all.models import Event, EventKind, Learner, Organisation, Role, new_public_id
from skills4all.models.base import PUBLIC_ID_LENGTH

NOON_IN_FES = datetime(2027, 3, 1, 12, tzinfo=timezone(timedelta(hours=1)))


def make_event(rows: Any, starts_at: datetime) -> Event:
    return rows.add(
        Event(
            organisation_id=rows.organisation().id,
            kind=EventKind.WEBINAR,
            title="Portes ouvertes",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
        )
    )


def test_an_instant_comes_back_aware_and_in_utc(rows: Any, work: Work) -> None:
    event = make_event(rows, NOON_IN_FES)
    work.commit()
    work.expire_all()
    assert event.starts_at == NOON_IN_FES
    assert event.starts_at.tzinfo is UTC
    assert event.starts_at.hour == 11
    assert work.scalars(select(Event).where(Event.starts_at == NOON_IN_FES)).one() is event


def test_instants_compare_in_the_database_whatever_their_offset(rows: Any, work: Work) -> None:
    make_event(rows, NOON_IN_FES)
    just_before = datetime(2027, 3, 1, 10, 59, tzinfo=UTC)
    assert work.scalars(select(Event).where(Event.starts_at > just_before)).all()
    assert not work.scalars(
        select(Event).where(Event.starts_at > just_before + timedelta(minutes=2))
    ).all()


def test_a_naive_instant_is_refused(rows: Any) -> None:
    with pytest.raises(StatementError, match="time zone"):
        make_event(rows, NOON_IN_FES.replace(tzinfo=None))


def test_wall_times_and_local_dates_are_not_moved(rows: Any, work: Work) -> None:
    session = rows.session()
    slot = rows.slot(session, starts=time(18, 30), ends=time(20))
    work.commit()
    work.expire_all()
    assert (slot.starts, slot.ends) == (time(18, 30), time(20))
    assert session.starts_on == date(2027, 1, 4)
    assert session.timezone == "Africa/Casablanca"


def test_dates_of_a_row_follow_its_changes(rows: Any, work: Work) -> None:
    organisation = rows.organisation()
    made = organisation.updated_at
    organisation.description = "Un centre"
    work.flush()
    assert organisation.updated_at > made >= organisation.created_at
    assert organisation.revision == 2


def test_public_ids_are_long_random_and_without_hyphen() -> None:
    ids = {new_public_id() for _ in range(2_000)}
    assert len(ids) == 2_000
    assert all(len(each) == PUBLIC_ID_LENGTH and each.isalnum() for each in ids)
    assert 62**PUBLIC_ID_LENGTH >= 2**128


def test_a_public_noun_gets_its_own_id(rows: Any) -> None:
    first, second = rows.organisation(), rows.organisation()
    assert first.public_id != second.public_id


def test_a_learner_starts_private_and_not_demo(rows: Any) -> None:
    learner: Learner = rows.learner()
    assert (learner.visibility, learner.is_demo) == (0, False)


def test_permissions_are_a_list(rows: Any, work: Work) -> None:
    role = rows.add(Role(name="moderator", permissions=["review", "suspend"]))
    work.commit()
    role.permissions.append("audit")
    work.commit()
    assert role.permissions == ["review", "suspend", "audit"]


def test_no_json_is_null_not_the_word_null(rows: Any, work: Work) -> None:
    from skills4all.models import Application

    rows.add(Application(learner_id=rows.learner().id, opening_id=rows.opening().id))
    assert work.scalar(text("SELECT count(*) FROM applications WHERE profile IS NULL")) == 1


def test_is_public_reads_the_same_in_python_and_sql(rows: Any, work: Work) -> None:
    pending = rows.organisation()
    verified = rows.organisation(status="verified")
    found = work.scalars(select(Organisation).where(Organisation.is_public)).all()
    work.refresh(verified)
    assert found == [verified]
    assert (pending.is_public, verified.is_public) == (False, True)
