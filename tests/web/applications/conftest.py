"""An open opening with its employer, and a learner, each with a browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from skills4all.models import Account, Application, Learner, MemberRole, Membership, Opening
from skills4all.models import OrganisationKind as Kind
from skills4all.services import accounts
from skills4all.services.calendar import today
from skills4all.services.openings.submit_opening import submit_opening
from tests.services.market import Market, add_learner, add_studies
from tests.web.workspaces.conftest import market, site, visitor

__all__ = ["market", "site", "visitor"]


@dataclass
class Fair:
    """Browsers of the two sides and the rows they meet over."""

    market: Market
    employer: FlaskClient
    colleague: FlaskClient
    learner: FlaskClient
    opening: str

    @property
    def apply_page(self) -> str:
        return f"/fr/my/openings/{self.opening}/apply"

    def send(self, client: FlaskClient | None = None, **values: str) -> Application:
        """Apply as a person does: with the page's own hidden field."""
        client = client or self.learner
        shown = field_of(client.get(self.apply_page).get_data(as_text=True), "shown")
        data = {"name": "Amina El Idrissi", "message": "", "shown": shown, **values}
        answer = client.post(self.apply_page, data=data)
        assert answer.status_code == 302, answer.get_data(as_text=True)
        public_id = answer.headers["Location"].rsplit("/", 1)[1]
        self.market.database.rollback()
        return self.market.database.scalars(
            select(Application).where(Application.public_id == public_id)
        ).one()

    def stage(self) -> str:
        return str(self.market.only(Application).status.value)


def field_of(page: str, name: str) -> str:
    """The value of a hidden field."""
    before = page.split(f'name="{name}"')[1]
    return before.split('value="')[1].split('"')[0]


def account(market: Market, email: str) -> Account:
    found = accounts.find(market.database, email)
    assert found is not None
    return found


@pytest.fixture
def fair(visitor: Any, market: Market) -> Fair:
    visitor("e@example.org")
    colleague = visitor("c@example.org")
    learner = visitor("l@example.org", "learner")
    visitor("m@example.org", "moderator")
    owner, moderator = account(market, "e@example.org"), account(market, "m@example.org")
    organisation = market.organisation(owner, Kind.EMPLOYER, name="Rif Digital")
    market.approve(moderator, "organisation", organisation)
    member = account(market, "c@example.org")
    market.database.add(
        Membership(account_id=member.id, organisation_id=organisation.id, role=MemberRole.EDITOR)
    )
    opening = market.opening(owner, organisation)
    submit_opening(market.database, owner, opening.public_id, opening.revision, today())
    market.approve(moderator, "opening", opening)
    add_studies(market.database)
    add_learner(market.database, account(market, "l@example.org"))
    found = market.database.scalars(select(Opening.public_id)).one()
    market.database.commit()
    # Verification gave the owner a role, which ended their session.
    return Fair(market, visitor.again("e@example.org"), colleague, learner, found)


def learner_of(market: Market, email: str) -> Learner:
    market.database.rollback()
    return market.database.scalars(
        select(Learner).where(Learner.account_id == account(market, email).id)
    ).one()
