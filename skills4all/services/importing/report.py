"""The report of an import as CSV: one bad line a row, for a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from skills4all.services.importing.problems import LineProblem, Translate

HEADER = ("line", "column", "code", "cause", "cure")


def as_csv(problems: Iterable[LineProblem], translate: Translate) -> bytes:
    """UTF-8 with a mark, which spreadsheets need to see Arabic and accents."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for problem in problems:
        cause, cure = problem.cause(translate), problem.cure(translate)
        row = (problem.line, problem.column, problem.code, cause, cure)
        writer.writerow([_harmless(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: object) -> object:
    """A cell that a spreadsheet would run as a formula is shown instead."""
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t")):
        return f"'{cell}"
    return cell
