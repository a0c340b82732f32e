"""How people write the concepts, in every language: rows, so that a fourth language is data."""

from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from skills4all.models.base import Base, Keyed, marked
from skills4all.models.column_types import one_of
from skills4all.models.privacy import NOT_PERSONAL


class ConceptType(StrEnum):
    SKILL = "skill"
    OCCUPATION = "occupation"
    FIELD = "field"
    LEVEL = "level"
    PLACE = "place"
    REASON = "reason"


class LabelKind(StrEnum):
    """`exact` forms count only with their own capitals ("R", "Go")."""

    PREFERRED = "preferred"
    ALIAS = "alias"
    EXACT = "exact"
    DESCRIPTION = "description"


_ONLY_ONE = text("kind IN ('preferred', 'description')")


class ConceptLabel(Keyed, Base):
    """One wording of one concept.

    The concept is named by type and id: six tables share this one, the import keeps them in step.
    """

    __tablename__ = "concept_labels"
    __table_args__ = marked(
        NOT_PERSONAL,
        UniqueConstraint("concept_type", "concept_id", "language", "kind", "text"),
        Index(
            "uq_concept_labels_one_preferred",
            "concept_type",
            "concept_id",
            "language",
            "kind",
            unique=True,
            sqlite_where=_ONLY_ONE,
            postgresql_where=_ONLY_ONE,
        ),
    )

    concept_type: Mapped[ConceptType] = one_of(ConceptType, "concept_type")
    concept_id: Mapped[str]
    language: Mapped[str]
    kind: Mapped[LabelKind] = one_of(LabelKind, "kind")
    text: Mapped[str]
