"""Invented learners with a name, for the lists of centres and employers; nobody signs in as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.models import Account, Learner, LearnerBackground
from skills4all.services import accounts
from skills4all.services.demo.accounts import DOMAIN
from skills4all.services.demo.chance import public_id
from skills4all.services.learners.skills import declare


@dataclass(frozen=True, slots=True)
class Person:
    """`skills`: skill -> level, as they would declare them."""

    name: str
    address: str
    place: str
    field: str
    skills: Mapping[str, int]


PEOPLE = (
    Person("Salma Bennani", "salma", "fes", "smp", {"python": 3, "sql": 2, "git": 2}),
    Person("Youssef Amrani", "youssef", "taza", "sma", {"python": 2, "linux": 2}),
    Person("خديجة العلوي", "khadija", "fes", "svt", {"sql": 3, "python": 1}),
    Person("Hamza Tazi", "hamza", "meknes", "smp", {"javascript": 3, "html": 3, "git": 2}),
    Person("Nour El Fassi", "nour", "fes", "smc", {"linux": 3, "sql": 1}),
    Person("إدريس بناني", "idriss", "sefrou", "sma", {"python": 3, "git": 3, "linux": 2}),
    Person("Imane Chraibi", "imane", "fes", "svt", {"javascript": 2, "python": 2}),
)


def load(database: Database, now: datetime) -> list[Account]:
    """Their accounts, without a password, each with a profile."""
    return [_person(database, each, now) for each in PEOPLE]


def _person(database: Database, person: Person, now: datetime) -> Account:
    account = accounts.create(
        database,
        f"{person.address}@{DOMAIN}",
        None,
        roles=["learner"],
        confirmed_at=now,
        display_name=person.name,
        is_demo=True,
    )
    learner = Learner(
        public_id=public_id("learner", person.address),
        account_id=account.id,
        display_name=person.name,
        place_id=person.place,
        is_demo=True,
        backgrounds=[LearnerBackground(field_id=person.field, level_id="licence", year=2024)],
    )
    database.add(learner)
    database.flush()
    for skill, level in person.skills.items():
        declare(database, learner, skill, level)
    return account


def learner_of(database: Database, account: Account) -> Learner:
    return database.scalars(select(Learner).where(Learner.account_id == account.id)).one()
