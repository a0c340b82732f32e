"""A database with the reference vocabulary, and the demonstration loaded into it."""

from datetime import date

import pytest
from sqlalchemy.orm import Session as Database

from skills4all.services import reference_loading
from skills4all.services.demo import loading
from skills4all.services.demo.loading import Loaded

TODAY = date(2027, 3, 1)


def load(database: Database, today: date = TODAY) -> Loaded:
    """Load as `flask demo load` does; hashing is not what is tested here."""
    loaded = loading.load(database, today, lambda password: f"hash of {password}")
    database.commit()
    return loaded


@pytest.fixture
def database(session: Database) -> Database:
    reference_loading.load(session)
    session.commit()
    return session


@pytest.fixture
def demo(database: Database) -> Database:
    load(database)
    return database
