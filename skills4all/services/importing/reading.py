"""Reading the cells of one line: each bad one becomes a problem, the others are read on."""

from collections.abc import Callable
from typing import TypeVar

from skills4all.matching.vocabulary import Requirement
from skills4all.services.answers import Reading as Answers
from skills4all.services.importing.problems import LineProblem
from skills4all.services.importing.tables import Line, Table
from skills4all.services.importing.values import BadValue
from skills4all.services.knowledge import Kind, label, names, vocabulary

Value = TypeVar("Value")
MOST_TITLE = 200
MOST_TEXT = 20_000


class LineReading:
    """Reads the cells of `line` and gathers its problems."""

    def __init__(self, table: Table, line: Line) -> None:
        self._names, self._cells, self.number = table.names, line.cells, line.number
        self.problems: list[LineProblem] = []

    def has(self, *fields: str) -> bool:
        return any(field in self._cells for field in fields)

    def fail(self, field: str, code: str, **details: object) -> None:
        column = self._names.get(field, field)
        self.problems.append(LineProblem(self.number, column, code, details))

    def text(self, field: str, most: int = MOST_TITLE, *, required: bool = False) -> str:
        found = self._cells.get(field, "")
        if required and not found:
            self.fail(field, "required")
        if len(found) > most:
            self.fail(field, "too_long", most=most)
        return found

    def value(self, field: str, read: Callable[[str], Value]) -> Value | None:
        """`read` of the cell; None for a blank cell, and for a bad one, which is a problem."""
        found = self._cells.get(field)
        if found is None:
            return None
        try:
            return read(found)
        except BadValue as bad:
            self.fail(field, bad.code, **bad.details)
            return None

    def concept(self, field: str, kind: Kind) -> str | None:
        return self.value(field, lambda text: concept(text, kind))

    def skills(self, field: str) -> tuple[Requirement, ...]:
        """Skills of a list such as "Python:3; SQL": each by id, label or alias."""
        found: dict[str, Requirement] = {}
        for text in self._cells.get(field, "").replace("،", ";").replace(",", ";").split(";"):
            if text.strip():
                self._skill(field, text.strip(), found)
        return tuple(found[skill] for skill in sorted(found))

    def _skill(self, field: str, text: str, found: dict[str, Requirement]) -> None:
        answers = Answers()
        skill, level = answers.levelled(field, text)
        for problem in answers.problems:
            nearest = (
                ", ".join(label("skill", each, "fr") for each in problem.nearest) or "Python:3"
            )
            self.fail(field, "unknown", value=problem.value, nearest=nearest)
        if skill:
            human = vocabulary().skills[skill].kind == "language"
            found[skill] = Requirement(skill, "essential", 1.0, level or (3 if human else 2))


def concept(text: str, kind: Kind) -> str:
    """A concept by id, label or alias. Raises `BadValue` with the nearest ones."""
    found = names(kind).find(text)
    if found is None:
        nearest = [label(kind, each, "fr") for each in names(kind).nearest(text)]
        example = names(kind).concepts and label(kind, next(iter(names(kind).concepts)), "fr")
        raise BadValue("unknown", value=text, nearest=", ".join(nearest) or example)
    return found
