"""A PostgreSQL database that tests use one after the other, emptied after each.

Deleting the few rows that a test wrote is many times faster than making a database. One whose
tables a test has changed, or filled with many rows, is made anew from its template.
"""

from __future__ import annotations

import psycopg
from psycopg import sql

MANY_BYTES = 256 * 1024
"""A table of that size is filled: deleting leaves dead rows behind, which every reader passes."""

SHAPE = """
SELECT md5(string_agg(part, ',' ORDER BY part)) FROM (
    SELECT concat_ws(' ', oid, relname, relkind, relchecks) AS part
    FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT concat_ws(' ', attrelid, attname, atttypid, attnotnull, atthasdef)
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT concat_ws(' ', oid, conname) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
    UNION ALL
    SELECT concat_ws(' ', oid, proname) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL
    SELECT concat_ws(' ', oid, tgname) FROM pg_trigger
    UNION ALL
    SELECT concat_ws(' ', oid, nspname) FROM pg_namespace WHERE nspname NOT LIKE 'pg_%'
) AS parts
"""
"""One word for all tables, columns, constraints, functions, triggers and schemas."""

LARGEST = """
SELECT coalesce(max(pg_relation_size(oid)), 0) FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
"""

END_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""

EMPTY = """
DO $$
DECLARE
    found record;
    filled boolean;
BEGIN
    -- Foreign keys are not checked: in the end every table is empty.
    SET LOCAL session_replication_role = replica;
    FOR found IN
        SELECT oid::regclass AS name FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        AND relname <> 'alembic_version'
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %s)', found.name) INTO filled;
        IF filled THEN
            EXECUTE format('DELETE FROM %s', found.name);
        END IF;
    END LOOP;
    FOR found IN
        SELECT format('%I.%I', schemaname, sequencename) AS name FROM pg_sequences
        WHERE last_value IS NOT NULL
    LOOP
        EXECUTE format('ALTER SEQUENCE %s RESTART', found.name);
    END LOOP;
END $$
"""


class SpareDatabase:
    """`take` its name, `give_back` when the test is over."""

    def __init__(self, server: str, template: str, name: str) -> None:
        self._server = server
        self._template = sql.Identifier(template)
        self._name = name
        self._shape: str | None = None
        """Of the database as it was made; None while there is none that can be used again."""

    def take(self) -> str:
        """The name of a database with all tables and no row."""
        if self._shape is None:
            self._make()
        return self._name

    def give_back(self) -> None:
        """End all connections to it and delete every row."""
        with self._connected(self._name) as connection:
            connection.execute(END_OTHERS)
            if self._usable(connection):
                connection.execute(EMPTY)
            else:
                self._shape = None

    def _make(self) -> None:
        name = sql.Identifier(self._name)
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name)
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(drop)
            connection.execute(create.format(name, self._template))
        with self._connected(self._name) as connection:
            self._shape = _only(connection, SHAPE)

    def _usable(self, connection: psycopg.Connection) -> bool:
        return bool(
            _only(connection, SHAPE) == self._shape and _only(connection, LARGEST) < MANY_BYTES
        )

    def _connected(self, name: str) -> psycopg.Connection:
        return psycopg.connect(self._server, dbname=name, autocommit=True)


def _only(connection: psycopg.Connection, query: str) -> object:
    row = connection.execute(query).fetchone()
    assert row is not None
    return row[0]
