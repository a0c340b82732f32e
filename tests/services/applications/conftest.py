"""An employer with a published opening, a colleague of theirs, and a learner; on both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask

from skills4all.extensions import db
from skills4all.models import (
    Account,
    Application,
    MemberRole,
    Membership,
    Opening,
    OrganisationKind,
)
from skills4all.services.openings.submit_opening import submit_opening
from tests.services.market import (
    TODAY,
    Market,
    add_learner,
    add_vocabulary,
    send_application,
)


@pytest.fixture
def market(app_on: Callable[..., Flask], engine_name: str) -> Iterator[Market]:
    with app_on(engine_name).app_context():
        add_vocabulary(db.session())
        yield Market(db.session())


@dataclass
class Scene:
    """`owner` and `colleague` act for the employer of `opening`; `learner` has an account."""

    market: Market
    owner: Account
    colleague: Account
    learner: Account
    opening: Opening

    def apply(self, **values: str) -> Application:
        return send_application(self.market.database, self.learner, self.opening, **values)

    def letters(self) -> list[tuple[str, str | None]]:
        """Templates promised, with the stage they tell."""
        return [
            (row.payload["template"], row.payload["facts"].get("status"))
            for row in self.market.promised("letter")
            if row.payload["template"] != "decision"
        ]


@pytest.fixture
def scene(market: Market) -> Scene:
    return make_scene(market)


def make_scene(market: Market) -> Scene:
    """Committed, so that others see it."""
    owner, moderator = market.account("o@example.org"), market.account("m@example.org", "moderator")
    employer = market.organisation(owner, OrganisationKind.EMPLOYER, name="Rif Digital")
    market.approve(moderator, "organisation", employer)
    colleague = market.account("c@example.org", "employer")
    market.database.add(
        Membership(account_id=colleague.id, organisation_id=employer.id, role=MemberRole.EDITOR)
    )
    opening = market.opening(owner, employer)
    submit_opening(market.database, owner, opening.public_id, opening.revision, TODAY)
    market.approve(moderator, "opening", opening)
    learner = market.account("l@example.org", "learner", language="ar")
    add_learner(market.database, learner)
    market.database.commit()
    return Scene(market, owner, colleague, learner, opening)
