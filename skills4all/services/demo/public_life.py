"""Events and incentive schemes of the invented institutions."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session as Database

from skills4all.models import TIMEZONE, Event, IncentiveScheme
from skills4all.services.demo import content, organisations
from skills4all.services.demo.chance import number, public_id
from skills4all.services.demo.content import Entry
from skills4all.services.demo.dates import EVENT_DAYS
from skills4all.services.demo.rows import Row, Stored, add_missing


def load(database: Database, organisation_ids: Stored, today: date) -> tuple[Stored, Stored]:
    """Events, then schemes."""
    events = [_event(entry, organisation_ids, today) for entry in content.entries("events")]
    schemes = [_scheme(entry, organisation_ids, today) for entry in content.entries("schemes")]
    return add_missing(database, Event, events), add_missing(database, IncentiveScheme, schemes)


def _event(entry: Entry, organisation_ids: Stored, today: date) -> Row:
    day = EVENT_DAYS.first(number(0, EVENT_DAYS.days - 1, "event", entry["id"]), today)
    clock = time.fromisoformat(entry["starts"])
    starts = datetime.combine(day, clock, ZoneInfo(TIMEZONE))
    online = entry["kind"] == "webinar"
    return {
        "public_id": public_id("event", entry["id"]),
        "organisation_id": organisation_ids.ids[organisations.key(entry["organisation"])],
        "kind": entry["kind"],
        "title": entry["title"],
        "description": entry["description"],
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=entry["hours"]),
        "place_id": entry.get("place"),
        "address": entry.get("address"),
        "online_url": f"https://{entry['id']}.skills4all.example/" if online else None,
        "seats": entry["seats"],
        "status": "published",
    }


def _scheme(entry: Entry, organisation_ids: Stored, today: date) -> Row:
    amount = entry.get("amount")
    return {
        "public_id": public_id("scheme", entry["id"]),
        "organisation_id": organisation_ids.ids[organisations.key(entry["organisation"])],
        "audience": entry["audience"],
        "name": entry["name"],
        "description": entry["description"],
        "place_id": entry.get("place"),
        "amount": None if amount is None else amount * 100,
        "amount_unit": entry.get("amount_unit"),
        "percent": entry.get("percent"),
        "rules": entry["rules"],
        "source_url": f"https://demo.skills4all.example/{entry['id']}",
        "last_checked_on": today,
        "is_published": True,
    }
