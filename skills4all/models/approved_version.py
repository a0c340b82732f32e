"""Approved versions: what a moderator last said yes to, to show what changed since."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from skills4all.models.base import Base, Keyed, marked
from skills4all.models.column_types import utc_now
from skills4all.models.privacy import NOT_PERSONAL


class ApprovedVersion(Keyed, Base):
    """The last approved values of the object named by type and public id; plain JSON."""

    __tablename__ = "approved_versions"
    __table_args__ = marked(NOT_PERSONAL, UniqueConstraint("object_type", "object_id"))

    object_type: Mapped[str]
    object_id: Mapped[str]
    values: Mapped[dict[str, Any]] = mapped_column(default=dict)
    approved_at: Mapped[datetime] = mapped_column(default=utc_now)
