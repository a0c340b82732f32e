"""Names of concepts as the database knows them, where a list is searched or sorted by them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_

from skills4all.models import ConceptLabel, ConceptType, LabelKind


def preferred(
    known: type[ConceptLabel],
    concept: Any,
    language: str,
    concept_type: ConceptType = ConceptType.OCCUPATION,
) -> ColumnElement[bool]:
    """The row of `known` that names the concept whose id is `concept`."""
    return and_(
        known.concept_type == concept_type,
        known.concept_id == concept,
        known.language == language,
        known.kind == LabelKind.PREFERRED,
    )
