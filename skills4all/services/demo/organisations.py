"""Invented organisations: all verified but two, which wait in the moderator's queue."""

from datetime import datetime

from sqlalchemy.orm import Session as Database

from skills4all.matching.text import fold
from skills4all.models import Organisation
from skills4all.services.demo import content
from skills4all.services.demo.chance import public_id
from skills4all.services.demo.rows import Row, Stored, add_missing


def load(database: Database, now: datetime) -> Stored:
    return add_missing(
        database, Organisation, [_row(entry, now) for entry in content.organisations()]
    )


def verified(kind: str) -> list[content.Entry]:
    """Entries of one kind that may publish."""
    return [
        entry
        for entry in content.organisations()
        if entry["kind"] == kind and entry.get("status") != "pending"
    ]


def pending(kind: str) -> content.Entry:
    return next(
        entry
        for entry in content.organisations()
        if entry["kind"] == kind and entry.get("status") == "pending"
    )


def key(entry_id: str) -> str:
    return public_id("organisation", entry_id)


def _row(entry: content.Entry, now: datetime) -> Row:
    waits = entry.get("status") == "pending"
    return {
        "public_id": key(entry["id"]),
        "kind": entry["kind"],
        "name": entry["name"],
        "name_key": fold(entry["name"]),
        "description": entry["description"],
        "content_language": "fr",
        "place_id": entry["place"],
        "address": entry.get("address"),
        "contact_email": f"contact@{entry['id']}.skills4all.example",
        "status": "pending" if waits else "verified",
        "verified_at": None if waits else now,
        "decided_at": None if waits else now,
    }
