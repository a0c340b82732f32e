"""Which versions of the reference vocabulary were imported, and when."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from skills4all.models.base import Base, Keyed, marked
from skills4all.models.column_types import utc_now
from skills4all.models.privacy import NOT_PERSONAL


class VocabularyVersion(Keyed, Base):
    """An import. `version` is the hash of the files; the newest row is in force."""

    __tablename__ = "vocabulary_versions"
    __table_args__ = marked(NOT_PERSONAL)

    version: Mapped[str] = mapped_column(unique=True)
    imported_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
