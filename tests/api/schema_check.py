"""As much of JSON Schema 2020-12 as our OpenAPI document uses; an unknown keyword is an error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
SPOKEN = {"description", "default", "example", "format", "title", "$schema"}
JUDGED = {
    "$ref",
    "additionalProperties",
    "anyOf",
    "enum",
    "items",
    "maxItems",
    "maxLength",
    "maximum",
    "minimum",
    "properties",
    "required",
    "type",
}


def resolved(document: Any, reference: str) -> Any:
    """What a `#/…` reference of the document stands for."""
    for step in reference.removeprefix("#/").split("/"):
        document = document[step]
    return document


def faults(document: Any, schema: Any, value: Any, at: str = "#") -> Iterator[str]:
    """Where `value` is not what `schema` says."""
    if not isinstance(schema, dict):
        return
    unknown = set(schema) - SPOKEN - JUDGED
    assert not unknown, f"teach this check {unknown}"
    if "$ref" in schema:
        yield from faults(document, resolved(document, schema["$ref"]), value, at)
    if "anyOf" in schema and all(list(faults(document, s, value)) for s in schema["anyOf"]):
        yield f"{at}: none of anyOf"
    if not _is_of_type(schema.get("type"), value):
        yield f"{at}: {value!r} is not {schema['type']}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is not one of {schema['enum']}"
    yield from _out_of_bounds(schema, value, at)
    yield from _inside(document, schema, value, at)


def _is_of_type(names: Any, value: Any) -> bool:
    if names is None:
        return True
    wanted = [names] if isinstance(names, str) else names
    if isinstance(value, bool):
        return "boolean" in wanted
    return any(isinstance(value, TYPES[name]) for name in wanted)


def _out_of_bounds(schema: Any, value: Any, at: str) -> Iterator[str]:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if number and value < schema.get("minimum", value):
        yield f"{at}: too small"
    if number and value > schema.get("maximum", value):
        yield f"{at}: too large"
    if isinstance(value, str) and len(value) > schema.get("maxLength", len(value)):
        yield f"{at}: too long"
    if isinstance(value, list) and len(value) > schema.get("maxItems", len(value)):
        yield f"{at}: too many"


def _inside(document: Any, schema: Any, value: Any, at: str) -> Iterator[str]:
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from faults(document, schema.get("items"), each, f"{at}/{number}")
    if not isinstance(value, dict):
        return
    yield from (f"{at}: no {name}" for name in schema.get("required", ()) if name not in value)
    for name, each in value.items():
        inner = schema.get("properties", {}).get(name, schema.get("additionalProperties"))
        if inner is False:
            yield f"{at}: {name} is not described"
        yield from faults(document, inner, each, f"{at}/{name}")
