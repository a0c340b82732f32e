"""The revisions are numbered, in one line, and lead exactly to the models."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, MetaData, create_engine, inspect, text

from skills4all import database
from skills4all.models import Base

VERSIONS = Path(__file__).resolve().parents[2] / "migrations" / "versions"


def test_revisions_are_numbered_and_in_one_line() -> None:
    files = sorted(VERSIONS.glob("*.py"))
    previous = None
    for number, file in enumerate(files, start=1):
        name = f"{number:04d}"
        assert re.fullmatch(rf"{name}_[a-z0-9_]+\.py", file.name), file.name
        said = dict(re.findall(r"^(revision|down_revision) = (.+)$", file.read_text(), re.M))
        assert said == {"revision": repr_of(name), "down_revision": repr_of(previous)}
        previous = name
    assert files


def repr_of(name: str | None) -> str:
    return "None" if name is None else f'"{name}"'


def test_no_revision_reads_the_models() -> None:
    """A revision tells what was; the models tell what is and change."""
    for file in VERSIONS.glob("*.py"):
        assert "skills4all" not in file.read_text(), file.name


def differences(engine: Engine, metadata: MetaData) -> list[Any]:
    options = {"compare_type": True, "compare_server_default": True}
    with engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection, opts=options), metadata)


def rules(engine: Engine) -> dict[str, Any]:
    """What alembic does not compare: checks, links with their end, triggers."""
    found = inspect(engine)
    tables = set(found.get_table_names()) - {"alembic_version"}
    return {
        "checks": {t: named(found.get_check_constraints(t), "sqltext") for t in tables},
        "links": {t: named(found.get_foreign_keys(t), "options") for t in tables},
        "keys": {t: named(found.get_unique_constraints(t), "column_names") for t in tables},
        "triggers": triggers(engine),
    }


def named(items: Iterable[Any], detail: str) -> dict[str, Any]:
    return {item["name"]: item[detail] for item in items}


def triggers(engine: Engine) -> list[str]:
    query = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    }[engine.dialect.name]
    with engine.connect() as connection:
        return list(connection.scalars(text(query)))


@pytest.fixture
def upgraded(empty: str, migrated: Any) -> Any:
    base = migrated(empty)
    base.upgrade()
    return base


def test_upgrading_nothing_gives_the_models(upgraded: Any) -> None:
    assert differences(upgraded.engine, Base.metadata) == []


def test_the_comparison_sees_a_difference(upgraded: Any) -> None:
    with upgraded.engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_openings_status"))
    assert [each[0] for each in differences(upgraded.engine, Base.metadata)] == ["add_index"]


def test_rules_are_those_of_the_models(empty: str, migrated: Any) -> None:
    engine = create_engine(empty)
    database.prepare(engine)
    Base.metadata.create_all(engine)
    wanted = rules(engine)
    Base.metadata.drop_all(engine)
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("DROP FUNCTION audit_events_are_final()"))
    engine.dispose()
    base = migrated(empty)
    base.upgrade()
    assert rules(base.engine) == wanted
    assert len(wanted["triggers"]) == 1
    assert sum(len(found) for found in wanted["checks"].values()) > 80


def test_going_down_and_up_again(upgraded: Any) -> None:
    upgraded.downgrade(revision="base")
    assert set(inspect(upgraded.engine).get_table_names()) <= {"alembic_version"}
    upgraded.upgrade()
    assert differences(upgraded.engine, Base.metadata) == []
