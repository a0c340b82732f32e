"""A database with the reference vocabulary, and short ways to import into it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from skills4all.services.importing.openings import import_openings
from skills4all.services.importing.outcome import Outcome, Wishes
from skills4all.services.importing.programmes import import_programmes

DATA = Path(__file__).parent / "data"
TODAY = date(2027, 3, 1)
Import = Callable[..., Outcome]


@pytest.fixture(scope="session")
def migrated_sqlite(referenced_sqlite: Path) -> Path:
    """All tables and the reference vocabulary, to copy for each test."""
    return referenced_sqlite


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
