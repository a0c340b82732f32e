"""A learner in a database that holds the vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from skills4all.extensions import db
from skills4all.models import Learner
from skills4all.services import accounts
from skills4all.services.answers import Answers
from skills4all.services.learners import starting
from tests.web.people import load_vocabulary


@pytest.fixture(params=["sqlite"])
def engine_name(request: pytest.FixtureRequest) -> str:
    """SQLite; what depends on the engine names both in a `parametrize`."""
    return str(request.param)


@pytest.fixture
def database(app_on: Callable[..., Flask], engine_name: str) -> Iterator[Session]:
    app = app_on(engine_name)
    load_vocabulary(app)
    with app.app_context():
        yield db.session()


@pytest.fixture
def learner(database: Session) -> Learner:
    account = accounts.create(database, "salma@example.org", None, roles=["learner"])
    return starting.for_account(database, account, Answers(), language="fr")
