"""Text to lines with named cells: CSV with any usual separator, or a JSON list.

Headers are known by folded aliases in French, English and Arabic; unknown ones are reported and
left, never guessed.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from skills4all.matching.text import fold
from skills4all.services import csv_files
from skills4all.services.importing.problems import BadFile, LineProblem
from skills4all.services.importing.text_files import decode

SEPARATORS = (",", ";", "\t", "|")
Columns = Mapping[str, Sequence[str]]
"""Field -> the headers that mean it."""

_GAPS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file; `cells` by field, stripped, blank ones left out."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """`names`: field -> its header in the file. `problems`: bad lines; `notes`: spare columns."""

    lines: tuple[Line, ...]
    names: Mapping[str, str]
    problems: tuple[LineProblem, ...]
    notes: tuple[LineProblem, ...]
    encoding: str


def read_table(data: bytes, columns: Columns, nested: str | None = None) -> Table:
    """Read a file. Raises `BadFile`.

    `nested` is the field of a JSON item that holds a list of objects, each a line of its own.
    """
    text, encoding = decode(data)
    if text.lstrip()[:1] in ("[", "{"):
        return _from_json(text, columns, nested, encoding)
    return _from_csv(text, columns, encoding)


def records(data: bytes, columns: Columns) -> dict[int, list[str]]:
    """The file as it stands: number of each line -> its cells; the header is the first of them.

    JSON is shown as a table under the names its keys have. Raises `BadFile`.
    """
    text, _ = decode(data)
    if text.lstrip()[:1] not in ("[", "{"):
        text = text.lstrip("\ufeff")
        return dict(_records(text, _separator(text, _meanings(columns))))
    table = read_table(data, columns)
    fields = list(table.names)
    rows = {line.number: [line.cells.get(field, "") for field in fields] for line in table.lines}
    return {0: [table.names[field] for field in fields], **rows}


def header_key(text: str) -> str:
    return _GAPS.sub(" ", fold(text)).strip()


def _from_csv(text: str, columns: Columns, encoding: str) -> Table:
    meanings = _meanings(columns)
    text = text.lstrip("\ufeff")
    separator = _separator(text, meanings)
    rows = _records(text, separator)
    _, header = next(rows, (0, []))
    fields, notes = _fields(header, meanings, columns)
    if not any(fields):
        raise BadFile("file_headers", nearest=_known_names(columns))
    lines, problems = [], []
    for number, row in rows:
        if any(cell.strip() for cell in row[len(fields) :]):
            problems.append(LineProblem(number, "", "too_many_cells"))
        elif any(cell.strip() for cell in row):
            told = (csv_files.plain_cell(cell).strip() for cell in row)
            cells = {name: cell for name, cell in zip(fields, told, strict=False) if name}
            lines.append(Line(number, {name: cell for name, cell in cells.items() if cell}))
    names = {name: head.strip() for name, head in zip(fields, header, strict=True) if name}
    return Table(tuple(lines), names, tuple(problems), tuple(notes), encoding)


def _separator(text: str, meanings: Mapping[str, str]) -> str:
    """The separator under which most headers are known; of equals, the one that cuts most."""
    first = re.sub(r"^sep=(.)\r?\n", "", text, count=1)

    def known(separator: str) -> tuple[int, int]:
        _, header = next(_records(first, separator), (0, []))
        return sum(header_key(cell) in meanings for cell in header), len(header)

    return max(SEPARATORS, key=known)


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Records with the number of their first line. Blank lines before the header are skipped."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    started, number = False, 1
    try:
        for row in reader:
            if started or (any(cell.strip() for cell in row) and not _names_separator(row)):
                started = True
                yield number, row
            number = reader.line_num + 1
    except csv.Error:
        raise BadFile("file_binary") from None


def _names_separator(row: list[str]) -> bool:
    """The line `sep=;` that spreadsheets write for themselves."""
    return row[0].strip().startswith("sep=")


def _meanings(columns: Columns) -> dict[str, str]:
    return {
        header_key(alias): field for field, names in columns.items() for alias in (field, *names)
    }


def _fields(
    header: Sequence[str], meanings: Mapping[str, str], columns: Columns
) -> tuple[list[str | None], list[LineProblem]]:
    """The field of each column (None: not read) and a note on each that is not."""
    fields: list[str | None] = []
    notes = []
    for cell in header:
        meaning = meanings.get(header_key(cell))
        if meaning is not None and meaning in fields:
            notes.append(LineProblem(1, cell, "double_header", {"value": cell.strip()}))
            meaning = None
        elif meaning is None and cell.strip():
            details = {"value": cell.strip(), "nearest": _known_names(columns)}
            notes.append(LineProblem(1, cell, "unknown_header", details))
        fields.append(meaning)
    return fields, notes


def _known_names(columns: Columns) -> str:
    return ", ".join(names[0] for names in columns.values())


def _from_json(text: str, columns: Columns, nested: str | None, encoding: str) -> Table:
    items = _items(text)
    meanings = _meanings(columns)
    heads = list(dict.fromkeys(key for item in items if isinstance(item, dict) for key in item))
    places = {head: meanings.get(header_key(head)) for head in heads}
    unknown = [head for head in heads if places[head] is None]
    _, notes = _fields(unknown, meanings, columns)
    if not any(places.values()):
        raise BadFile("file_headers", nearest=_known_names(columns))
    lines, problems, names = [], [], {field: head for head, field in places.items() if field}
    for number, item in enumerate(items, start=1):
        if not isinstance(item, dict):
            problems.append(LineProblem(number, "", "json_item"))
            continue
        cells = _cells(item, places)
        inner = next((item[head] for head in item if nested and places[head] == nested), None)
        parts = inner if isinstance(inner, list) and inner else [{}]
        for part in parts if all(isinstance(each, dict) for each in parts) else [{}]:
            inside = {key: meanings.get(header_key(key)) for key in part}
            names.update({field: key for key, field in inside.items() if field})
            lines.append(Line(number, {**cells, **_cells(part, inside)}))
    return Table(tuple(lines), names, tuple(problems), tuple(notes), encoding)


def _items(text: str) -> list[Any]:
    """The list itself, or the only list of an object around it."""
    try:
        content = json.loads(text)
    except ValueError as error:
        raise BadFile("file_json", line=getattr(error, "lineno", 1)) from None
    if isinstance(content, dict):
        lists = [value for value in content.values() if isinstance(value, list)]
        content = lists[0] if len(lists) == 1 and len(content) <= 3 else [content]
    if not content:
        raise BadFile("file_empty")
    return list(content)


def _cells(item: Mapping[str, Any], places: Mapping[str, str | None]) -> dict[str, str]:
    found: dict[str, str] = {}
    for head, field in places.items():
        if field and head in item and _cell(item[head]):
            found.setdefault(field, _cell(item[head]))
    return found


def _cell(value: Any) -> str:
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, list):
        return "; ".join(_cell(each) for each in value if not isinstance(each, dict))
    return {True: "oui", False: "non"}[value] if isinstance(value, bool) else str(value).strip()
