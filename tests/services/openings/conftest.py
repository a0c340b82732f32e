"""A market on both engines."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from flask import Flask

from skills4all.extensions import db
from skills4all.models import Account, Opening, Organisation, OrganisationKind
from skills4all.services.openings.submit_opening import submit_opening
from tests.services.market import TODAY, Market, add_vocabulary


@pytest.fixture
def market(app_on: Callable[..., Flask], engine_name: str) -> Iterator[Market]:
    with app_on(engine_name).app_context():
        add_vocabulary(db.session())
        yield Market(db.session())


@dataclass
class House:
    """A verified employer with its owner, and the moderator who verified it."""

    market: Market
    owner: Account
    moderator: Account
    employer: Organisation

    def published(self, today: date = TODAY, **values: Any) -> Opening:
        """An opening of the house that everybody sees, since today's date of the market."""
        opening = self.market.opening(self.owner, self.employer, **values)
        submit_opening(self.market.database, self.owner, opening.public_id, opening.revision, today)
        self.market.approve(self.moderator, "opening", opening)
        return opening

    def letters(self, template: str) -> list[dict[str, Any]]:
        """Facts of the letters of that name that were promised, oldest first."""
        rows = self.market.promised("letter")
        return [row.payload["facts"] for row in rows if row.payload["template"] == template]


@pytest.fixture
def house(market: Market) -> House:
    owner, moderator = market.account("o@example.org"), market.account("m@example.org", "moderator")
    employer = market.organisation(owner, OrganisationKind.EMPLOYER, name="Rif Digital")
    market.approve(moderator, "organisation", employer)
    market.database.commit()
    return House(market, owner, moderator, employer)
