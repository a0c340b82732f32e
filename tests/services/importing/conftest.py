"""A database with the reference vocabulary, and short ways to import into it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from skills4all.app import create_app
from skills4all.extensions import db
from skills4all.services import reference_loading
from skills4all.services.importing.openings import import_openings
from skills4all.services.importing.outcome import Outcome, Wishes
from skills4all.services.importing.programmes import import_programmes
from tests.platform.applications import copy_database, test_settings

DATA = Path(__file__).parent / "data"
TODAY = date(2027, 3, 1)
Import = Callable[..., Outcome]


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


def _as_bytes(content: str | bytes | Path) -> bytes:
    if isinstance(content, Path):
        return content.read_bytes()
    return content.encode() if isinstance(content, str) else content


@pytest.fixture
def openings(database: Session) -> Import:
    """`openings(text or bytes or path, strict=True)`, committed."""

    def run(content: Any, **wishes: Any) -> Outcome:
        outcome = import_openings(database, _as_bytes(content), Wishes(**wishes), TODAY)
        database.commit()
        return outcome

    return run


@pytest.fixture
def programmes(database: Session) -> Import:
    def run(content: Any, **wishes: Any) -> Outcome:
        outcome = import_programmes(database, _as_bytes(content), Wishes(**wishes), TODAY)
        database.commit()
        return outcome

    return run
