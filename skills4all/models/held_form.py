"""Held forms: what someone was sending when their session had ended, kept until they are back."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from skills4all.models.base import Base, Dated, Keyed, marked
from skills4all.models.privacy import Privacy

_HELD = Privacy(
    personal=True,
    retention="held_form",
    reason="found by a random key in the visitor's cookie only, and gone within a day",
)


class HeldForm(Keyed, Dated, Base):
    """One form. `key_hash` is the SHA-256 of the key in the cookie; `path` is where it was sent."""

    __tablename__ = "held_forms"
    __table_args__ = marked(_HELD)

    key_hash: Mapped[str] = mapped_column(unique=True)
    path: Mapped[str]
    values: Mapped[dict[str, Any]] = mapped_column(default=dict)
    expires_at: Mapped[datetime] = mapped_column(index=True)
