"""The values that questions may hold: skills, roles, fields of study, levels, provinces."""

from __future__ import annotations

from typing import Any

from skills4all.api.blueprint import blueprint, refuses, same_until_the_vocabulary_changes
from skills4all.api.reading import asked_language
from skills4all.api.request_schemas import ListQuestion, SuggestionQuestion
from skills4all.api.response_schemas import (
    FieldList,
    LevelList,
    OccupationList,
    PlaceList,
    SkillList,
)
from skills4all.matching.vocabulary import Named
from skills4all.services.knowledge import vocabulary
from skills4all.services.name_search import suggest

SUGGESTIONS = 10
Answer = dict[str, list[dict[str, Any]]]


@blueprint.route("/skills")
@same_until_the_vocabulary_changes
@refuses(429)
@blueprint.arguments(SuggestionQuestion, location="query")
@blueprint.response(200, SkillList)
def skills(question: dict[str, Any]) -> Answer:
    """Skills that `q` may be the start of, best first; all of them without `q`.

    Forgiving: case, accents and Arabic letter forms do not matter, and slips are overlooked.
    """
    known = vocabulary().skills
    typed = question.get("q", "")
    chosen = suggest("skill", typed, question.get("limit", SUGGESTIONS)) if typed.strip() else known
    return {
        "skills": [
            entry(
                known[each],
                kind=known[each].kind,
                broader=known[each].broader,
                esco=known[each].esco,
            )
            for each in chosen
        ]
    }


@blueprint.route("/occupations")
@same_until_the_vocabulary_changes
@refuses(429)
@blueprint.arguments(ListQuestion, location="query")
@blueprint.response(200, OccupationList)
def occupations(_question: dict[str, Any]) -> Answer:
    """The roles that pathways lead to."""
    return {
        "occupations": [
            entry(
                role,
                isco=role.isco,
                esco=role.esco,
                entry_level=role.entry_level,
                family=role.family,
                segment=role.segment or None,
            )
            for role in vocabulary().occupations.values()
        ]
    }


@blueprint.route("/fields")
@same_until_the_vocabulary_changes
@refuses(429)
@blueprint.arguments(ListQuestion, location="query")
@blueprint.response(200, FieldList)
def fields(_question: dict[str, Any]) -> Answer:
    """Fields of study with their ISCED-F codes and the levels at which they exist in Morocco."""
    generic = set(vocabulary().generic_fields.values())
    return {
        "fields_": [
            entry(field, isced=field.isced, generic=field.id in generic, levels=field.levels)
            for field in vocabulary().fields.values()
        ]
    }


@blueprint.route("/levels")
@same_until_the_vocabulary_changes
@refuses(429)
@blueprint.arguments(ListQuestion, location="query")
@blueprint.response(200, LevelList)
def levels(_question: dict[str, Any]) -> Answer:
    """Degree levels, lowest first."""
    ranked = sorted(vocabulary().levels.values(), key=lambda level: level.rank)
    return {
        "levels": [entry(level, rank=level.rank, isced_level=level.isced_level) for level in ranked]
    }


@blueprint.route("/provinces")
@same_until_the_vocabulary_changes
@refuses(429)
@blueprint.arguments(ListQuestion, location="query")
@blueprint.response(200, PlaceList)
def provinces(_question: dict[str, Any]) -> Answer:
    """Regions, prefectures and provinces."""
    return {
        "provinces": [
            entry(place, kind=place.kind, parent=place.parent, code=place.code or None)
            for place in vocabulary().places.values()
        ]
    }


def entry(concept: Named, **more: Any) -> dict[str, Any]:
    """A concept with its label in the language asked."""
    return {"id": concept.id, "label": concept.label(asked_language()), **more}
