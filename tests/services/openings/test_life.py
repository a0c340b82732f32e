"""Openings expire, are asked for, confirmed, reopened and copied."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import update

from skills4all.errors import Conflict, Invalid, NotFound
from skills4all.models import Opening, OpeningStatus, utc_now
from skills4all.queries.opening_lives import similar
from skills4all.services.openings import ending
from skills4all.services.openings.close_opening import close_opening
from skills4all.services.openings.confirm_open import (
    Reminder,
    confirm_open,
    confirm_reminded,
    to_confirm,
)
from skills4all.services.openings.duplicate_opening import duplicate_opening
from skills4all.services.openings.edit_opening import edit_opening
from skills4all.services.openings.expire_openings import expire_openings, remind_owners
from skills4all.services.openings.reopen_opening import reopen_opening
from tests.services.market import TODAY, opening_draft
from tests.services.openings.conftest import House

DAY = timedelta(days=1)
LAST = TODAY + 60 * DAY


def noon(day: object) -> datetime:
    return datetime.combine(day, time(12), UTC)  # type: ignore[arg-type]


def test_it_is_open_to_the_end_of_its_last_day_and_then_expires(house: House) -> None:
    opening = house.published()
    house.market.database.commit()
    assert expire_openings(house.market.database, LAST) == 0
    assert expire_openings(house.market.database, LAST + DAY) == 1
    assert expire_openings(house.market.database, LAST + DAY) == 0
    assert opening.status is OpeningStatus.EXPIRED
    assert house.market.acts(opening.public_id)[-1] == "opening.expired"


def test_unedited_rows_of_the_demonstration_wait_to_be_moved(house: House) -> None:
    opening, database = house.published(), house.market.database
    opening.is_demo = True
    database.execute(update(Opening).values(revision=1))
    database.commit()
    assert expire_openings(database, LAST + DAY) == 0
    database.execute(update(Opening).values(revision=2))
    database.commit()
    assert expire_openings(database, LAST + DAY) == 1


def test_the_day_after_its_deadline_it_expires_and_nobody_is_asked(house: House) -> None:
    opening = house.published(deadline=TODAY + 10 * DAY)
    house.market.database.commit()
    assert remind_owners(house.market.database, TODAY + 9 * DAY) == 0
    assert expire_openings(house.market.database, TODAY + 10 * DAY) == 0
    assert expire_openings(house.market.database, TODAY + 11 * DAY) == 1
    assert opening.status is OpeningStatus.EXPIRED


def test_owners_are_asked_seven_days_and_one_day_before(house: House) -> None:
    opening = house.published()
    revision, asked = opening.revision, []
    for before in (8, 7, 7, 6, 2, 1, 1, 0):
        day = LAST - before * DAY
        asked.append((before, remind_owners(house.market.database, day, noon(day))))
    assert asked == [(8, 0), (7, 1), (7, 0), (6, 0), (2, 0), (1, 1), (1, 0), (0, 0)]
    facts = house.letters("opening_still_open")
    assert [each["expires_on"] for each in facts] == [str(LAST)] * 2
    house.market.database.commit()
    kept = house.market.only(Opening)
    assert (kept.revision, kept.reminded_at) == (revision, noon(LAST - DAY))


def test_a_reminder_whose_day_was_missed_is_made_up_once(house: House) -> None:
    house.published()
    assert remind_owners(house.market.database, LAST - 4 * DAY) == 1
    assert remind_owners(house.market.database, LAST - 3 * DAY) == 0
    assert len(house.letters("opening_still_open")) == 1


def test_still_open_gives_sixty_days_more_and_serves_once(house: House) -> None:
    opening, database = house.published(), house.market.database
    day = LAST - 3 * DAY
    reminder = Reminder(house.owner.public_id, opening.public_id, LAST)
    assert to_confirm(database, reminder) == (house.owner, opening)
    confirm_reminded(database, reminder, day, noon(day))
    assert (opening.expires_on, opening.confirmed_open_at) == (day + 60 * DAY, noon(day))
    with pytest.raises(Conflict) as refusal:
        confirm_reminded(database, reminder, day)
    assert refusal.value.code == "already_confirmed"
    assert expire_openings(database, LAST + DAY) == 0
    assert remind_owners(database, opening.expires_on - 7 * DAY) == 1


def test_the_link_of_a_removed_member_serves_no_longer(house: House) -> None:
    opening, database = house.published(), house.market.database
    house.employer.memberships[0].removed_at = utc_now()
    database.flush()
    with pytest.raises(NotFound):
        confirm_reminded(database, Reminder(house.owner.public_id, opening.public_id, LAST), LAST)
    assert opening.expires_on == LAST


def test_what_is_over_cannot_be_confirmed(house: House) -> None:
    opening, database = house.published(), house.market.database
    with pytest.raises(Conflict):
        confirm_open(database, house.owner, opening.public_id, opening.revision, LAST + DAY)
    with pytest.raises(Conflict):
        confirm_open(database, house.owner, opening.public_id, opening.revision + 1, TODAY)
    close_opening(database, house.owner, opening.public_id, opening.revision)
    with pytest.raises(Conflict):
        confirm_open(database, house.owner, opening.public_id, opening.revision, TODAY)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (None, OpeningStatus.PUBLISHED),
        ({"positions": 3}, OpeningStatus.PUBLISHED),
        ({"title": "Autre poste"}, OpeningStatus.PENDING),
        ({"place": None, "remote": True}, OpeningStatus.PENDING),
    ],
)
def test_reopened_as_it_was_approved_or_reviewed(
    house: House, change: dict[str, object] | None, status: OpeningStatus
) -> None:
    opening, database, owner = house.published(), house.market.database, house.owner
    if change is not None:
        draft = opening_draft(**change)
        edit_opening(database, owner, opening.public_id, opening.revision, draft, TODAY)
    close_opening(database, owner, opening.public_id, opening.revision)
    later = TODAY + 100 * DAY
    reopen_opening(database, owner, opening.public_id, opening.revision, None, later)
    assert opening.status is status
    if status is OpeningStatus.PUBLISHED:
        assert opening.expires_on == later + 60 * DAY
    with pytest.raises(Conflict):
        reopen_opening(database, owner, opening.public_id, opening.revision, None, later)


def test_a_closed_draft_comes_back_as_a_draft(house: House) -> None:
    opening, database = house.market.opening(house.owner, house.employer), house.market.database
    close_opening(database, house.owner, opening.public_id, opening.revision)
    reopen_opening(database, house.owner, opening.public_id, opening.revision, None, TODAY)
    assert opening.status is OpeningStatus.DRAFT


def test_reopening_needs_a_deadline_ahead(house: House) -> None:
    opening, database = house.published(deadline=TODAY + DAY), house.market.database
    database.commit()
    expire_openings(database, TODAY + 2 * DAY)
    seen = opening.revision
    with pytest.raises(Invalid):
        reopen_opening(database, house.owner, opening.public_id, seen, TODAY, TODAY + 2 * DAY)
    new = TODAY + 30 * DAY
    reopen_opening(database, house.owner, opening.public_id, seen, new, TODAY + 2 * DAY)
    assert (opening.status, opening.deadline) == (OpeningStatus.PUBLISHED, new)


def test_every_end_runs_the_effects(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, OpeningStatus]] = []
    note = lambda _database, opening: seen.append((opening.public_id, opening.status))  # noqa: E731
    monkeypatch.setattr(ending, "EFFECTS", (note,))
    first, second = house.published(), house.published(title="Autre")
    house.market.database.commit()
    close_opening(house.market.database, house.owner, first.public_id, first.revision)
    house.market.database.commit()
    expire_openings(house.market.database, LAST + DAY)
    assert seen == [
        (first.public_id, OpeningStatus.CLOSED),
        (second.public_id, OpeningStatus.EXPIRED),
    ]


def test_a_copy_is_a_draft_of_its_own(house: House) -> None:
    opening = house.published(starts_on=TODAY + DAY, deadline=TODAY + 20 * DAY)
    copy = duplicate_opening(house.market.database, house.owner, opening.public_id, TODAY + 2 * DAY)
    house.market.database.flush()
    assert copy.status is OpeningStatus.DRAFT
    assert (copy.title, copy.pay_max, copy.place_id) == (
        opening.title,
        opening.pay_max,
        opening.place_id,
    )
    assert (copy.starts_on, copy.deadline, copy.published_at) == (None, opening.deadline, None)
    assert sorted(row.skill_id for row in copy.skills) == ["python", "sql"]
    assert len(opening.skills) == 2


def test_similar_ones_are_open_and_of_the_same_role_first(house: House) -> None:
    gone = house.published()
    near = house.published(title="Développeur PHP")
    closed = house.published(title="Développeur Java")
    close_opening(house.market.database, house.owner, closed.public_id, closed.revision)
    house.published(title="Comptable", occupation=None)
    found = similar(house.market.database, gone, TODAY)
    assert found == [near]
