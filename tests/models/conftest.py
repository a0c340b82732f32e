"""Both engines, empty schema each time, and short ways to make valid rows."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, inspect
from sqlalchemy.orm import Session as Work

from skills4all import database
from skills4all.models import (
    Account,
    Base,
    DegreeLevel,
    Learner,
    Occupation,
    Opening,
    Organisation,
    OrganisationKind,
    Programme,
    Session,
    SessionSlot,
    Skill,
    SkillKind,
)
from tests.platform.applications import DATABASE, copy_database
from tests.platform.shared_folders import made_once


@pytest.fixture(scope="session")
def tables_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the tables of the models, to copy."""

    def make(folder: Path) -> None:
        engine = engine_on(f"sqlite:///{folder / DATABASE}")
        Base.metadata.create_all(engine)
        engine.dispose()

    return made_once(tmp_path_factory, "tables", make) / DATABASE


def engine_on(url: str) -> Engine:
    engine = create_engine(url, **database.engine_options(url))
    database.prepare(engine)
    return engine


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path, tables_sqlite: Path) -> Iterator[Engine]:
    if request.param == "sqlite":
        copy_database(tables_sqlite, tmp_path / DATABASE)
        url = f"sqlite:///{tmp_path / DATABASE}"
    else:
        url = request.getfixturevalue("postgresql_url")
    engine = engine_on(url)
    if not set(Base.metadata.tables) <= set(inspect(engine).get_table_names()):
        Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def work(engine: Engine) -> Iterator[Work]:
    with Work(engine) as session:
        yield session


class Rows:
    """Adds valid rows, flushed; any column can be given another value."""

    def __init__(self, work: Work) -> None:
        self.work = work

    def add(self, row: Any) -> Any:
        self.work.add(row)
        self.work.flush()
        return row

    def skill(self, name: str = "python", **values: Any) -> Skill:
        return self.add(Skill(id=name, kind=SkillKind.TOOL, **values))

    def occupation(self) -> Occupation:
        self.add(DegreeLevel(id="licence", rank=4, isced_level=6))
        return self.add(
            Occupation(id="web-developer", isco="2513", zone=4, entry_level_id="licence")
        )

    def account(self, email: str = "a@example.org", **values: Any) -> Account:
        return self.add(Account(email=email, **values))

    def learner(self, **values: Any) -> Learner:
        if "account_id" not in values and "resume_code_hash" not in values:
            values["account_id"] = self.account(email=f"{id(values)}@example.org").id
        return self.add(Learner(**values))

    def organisation(self, **values: Any) -> Organisation:
        return self.add(Organisation(kind=OrganisationKind.CENTRE, name="Centre Atlas", **values))

    def programme(self, **values: Any) -> Programme:
        values.setdefault("organisation", self.organisation())
        return self.add(Programme(**{"title": "Python", "hours": 40, **values}))

    def session(self, **values: Any) -> Session:
        values.setdefault("programme", self.programme())
        dates = {"starts_on": date(2027, 1, 4), "ends_on": date(2027, 2, 26)}
        return self.add(Session(**{**dates, "seats": 20, "hours_per_week": 6, **values}))

    def slot(self, session: Session, **values: Any) -> SessionSlot:
        hours = {"weekday": 0, "starts": time(18), "ends": time(20)}
        return self.add(SessionSlot(**{"session_id": session.id, **hours, **values}))

    def opening(self, **values: Any) -> Opening:
        values.setdefault("organisation", self.organisation())
        return self.add(Opening(**{"title": "Développeur Python", **values}))


@pytest.fixture
def rows(work: Work) -> Rows:
    return Rows(work)
