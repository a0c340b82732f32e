"""Calendar files: what RFC 5545 asks, whatever is written; what a session says, also called off."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from skills4all.extensions import db
from skills4all.models import Programme, ProgrammeStatus, SessionStatus
from skills4all.models import Session as Run
from skills4all.queries.visible import bookable_session
from skills4all.services.calendar import today
from skills4all.web.addresses import page_of
from skills4all.web.icalendar import Event, Weekly, WholeDays, document

HERE = ZoneInfo("Africa/Casablanca")
CHANGED = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)


def lines(body: bytes) -> list[str]:
    """Content lines, unfolded; fails on what RFC 5545, 3.1 forbids."""
    assert body.endswith(b"\r\n")
    raw = body.split(b"\r\n")[:-1]
    for line in raw:
        assert len(line) <= 75
        line.decode()  # No letter is cut in two.
        assert b"\n" not in line
        assert b"\r" not in line
    return re.sub("\r\n[ \t]", "", body.decode()).split("\r\n")[:-1]


def values(body: bytes, name: str) -> list[str]:
    return [
        line.partition(":")[2]
        for line in lines(body)
        if re.split("[:;]", line, maxsplit=1)[0] == name
    ]


def plain(text: str) -> str:
    """RFC 5545, 3.3.11, read back."""
    signs = {"n": "\n", "N": "\n"}
    return re.sub(r"\\(.)", lambda found: signs.get(found[1], found[1]), text)


def event(when: Weekly | WholeDays, **facts: str) -> Event:
    said = {"summary": "Python", "description": "", "location": "Fès", "url": "https://x.ma/1"}
    return Event("1@x.ma", 3, CHANGED, when, **{**said, **facts})  # type: ignore[arg-type]


def weekly(first: date, last: date) -> Weekly:
    starts = datetime.combine(first, time(18, 30), HERE)
    return Weekly(starts, starts + timedelta(hours=2), last)


DAYS = WholeDays(date(2027, 3, 1), date(2027, 3, 5))
WRITTEN = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"))


@given(WRITTEN, WRITTEN)
def test_what_people_write_comes_out_as_it_went_in(summary: str, location: str) -> None:
    body = document(summary, HERE, [event(DAYS, summary=summary, location=location)])
    assert [plain(each) for each in values(body, "SUMMARY")] == [summary]
    assert [plain(each) for each in values(body, "LOCATION")] == ([location] if location else [])
    names = [line for line in lines(body) if line.startswith(("BEGIN:", "END:"))]
    assert names == ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR"]


@given(st.text())
def test_no_sign_can_begin_a_line_of_its_own(summary: str) -> None:
    lines(document(summary, HERE, [event(DAYS, summary=summary)]))


def test_whole_days_end_on_the_day_after() -> None:
    body = document("x", HERE, [event(DAYS)])
    assert values(body, "DTSTART") == ["20270301"]
    assert values(body, "DTEND") == ["20270306"]
    assert "BEGIN:VTIMEZONE" not in lines(body)


@given(
    st.dates(date(2015, 1, 1), date(2030, 12, 31)),
    st.integers(0, 400),
)
def test_the_zone_in_the_file_gives_every_lesson_its_instant(first: date, days: int) -> None:
    """As a reader that knows only the file: the last change before a wall time holds for it."""
    last = first + timedelta(days=days)
    body = document("x", HERE, [event(weekly(first, last))])
    changes = list(zip(values(body, "DTSTART")[:-1], values(body, "TZOFFSETTO"), strict=True))
    moment = datetime.combine(first, time(18, 30))
    while moment.date() <= last:
        before = [offset for start, offset in changes if start <= f"{moment:%Y%m%dT%H%M%S}"]
        hours = timedelta(hours=int(before[-1][:3]))
        assert hours == moment.replace(tzinfo=HERE).utcoffset(), moment
        moment += timedelta(days=7)
    (rule,) = values(body, "RRULE")
    until = datetime.strptime(rule.partition("UNTIL=")[2], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    final = moment - timedelta(days=7)
    assert final.replace(tzinfo=HERE) <= until < moment.replace(tzinfo=HERE)


def test_the_hours_of_ramadan_are_written_as_they_were() -> None:
    """In 2024 clocks went back on 10 March at three, and forward on 14 April at two."""
    body = document("x", HERE, [event(weekly(date(2024, 2, 1), date(2024, 6, 1)))])
    assert values(body, "DTSTART")[:3] == ["20240201T000000", "20240310T030000", "20240414T020000"]
    assert values(body, "TZOFFSETFROM") == ["+0100", "+0100", "+0000"]
    assert values(body, "TZOFFSETTO") == ["+0100", "+0000", "+0100"]


@pytest.fixture
def run(site: Flask) -> int:
    """The key of a session with weekly lessons."""
    with site.app_context():
        statement = select(Run).join(Run.programme).join(Programme.organisation)
        found = statement.where(
            bookable_session(today()), Run.slots.any(), Run.place_id.is_not(None)
        )
        row = db.session.scalars(found.order_by(Run.id)).first()
        assert row is not None
        return row.id


def address_of(site: Flask, run: int, language: str = "fr") -> str:
    with site.test_request_context(f"/{language}/"):
        row = db.session.get(Run, run)
        assert row is not None
        return page_of(row)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_session_can_be_put_in_a_calendar(site: Flask, run: int, language: str) -> None:
    page = address_of(site, run, language)
    assert f'href="{page}/calendar.ics"' in site.test_client().get(page).get_data(as_text=True)
    answer = site.test_client().get(f"{page}/calendar.ics")
    assert answer.mimetype == "text/calendar"
    assert answer.headers["Content-Disposition"].endswith('.ics"')
    body = answer.get_data()
    with site.app_context():
        row = db.session.get(Run, run)
        assert row is not None
        starts = {slot.weekday: slot.starts for slot in row.slots}
        for written in values(body, "DTSTART")[-len(starts) :]:
            moment = datetime.strptime(written, "%Y%m%dT%H%M%S")
            assert starts[moment.weekday()] == moment.time()
            assert row.starts_on <= moment.date() < row.starts_on + timedelta(days=7)
        assert len(values(body, "UID")) == len(starts) == len(set(values(body, "UID")))
        assert plain(values(body, "SUMMARY")[0]).startswith(row.programme.title)
    assert set(values(body, "STATUS")) == {"CONFIRMED"}
    assert set(values(body, "TZID")) == {"Africa/Casablanca"}
    assert values(body, "URL")[0] == f"http://127.0.0.1:8000{page}"
    assert values(body, "LOCATION")[0]


def test_a_change_keeps_the_event_and_a_cancellation_reaches_it(site: Flask, run: int) -> None:
    client, page = site.test_client(), address_of(site, run)
    before = client.get(f"{page}/calendar.ics")
    tag = {"If-None-Match": before.headers["ETag"]}
    assert client.get(f"{page}/calendar.ics", headers=tag).status_code == 304
    with site.app_context():
        row = db.session.get(Run, run)
        assert row is not None
        row.status = SessionStatus.CANCELLED
        db.session.commit()
    assert client.get(page).status_code == 410
    after = client.get(f"{page}/calendar.ics", headers=tag)
    assert after.status_code == 200
    old, new = before.get_data(), after.get_data()
    assert values(new, "UID") == values(old, "UID")
    assert set(values(new, "STATUS")) == {"CANCELLED"}
    assert int(values(new, "SEQUENCE")[0]) > int(values(old, "SEQUENCE")[0])
    assert all(each.startswith("Annulée") for each in values(new, "SUMMARY"))


def test_a_session_without_hours_is_its_days(site: Flask, run: int) -> None:
    page = address_of(site, run)
    with site.app_context():
        row = db.session.get(Run, run)
        assert row is not None
        row.slots = []
        first, last = row.starts_on, row.ends_on
        db.session.commit()
    body = site.test_client().get(f"{page}/calendar.ics").get_data()
    assert values(body, "DTSTART") == [f"{first:%Y%m%d}"]
    assert values(body, "DTEND") == [f"{last + timedelta(days=1):%Y%m%d}"]


def test_what_is_not_public_has_no_calendar(site: Flask, run: int) -> None:
    client, page = site.test_client(), address_of(site, run)
    assert client.get("/fr/sessions/x-AAAAAAAAAAAAAAAAAAAAAA/calendar.ics").status_code == 404
    with site.app_context():
        row = db.session.get(Run, run)
        assert row is not None
        row.programme.status = ProgrammeStatus.PENDING
        db.session.commit()
    assert client.get(f"{page}/calendar.ics").status_code == 404
