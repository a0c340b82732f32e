"""What clients may send. Each field answers a bad value with the code and the nearest good ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NoReturn, get_args

import marshmallow as ma
from rapidfuzz.fuzz import ratio

from skills4all.errors import FieldProblem
from skills4all.matching.documents import Mode
from skills4all.matching.reading.concepts import MAX_TEXT
from skills4all.matching.vocabulary import LANGUAGES
from skills4all.services.answers import LARGEST, MOST_SKILLS, Reading
from skills4all.services.knowledge import Kind

LONGEST_VALUE = 200
MOST_ROLES = 20
ROLES = 5
ANYTHING = 0
"""An integrator always gets the nearest values, however far they are."""


def refuse(
    code: str, value: object = None, nearest: Sequence[str] = (), **details: Any
) -> NoReturn:
    """Say what is wrong with one value."""
    told = isinstance(value, str | int | float) and not isinstance(value, bool)
    shown = str(value)[:LONGEST_VALUE] if told else None
    raise ma.ValidationError([FieldProblem("", code, shown, tuple(nearest), details)])


def _text(value: object, longest: int = LONGEST_VALUE) -> str:
    if not isinstance(value, str):
        refuse("text")
    if len(value) > longest:
        refuse("too_long", largest=longest)
    return value


def _told(reading: Reading, kind: Kind) -> None:
    """Pass on what `reading` complained of."""
    if reading.problems:
        raise ma.ValidationError(
            [replace(each, details={**each.details, "kind": kind}) for each in reading.problems]
        )


class Text(ma.fields.String):
    """Text of at most `longest` characters."""

    def __init__(self, longest: int, **options: Any) -> None:
        options.setdefault("metadata", {})["maxLength"] = longest
        super().__init__(**options)
        self.longest = longest

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> str:
        return _text(value, self.longest)


class Concept(ma.fields.String):
    """A concept of the vocabulary by identifier, code, label or alias, in any language."""

    def __init__(self, kind: Kind, **options: Any) -> None:
        options.setdefault("metadata", {})["maxLength"] = LONGEST_VALUE
        super().__init__(**options)
        self.kind = kind

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        reading = Reading(ANYTHING)
        found = reading.concept("", self.kind, _text(value))
        _told(reading, self.kind)
        return found


class Skills(ma.fields.List[Any]):
    """Skills as `skill` or `skill:level`; becomes skill -> level or None."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("metadata", {})["maxItems"] = MOST_SKILLS
        super().__init__(ma.fields.String(), **options)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        if not isinstance(value, list):
            refuse("list")
        if len(value) > MOST_SKILLS:
            refuse("too_many", largest=MOST_SKILLS)
        found: dict[str, int | None] = {}
        problems: dict[int, Any] = {}
        suggested = Reading(ANYTHING)
        for at, item in enumerate(value):
            before = len(suggested.problems)
            try:
                skill, level = suggested.levelled("", _text(item))
            except ma.ValidationError as refusal:
                problems[at] = refusal.messages
                continue
            new = suggested.problems[before:]
            if new:
                problems[at] = [replace(each, details={"kind": "skill"}) for each in new]
            elif skill:
                found[skill] = max(level or 0, found.get(skill) or 0) or None
        if problems:
            raise ma.ValidationError(problems)
        return found


class Whole(ma.fields.Integer):
    """A whole number from `least` to `largest`."""

    def __init__(self, least: int, largest: int, **options: Any) -> None:
        options.setdefault("metadata", {}).update(minimum=least, maximum=largest)
        super().__init__(strict=True, **options)
        self.least, self.largest = least, largest

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        if isinstance(value, bool) or not whole or not self.least <= value <= self.largest:
            refuse("number", value, least=self.least, largest=self.largest)
        return int(value)


class WholeText(Whole):
    """The same in a query string."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        known = str(value)[:12]
        return super()._deserialize(int(known) if known.isascii() and known.isdecimal() else known)


class OneOf(ma.fields.String):
    """One of a few words."""

    def __init__(self, words: Sequence[str], **options: Any) -> None:
        nullable = [None] if options.get("allow_none") else []
        options.setdefault("metadata", {})["enum"] = [*words, *nullable]
        super().__init__(**options)
        self.words = tuple(words)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> str:
        return one_of(value, self.words)


def one_of(value: object, words: Sequence[str]) -> str:
    """`value` if it is one of `words`; else a refusal that lists them, nearest first."""
    text = _text(value)
    if text not in words:
        refuse("unknown", text, sorted(words, key=lambda word: -ratio(text, word)))
    return text


class Modes(ma.fields.Field[Any]):
    """One way of following courses, or several that would do."""

    words = get_args(Mode)

    def __init__(self, **options: Any) -> None:
        one = {"type": "string", "enum": list(self.words)}
        options["metadata"] = {"anyOf": [one, {"type": "array", "items": one}, {"type": "null"}]}
        super().__init__(**options)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        if isinstance(value, str):
            return (one_of(value, self.words),)
        if not isinstance(value, list):
            refuse("text")
        if len(value) > len(self.words):
            refuse("too_many", largest=len(self.words))
        return tuple(dict.fromkeys(one_of(each, self.words) for each in value))


class Strict(ma.Schema):
    """Refuses names it does not know."""

    error_messages = {"unknown": "unknown_name", "type": "object"}  # noqa: RUF012


def _optional(description: str) -> dict[str, Any]:
    return {"load_default": None, "allow_none": True, "metadata": {"description": description}}


class Constraints(Strict):
    """What the learner can give; what is left out is no limit."""

    budget_mad = Whole(0, LARGEST["budget"], **_optional("At most, over the whole plan, in MAD"))
    months = Whole(1, LARGEST["months"], **_optional("The plan ends within so many months"))
    hours_per_week = Whole(1, LARGEST["hours"], **_optional("Hours of lessons in any week"))
    mode = Modes(load_default=None, allow_none=True)
    max_km = Whole(0, LARGEST["km"], **_optional("From the province given, as the crow flies"))


class PathwayQuestion(Strict):
    """A person's answers. All may be left out; the more is said, the more is known."""

    field = Concept("field", **_optional("ISCED-F code, or id, label or alias of a field of study"))
    level = Concept("level", **_optional("Id, label or alias of a degree level"))
    skills = Skills(**_optional("Ids, labels or aliases; `:3` or `:B2` may follow for the level"))
    text = Text(MAX_TEXT, **_optional("Read for skills and forgotten: never stored nor logged"))
    province = Concept("place", **_optional("Id, label or alias of a province or a region"))
    language = OneOf(LANGUAGES, **_optional("Of labels and sentences; else Accept-Language"))
    constraints = ma.fields.Nested(Constraints, load_default=None, allow_none=True)
    limit = Whole(1, MOST_ROLES, **_optional(f"How many roles; {ROLES} when left out"))

    @ma.validates_schema
    def _a_distance_has_a_start(self, data: Mapping[str, Any], **_: Any) -> None:
        limits = data.get("constraints") or {}
        if limits.get("max_km") is not None and data.get("province") is None:
            problem = FieldProblem("", "needs_province")
            raise ma.ValidationError({"constraints": {"max_km": [problem]}})


class ListQuestion(Strict):
    """Which language a list is wanted in."""

    language = OneOf(
        LANGUAGES, metadata={"description": "Of labels; else Accept-Language, else French"}
    )


class SuggestionQuestion(ListQuestion):
    """What someone typed so far; nothing typed gives the whole list."""

    q = Text(LONGEST_VALUE, metadata={"description": "The start of a name, in any language"})
    limit = WholeText(1, 50, metadata={"description": "How many suggestions; 10 when left out"})
