"""A market whose indexes follow it, as the worker makes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from skills4all.background import index_refresh, outbox_delivery
from skills4all.extensions import db
from skills4all.models import Account, Organisation, OrganisationKind
from skills4all.services.calendar import today
from skills4all.services.indexing import building
from skills4all.services.indexing.live import LiveIndexes
from tests.services.market import Market, add_vocabulary


@dataclass
class Place:
    """`live` is what a web process sees."""

    app: Flask
    market: Market
    live: LiveIndexes
    owner: Account
    employer: Organisation

    @property
    def folder(self) -> Path:
        return index_refresh.folder(self.app)

    def work(self) -> int:
        """What the worker does with all that was promised."""
        self.market.database.commit()
        return outbox_delivery.sweep(self.market.database)

    def ids(self, kind: str) -> set[str]:
        index = self.live.get(kind)
        assert index is not None
        return set(index.ids)


@pytest.fixture
def place(app_on: Callable[..., Flask]) -> Iterator[Place]:
    app = app_on()
    with app.app_context():
        add_vocabulary(db.session())
        market = Market(db.session())
        owner = market.account("o@example.org")
        employer = market.verified(owner, OrganisationKind.EMPLOYER, name="Rif Digital")
        market.database.commit()
        folder = index_refresh.folder(app)
        building.build(market.database, folder, today())
        found = Place(app, market, LiveIndexes(folder), owner, employer)
        found.work()
        yield found
