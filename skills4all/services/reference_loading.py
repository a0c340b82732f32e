"""Bring the tables in step with the reference files: one transaction, run as often as one likes.

Rows are upserted by id. An id that left the files is never deleted: `replaced.csv` says what
took its place, and stored profiles follow. Relations and labels are replaced as a whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session as Database

from skills4all.matching.vocabulary import LANGUAGES, Named, Vocabulary
from skills4all.models import (
    Base,
    ConceptLabel,
    ConceptType,
    DegreeLevel,
    FieldLevel,
    FieldOfStudy,
    FieldSkill,
    FieldUntaught,
    InferenceReason,
    LabelKind,
    Occupation,
    OccupationSkill,
    Place,
    PlaceNeighbour,
    Skill,
    SkillNear,
    VocabularyVersion,
)
from skills4all.reference import files

Rows = Sequence[Mapping[str, Any]]
BATCH = 500


def load(database: Database) -> bool:
    """Import the shipped files unless this version is in force. True if anything was done.

    The caller commits.
    """
    vocabulary = files.vocabulary()
    newest = database.scalar(
        select(VocabularyVersion.version).order_by(VocabularyVersion.id.desc()).limit(1)
    )
    if newest == vocabulary.version:
        return False
    _concepts(database, vocabulary)
    _relations(database, vocabulary)
    _labels(database, vocabulary)
    database.execute(
        delete(VocabularyVersion).where(VocabularyVersion.version == vocabulary.version)
    )
    database.add(VocabularyVersion(version=vocabulary.version))
    database.flush()
    return True


def _concepts(database: Database, vocabulary: Vocabulary) -> None:
    _upsert(
        database,
        DegreeLevel,
        [
            {"id": level.id, "rank": level.rank, "isced_level": level.isced_level}
            for level in vocabulary.levels.values()
        ],
    )
    _upsert(database, InferenceReason, [{"id": reason} for reason in vocabulary.reasons])
    _upsert(
        database,
        Skill,
        [
            {
                "id": skill.id,
                "kind": skill.kind,
                "esco": skill.esco,
                "broader_id": skill.broader,
                "replaced_by_id": None,
            }
            for skill in vocabulary.skills.values()
        ],
    )
    _upsert(
        database,
        Occupation,
        [
            {
                "id": role.id,
                "esco": role.esco,
                "isco": role.isco,
                "zone": role.zone,
                "entry_level_id": role.entry_level,
                "segment": role.segment,
                "family": role.family,
                "replaced_by_id": None,
            }
            for role in vocabulary.occupations.values()
        ],
    )
    _upsert(
        database,
        FieldOfStudy,
        [
            {
                "id": field.id,
                "isced": field.isced,
                "generic": field.generic,
                "replaced_by_id": None,
            }
            for field in vocabulary.fields.values()
        ],
    )
    _upsert(
        database,
        Place,
        [
            {
                "id": place.id,
                "kind": place.kind,
                "parent_id": place.parent,
                "code": place.code,
                "latitude": place.latitude,
                "longitude": place.longitude,
                "replaced_by_id": None,
            }
            for place in vocabulary.places.values()
        ],
    )
    _successors(database, vocabulary)


def _successors(database: Database, vocabulary: Vocabulary) -> None:
    """Say on each retired row what replaced it; a retired id that never was here needs no row."""
    models: tuple[Any, ...] = (Skill, Occupation, FieldOfStudy, Place)
    for model in models:
        for row in database.scalars(select(model).where(model.id.in_(vocabulary.replaced_by))):
            row.replaced_by_id = vocabulary.replaced_by[row.id]


def _relations(database: Database, vocabulary: Vocabulary) -> None:
    _replace(
        database,
        SkillNear,
        [
            {"skill_id": skill.id, "near_id": near, "strength": strength}
            for skill in vocabulary.skills.values()
            for near, strength in skill.near
        ],
    )
    _replace(
        database,
        OccupationSkill,
        [
            {
                "occupation_id": role.id,
                "skill_id": row.skill,
                "relation": row.relation,
                "weight": row.weight,
                "level": row.level,
            }
            for role in vocabulary.occupations.values()
            for row in role.requirements
        ],
    )
    fields = vocabulary.fields.values()
    _replace(
        database,
        FieldLevel,
        [{"field_id": field.id, "level_id": level} for field in fields for level in field.levels],
    )
    _replace(
        database,
        FieldSkill,
        [
            {
                "field_id": field.id,
                "skill_id": row.skill,
                "from_level_id": row.from_level,
                "strength": row.strength,
                "level": row.level,
                "reason_id": row.reason,
            }
            for field in fields
            for row in field.conferred
        ],
    )
    _replace(
        database,
        FieldUntaught,
        [{"field_id": field.id, "skill_id": skill} for field in fields for skill in field.untaught],
    )
    _replace(
        database,
        PlaceNeighbour,
        [
            {"place_id": place.id, "neighbour_id": neighbour}
            for place in vocabulary.places.values()
            for neighbour in place.neighbours
        ],
    )


def _labels(database: Database, vocabulary: Vocabulary) -> None:
    tables: tuple[tuple[ConceptType, Iterable[Named]], ...] = (
        (ConceptType.SKILL, vocabulary.skills.values()),
        (ConceptType.OCCUPATION, vocabulary.occupations.values()),
        (ConceptType.FIELD, vocabulary.fields.values()),
        (ConceptType.LEVEL, vocabulary.levels.values()),
        (ConceptType.PLACE, vocabulary.places.values()),
        (ConceptType.REASON, vocabulary.reasons.values()),
    )
    rows = {
        (kind, concept.id, label.language, LabelKind(label.kind), label.text)
        for kind, concepts in tables
        for concept in concepts
        for label in concept.labels
    } | {
        (ConceptType.OCCUPATION, role.id, language, LabelKind.DESCRIPTION, text)
        for role in vocabulary.occupations.values()
        for language in LANGUAGES
        if (text := role.description(language))
    }
    names = ("concept_type", "concept_id", "language", "kind", "text")
    _replace(database, ConceptLabel, [dict(zip(names, row, strict=True)) for row in sorted(rows)])


def _upsert(database: Database, model: type[Base], rows: Rows) -> None:
    engine = postgresql if database.get_bind().dialect.name == "postgresql" else sqlite
    for batch in _batches(rows):
        statement = engine.insert(model).values(batch)
        changed = {name: statement.excluded[name] for name in batch[0] if name != "id"}
        if changed:
            statement = statement.on_conflict_do_update(index_elements=["id"], set_=changed)
        else:
            statement = statement.on_conflict_do_nothing(index_elements=["id"])
        database.execute(statement)


def _replace(database: Database, model: type[Base], rows: Rows) -> None:
    database.execute(delete(model))
    for batch in _batches(rows):
        database.execute(model.__table__.insert(), batch)  # type: ignore[attr-defined]


def _batches(rows: Rows) -> Iterable[list[Mapping[str, Any]]]:
    for start in range(0, len(rows), BATCH):
        yield list(rows[start : start + BATCH])
