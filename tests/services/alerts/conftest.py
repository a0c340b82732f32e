"""A learner who kept a pathway, a verified centre and a verified employer, on both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from skills4all.extensions import db
from skills4all.models import (
    Account,
    Learner,
    Opening,
    OpeningStatus,
    Organisation,
    OrganisationKind,
    OrganisationStatus,
    ProgrammeStatus,
    SavedPathway,
    Session,
    utc_now,
)
from tests.services.market import OCCUPATION, TODAY, Market, add_learner, add_vocabulary


@dataclass
class Listener:
    """Who listens, and how to publish something new."""

    market: Market
    account: Account
    learner: Learner
    pathway: SavedPathway
    owner: Account
    centre: Organisation
    employer: Organisation

    def opening(self, at: datetime, **values: Any) -> Opening:
        """Published at that instant."""
        made = self.market.opening(self.owner, self.employer, **values)
        made.status, made.published_at = OpeningStatus.PUBLISHED, at
        self.market.database.commit()
        return made

    def session(self, at: datetime, **values: Any) -> Session:
        """A session of a new published programme that teaches SQL."""
        programme = self.market.programme(
            self.owner,
            self.centre,
            title="SQL",
            taught={"sql": 3, "relational-databases": 2},
            required={},
        )
        programme.status, programme.published_at = ProgrammeStatus.PUBLISHED, at
        made = self.market.session(self.owner, programme, **values)
        self.market.database.commit()
        self.market.database.execute(
            update(Session).where(Session.id == made.id).values(created_at=at)
        )
        self.market.database.commit()
        return made

    def alerts(self) -> list[dict[str, Any]]:
        """Facts of the alerts promised."""
        self.market.database.expire_all()
        return [
            dict(row.payload["facts"])
            for row in self.market.promised("letter")
            if row.payload["template"] == "alert"
        ]


@pytest.fixture
def listener(app_on: Callable[..., Flask], engine_name: str) -> Iterator[Listener]:
    with app_on(engine_name).app_context():
        database = db.session()
        add_vocabulary(database)
        market = Market(database)
        owner = market.account("o@example.org")
        centre = market.organisation(owner)
        employer = market.organisation(owner, OrganisationKind.EMPLOYER, name="Rif Digital")
        centre.status = employer.status = OrganisationStatus.VERIFIED
        account = market.account("l@example.org", "learner", language="ar")
        learner = add_learner(database, account)
        learner.place_id = "fes"
        pathway = SavedPathway(learner_id=learner.id, occupation_id=OCCUPATION)
        database.add(pathway)
        database.commit()
        yield Listener(market, account, learner, pathway, owner, centre, employer)


NOW = utc_now()
SOON = timedelta(hours=1)
__all__ = ["NOW", "SOON", "TODAY", "Listener", "listener"]
