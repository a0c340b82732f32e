"""A published session and learners who want a seat in it, on both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from skills4all.extensions import db
from skills4all.models import (
    Account,
    Enrolment,
    Learner,
    Organisation,
    Outbox,
    Programme,
    Session,
)
from skills4all.services import letters
from skills4all.services.answers import Answers
from skills4all.services.enrolments.ask_for_place import Wish, ask_for_place
from skills4all.services.learners import starting
from skills4all.services.programmes.submit_programme import submit_programme
from tests.services.market import TODAY, Market, add_vocabulary

NOW = datetime.combine(TODAY, time(10), UTC)


@dataclass
class School:
    """A centre with one published session, made through the services."""

    market: Market
    owner: Account
    moderator: Account
    organisation: Organisation
    programme: Programme
    session: Session

    def another(self, **values: Any) -> Session:
        """One more session of the same programme."""
        return self.market.session(self.owner, self.programme, **values)

    def learner(self, name: str, language: str = "fr") -> Learner:
        account = self.market.account(f"{name}@example.org", "learner", language=language)
        return starting.for_account(self.market.database, account, Answers(), language=language)

    def ask(self, learner: Learner, session: Session | None = None, **more: Any) -> Enrolment:
        """Ask for a place today."""
        return ask_for_place(
            self.market.database,
            learner,
            (session or self.session).public_id,
            Wish(more.pop("name", "Salma Idrissi"), more.pop("message", "")),
            more.pop("today", TODAY),
            more.pop("now", NOW),
        )

    def letters(self, learner: Learner | None = None) -> list[str]:
        """Templates promised (to the learner), oldest first."""
        rows = self.market.database.scalars(
            select(Outbox).where(Outbox.kind == letters.KIND).order_by(Outbox.id)
        )
        return [
            row.payload["template"]
            for row in rows
            if row.learner_id and (learner is None or row.learner_id == learner.id)
        ]

    def owner_letters(self) -> list[dict[str, Any]]:
        """Letters promised to the owner about enrolments: template and facts."""
        rows = self.market.database.scalars(
            select(Outbox)
            .where(Outbox.kind == letters.KIND, Outbox.account_id == self.owner.id)
            .order_by(Outbox.id)
        )
        return [dict(row.payload) for row in rows if row.payload["template"] != "decision"]

    def seats(self, session: Session | None = None) -> tuple[int, str]:
        """Seats taken and the status, as the database has them."""
        found = session or self.session
        self.market.database.refresh(found)
        return found.seats_taken, found.status.value


def school_in(market: Market, **session: Any) -> School:
    """A verified centre, a published programme, a session with two seats."""
    owner, moderator = market.account("o@example.org"), market.account("m@example.org", "moderator")
    organisation = market.organisation(owner)
    programme = market.programme(owner, organisation)
    made = market.session(owner, programme, **{"seats": 2, **session})
    market.approve(moderator, "organisation", organisation)
    submit_programme(market.database, owner, programme.public_id, programme.revision)
    market.approve(moderator, "programme", programme)
    return School(market, owner, moderator, organisation, programme, made)


@pytest.fixture
def market(app_on: Callable[..., Flask], engine_name: str) -> Iterator[Market]:
    with app_on(engine_name).app_context():
        add_vocabulary(db.session())
        yield Market(db.session())


@pytest.fixture
def school(market: Market) -> School:
    made = school_in(market)
    market.database.commit()
    return made
