"""The bad lines of a file, as a file: corrected and sent again without the good ones."""

from collections.abc import Iterable

from skills4all.services import csv_files
from skills4all.services.importing.problems import LineProblem, Translate
from skills4all.services.importing.tables import Columns, records

MOST_LINES = 500


def corrections(
    data: bytes, columns: Columns, problems: Iterable[LineProblem], translate: Translate, note: str
) -> str:
    """CSV: the header of the file, its bad lines as they stand, and in a last column, named `note`,
    what is wrong with each. That column is not read when the file comes back. At most 500 lines.
    """
    told: dict[int, list[str]] = {}
    for problem in problems:
        column = f"{problem.column} : " if problem.column else ""
        sentence = f"{column}{problem.cause(translate)} {problem.cure(translate)}"
        told.setdefault(problem.line, []).append(sentence)
    rows = records(data, columns)
    header = rows[min(rows)]
    # A line with too many cells is cut like the others: its note says that it must be looked at.
    bad = [
        [*_fitted(rows[number], len(header)), " ".join(told[number])]
        for number in sorted(told)[:MOST_LINES]
        if number in rows
    ]
    return "".join(csv_files.lines([*header, note], bad)).removeprefix(csv_files.BYTE_ORDER_MARK)


def _fitted(cells: list[str], width: int) -> list[str]:
    """Exactly `width` cells; what is over stays in the last one."""
    if len(cells) > width:
        return [*cells[: width - 1], ", ".join(cells[width - 1 :])]
    return cells + [""] * (width - len(cells))
