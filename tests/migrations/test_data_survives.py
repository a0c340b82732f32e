"""A migration loses no row, happens whole or not at all, and only once when several start it."""

import multiprocessing
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, inspect, select, text
from sqlalchemy.exc import IntegrityError

from skills4all.models import Base

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"

REBUILD = """
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{head}"


def upgrade():
    # Only SQLite needs a table rebuilt to change it.
    rebuild = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("{table}", recreate=rebuild) as table:
        table.add_column(sa.Column("added", sa.Text(), nullable=True))
    {then}


def downgrade():
    with op.batch_alter_table("{table}") as table:
        table.drop_column("added")
"""


def head() -> str:
    return max(file.name[:4] for file in (MIGRATIONS / "versions").glob("*.py"))


def with_one_more(folder: Path, table: str, then: str = "pass") -> Path:
    """A copy of the migrations with a revision that rebuilds `table`."""
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    revision = REBUILD.format(head=head(), table=table, then=then)
    (folder / "versions" / "9001_rebuild.py").write_text(revision)
    return folder


def counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


@pytest.fixture
def filled(empty: str, migrated: Any, fill: Any) -> Any:
    base = migrated(empty)
    base.upgrade()
    with base.engine.begin() as connection:
        wanted = fill(connection, Base.metadata)
    assert counts(base.engine) == wanted
    assert min(wanted.values()) == 2
    return base


@pytest.mark.parametrize("table", ["accounts", "organisations", "learners", "sessions"])
def test_rebuilding_a_parent_keeps_its_children(
    filled: Any, migrated: Any, empty: str, tmp_path: Path, table: str
) -> None:
    before = counts(filled.engine)
    later = migrated(empty, with_one_more(tmp_path / "later", table))
    later.upgrade()
    assert counts(later.engine) == before
    assert "added" in {column["name"] for column in inspect(later.engine).get_columns(table)}
    if later.engine.dialect.name == "sqlite":
        with later.engine.connect() as connection:
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_the_trap_is_real(filled: Any, empty: str) -> None:
    """Control: with foreign keys on, dropping a parent on SQLite silently empties its children."""
    if not empty.startswith("sqlite"):
        return
    filled.engine.dispose()
    with closing(sqlite3.connect(empty.removeprefix("sqlite:///"))) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("CREATE TABLE copy AS SELECT * FROM organisations")
        connection.execute("DELETE FROM organisations")
        (left,) = connection.execute("SELECT count(*) FROM memberships").fetchone()
    assert left == 0


def test_a_migration_that_fails_changes_nothing(
    filled: Any, migrated: Any, empty: str, tmp_path: Path
) -> None:
    before = counts(filled.engine)
    folder = with_one_more(tmp_path / "later", "programmes", "op.execute('SELECT * FROM nowhere')")
    later = migrated(empty, folder)
    with pytest.raises(Exception, match="nowhere"):
        later.upgrade()
    assert counts(later.engine) == before
    names = {column["name"] for column in inspect(later.engine).get_columns("programmes")}
    assert "added" not in names
    with later.engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == head()


def test_a_migration_that_orphans_rows_is_refused(
    filled: Any, migrated: Any, empty: str, tmp_path: Path
) -> None:
    before = counts(filled.engine)
    folder = with_one_more(
        tmp_path / "later", "events", "op.execute('DELETE FROM skills WHERE id IS NOT NULL')"
    )
    later = migrated(empty, folder)
    # On SQLite our own check says so, which Flask-Migrate turns into an exit with that sentence.
    with pytest.raises((SystemExit, IntegrityError)):
        later.upgrade()
    assert counts(later.engine) == before


def _upgrade(url: str, start: Any, results: Any) -> None:
    from tests.migrations.conftest import Migrated

    base = Migrated(url)
    start.wait()
    try:
        base.upgrade()
        results.put("done")
    except BaseException as error:  # told to the parent, whatever it is
        results.put(repr(error))
    finally:
        base.engine.dispose()


def test_several_that_start_at_once_migrate_once(empty: str, migrated: Any) -> None:
    spawn = multiprocessing.get_context("spawn")
    start, results = spawn.Barrier(3), spawn.Queue()
    processes = [spawn.Process(target=_upgrade, args=(empty, start, results)) for _ in range(3)]
    for process in processes:
        process.start()
    said = [results.get(timeout=120) for _ in processes]
    for process in processes:
        process.join(timeout=30)
    assert said == ["done"] * 3
    base = migrated(empty)
    assert set(counts(base.engine).values()) == {0}
