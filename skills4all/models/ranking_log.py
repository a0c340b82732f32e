"""What was ranked, by which model, in which order and why: pseudonymous from the start."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from skills4all.models.base import Base, Keyed, marked
from skills4all.models.column_types import utc_now
from skills4all.models.privacy import Privacy

_LOGGED = Privacy(
    personal=True,
    retention="ranking_log",
    reason="kept to explain and audit the ranking; the pseudonym is random per request or "
    "profile and is stored nowhere beside a person",
)


class RankingLog(Keyed, Base):
    """One ranking. `input_hash` is keyed; `ranking` ids in order, `reasons` codes per id."""

    __tablename__ = "ranking_logs"
    __table_args__ = marked(_LOGGED)

    at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    pseudonym: Mapped[str] = mapped_column(index=True)
    model_version: Mapped[str]
    vocabulary_version: Mapped[str]
    index_version: Mapped[str] = mapped_column(default="")
    input_hash: Mapped[str]
    ranking: Mapped[list[Any]] = mapped_column(default=list)
    reasons: Mapped[dict[str, Any]] = mapped_column(default=dict)
