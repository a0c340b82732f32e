"""A database with the reference vocabulary, and the demonstration loaded into it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from skills4all.app import create_app
from skills4all.extensions import db
from skills4all.services.demo import loading
from skills4all.services.demo.loading import Loaded
from tests.platform.applications import DATABASE, AppOn, closed, copy_database, test_settings
from tests.platform.shared_folders import made_once

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


@pytest.fixture(scope="session")
def demonstrated_sqlite(referenced_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All tables, the reference vocabulary and the demonstration of `TODAY`, to copy."""

    def make(folder: Path) -> None:
        copy_database(referenced_sqlite, folder / DATABASE)
        with closed(create_app(test_settings(folder))) as app, app.app_context():
            load(db.session())

    return made_once(tmp_path_factory, "demonstrated", make) / DATABASE


@pytest.fixture
def demo(demonstrated_sqlite: Path, app_with: AppOn) -> Iterator[Session]:
    """The session of an application that holds the demonstration."""
    with app_with(demonstrated_sqlite, WTF_CSRF_ENABLED=False).app_context():
        yield db.session()
