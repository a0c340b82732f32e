"""A list that can be searched, sorted, paged and taken along as CSV: the part between the address
and `queries.listing`. `q`, `sort` and `page` in the address, so that a view can be shared.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, request, stream_with_context, url_for
from sqlalchemy import Select

from skills4all.extensions import db
from skills4all.queries import listing
from skills4all.queries.listing import Orderable, Page, Wanted
from skills4all.services import csv_files

CSV = "csv"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, what is sorted by (None: not sortable), and the cell of the export.

    `shown` False: in the export only.
    """

    key: str
    title: Any
    value: Callable[[Any], object]
    order: Orderable | None = None
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """What `components/lists.html` shows."""

    page: Page
    wanted: Wanted
    columns: Sequence[Column]

    def address(self, **changes: Any) -> str:
        """This page with another search, order, page or format."""
        known = {**(request.view_args or {}), **request.args.to_dict(), **changes}
        return url_for(
            str(request.endpoint), **{name: known[name] for name in known if known[name]}
        )

    def turned(self, column: Column) -> str:
        """The address that sorts by `column`, the other way round when it is sorted by it."""
        turned = f"-{column.key}" if self.wanted.sort == column.key else column.key
        return self.address(sort=turned, page=None)

    def direction(self, column: Column) -> str:
        """`ascending`, `descending` or `none`, as `aria-sort` says it."""
        if self.wanted.sort.removeprefix("-") != column.key:
            return "none"
        return "descending" if self.wanted.sort.startswith("-") else "ascending"


def listed(
    statement: Select[Any],
    columns: Sequence[Column],
    *,
    search: Sequence[Orderable],
    tie: Orderable,
    sort: str,
    file: str,
) -> Listing | Response:
    """The page the address asks for; with `format=csv` the whole list as a file named `file`.

    `sort` is the order when none is asked for. At least one column is sortable.
    """
    wanted = _wanted(sort)
    orders = {each.key: each.order for each in columns if each.order is not None}
    options: dict[str, Any] = {"search": search, "orders": orders, "tie": tie}
    if request.args.get("format") == CSV:
        rows = listing.everything(db.session(), statement, wanted, **options)
        return as_csv(file, columns, rows)
    return Listing(listing.page(db.session(), statement, wanted, **options), wanted, columns)


def as_csv(file: str, columns: Sequence[Column], rows: Any) -> Response:
    """Rows as a file to download."""
    header = [str(each.title) for each in columns]
    cells = ([each.value(row) for each in columns] for row in rows)
    body = stream_with_context(csv_files.lines(header, cells))
    response = Response(body, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{file}.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _wanted(sort: str) -> Wanted:
    words = " ".join(request.args.get("q", "").replace("\x00", "").split())[:200]
    page = request.args.get("page", "1")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 1
    return Wanted(words, request.args.get("sort") or sort, number)
