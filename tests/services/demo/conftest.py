"""A database with the reference vocabulary, and the demonstration loaded into it."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from skills4all.app import create_app
from skills4all.extensions import db
from skills4all.services import reference_loading
from skills4all.services.demo import loading
from skills4all.services.demo.loading import Loaded
from tests.platform.applications import copy_database, test_settings

TODAY = date(2027, 3, 1)


def load(database: Session, today: date = TODAY) -> Loaded:
    """Load as `flask demo load` does; hashing is not what is tested here."""
    loaded = loading.load(database, today, lambda password: f"hash of {password}")
    database.commit()
    return loaded


@pytest.fixture(scope="session")
def migrated_sqlite(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All tables and the reference vocabulary: loaded once, copied for each test."""
    folder = tmp_path_factory.mktemp("referenced")
    copy_database(migrated_sqlite, folder / "skills4all.db")
    app = create_app(test_settings(folder))
    with app.app_context():
        reference_loading.load(db.session())
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return folder / "skills4all.db"


@pytest.fixture
def database(session: Session) -> Session:
    """The session of the application, on such a copy."""
    return session


@pytest.fixture
def demo(database: Session) -> Session:
    load(database)
    return database
