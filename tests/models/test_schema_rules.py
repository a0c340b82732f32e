"""Rules that hold for every table."""

import subprocess
import sys

import pytest
from sqlalchemy import Boolean, CheckConstraint, Enum, Index, Table, UniqueConstraint

from skills4all.matching.documents import Source
from skills4all.models import Base, EvidenceSource
from skills4all.models.column_types import UTCDateTime

TABLES = Base.metadata.sorted_tables
MONEY = ("price", "cost", "budget", "amount", "pay_min", "pay_max")
DEMONSTRATED = (
    "accounts",
    "cohorts",
    "events",
    "incentive_schemes",
    "learners",
    "openings",
    "organisations",
    "pledges",
    "programmes",
    "sessions",
)


def starts_of_keys(table: Table) -> set[str]:
    """Columns that some index, unique key or the primary key starts with."""
    keys: list[Index | UniqueConstraint] = list(table.indexes)
    keys += [c for c in table.constraints if isinstance(c, UniqueConstraint)]
    starts = {next(iter(key.columns)).name for key in keys}
    return starts | {next(iter(table.primary_key.columns)).name}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_foreign_key_is_indexed_and_says_its_end(table: Table) -> None:
    for key in table.foreign_keys:
        assert key.parent.name in starts_of_keys(table), f"{key.parent} has no index"
        assert key.ondelete in {"CASCADE", "SET NULL", "RESTRICT"}, f"{key.parent}"
        if key.ondelete == "SET NULL":
            assert key.parent.nullable


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_instants_are_aware_and_money_is_whole_and_not_negative(table: Table) -> None:
    checks = [str(c.sqltext) for c in table.constraints if isinstance(c, CheckConstraint)]
    for column in table.columns:
        if column.name in MONEY:
            assert column.type.python_type is int
            assert any(f"{column.name} >= 0" in check for check in checks), column
        if column.name.endswith("_at") or column.name == "at":
            assert isinstance(column.type, UTCDateTime), column
        if isinstance(column.type, Enum):
            assert column.type.create_constraint


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_names_fit_postgresql(table: Table) -> None:
    names = [table.name, *(c.name for c in table.constraints), *(i.name for i in table.indexes)]
    assert all(name is None or len(str(name)) <= 63 for name in names), names


@pytest.mark.parametrize("name", DEMONSTRATED)
def test_what_the_demonstration_loads_can_be_told_apart(name: str) -> None:
    assert isinstance(Base.metadata.tables[name].c.is_demo.type, Boolean)


def test_the_matcher_and_the_tables_use_the_same_words() -> None:
    assert {each.value for each in EvidenceSource} == {each.value for each in Source}


def test_models_load_without_flask() -> None:
    code = "import sys, skills4all.models; sys.exit('flask' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
