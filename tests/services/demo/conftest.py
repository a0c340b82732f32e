"""A database with the reference vocabulary, and the demonstration loaded into it."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from skills4all.services.demo import loading
from skills4all.services.demo.loading import Loaded

TODAY = date(2027, 3, 1)


def load(database: Session, today: date = TODAY) -> Loaded:
    """Load as `flask demo load` does; hashing is not what is tested here."""
    loaded = loading.load(database, today, lambda password: f"hash of {password}")
    database.commit()
    return loaded


@pytest.fixture(scope="session")
def migrated_sqlite(referenced_sqlite: Path) -> Path:
    """All tables and the reference vocabulary, to copy for each test."""
    return referenced_sqlite


@pytest.fixture
def database(session: Session) -> Session:
    """The session of the application, on such a copy."""
    return session


@pytest.fixture
def demo(database: Session) -> Session:
    load(database)
    return database
