"""One page of a long list: searched, sorted, counted. Workspaces read every list this way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.orm import Session as Database

PAGE_SIZE = 25
AT_ONCE = 500
"""Rows read together when all of them are wanted."""
ESCAPE = "\\"

Orderable = ColumnElement[Any] | InstrumentedAttribute[Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asked for. `sort` is a key of the list's orders, `-key` turns it round."""

    words: str = ""
    sort: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """`rows` of page `number` of `pages` (at least 1); `total` rows match."""

    rows: Sequence[Any]
    total: int
    number: int
    pages: int


def page(
    database: Database,
    statement: Select[Any],
    wanted: Wanted,
    *,
    search: Sequence[Orderable],
    orders: Mapping[str, Orderable],
    tie: Orderable,
) -> Page:
    """The page asked for, or the last one when it is beyond. Two statements.

    `search`: columns in which every word must be found. `orders`: what may be sorted by, the first
    is the default (give it turned, `-key`, in `wanted.sort`). `tie` makes the order total.
    """
    found = searched(statement, wanted.words, search)
    total = database.scalar(select(func.count()).select_from(found.order_by(None).subquery())) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(1, wanted.page), pages)
    ordered = found.order_by(*_order(wanted.sort, orders), tie)
    rows = _rows(database, ordered.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE))
    return Page(rows, total, number, pages)


def everything(
    database: Database,
    statement: Select[Any],
    wanted: Wanted,
    *,
    search: Sequence[Orderable],
    orders: Mapping[str, Orderable],
    tie: Orderable,
) -> Iterator[Any]:
    """All rows that match, in the same order, for an export."""
    found = searched(statement, wanted.words, search).order_by(*_order(wanted.sort, orders), tie)
    start = 0
    while rows := _rows(database, found.limit(AT_ONCE).offset(start)):
        yield from rows
        start += len(rows)


def _rows(database: Database, statement: Select[Any]) -> list[Any]:
    """Objects of the one model that is selected, or rows with a name for each column."""
    found = database.execute(statement)
    return list(found.scalars().unique() if len(statement.column_descriptions) == 1 else found)


def searched(statement: Select[Any], words: str, columns: Sequence[Orderable]) -> Select[Any]:
    """Each word in one of the columns, whatever the case."""
    for word in words.split()[:8]:
        like = f"%{_literal(word)}%"
        statement = statement.where(or_(*(each.ilike(like, escape=ESCAPE) for each in columns)))
    return statement


def _order(sort: str, orders: Mapping[str, Orderable]) -> list[Any]:
    key = sort.removeprefix("-")
    if key not in orders:
        key, sort = next(iter(orders)), ""
    column = orders[key]
    return [column.desc() if sort.startswith("-") else column.asc()]


def _literal(word: str) -> str:
    for special in (ESCAPE, "%", "_"):
        word = word.replace(special, ESCAPE + special)
    return word
