"""The audit trail: who did what to what, when and why. Rows are added, never changed.

The actor is named by the public id of the account, without a foreign key: erasing the account
leaves a random word that leads to nobody, and the row need not be touched.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import DDL, Index, event
from sqlalchemy.orm import Mapped, mapped_column

from skills4all.models.base import Base, Public, marked
from skills4all.models.column_types import utc_now
from skills4all.models.privacy import Privacy

_TRAIL = Privacy(
    personal=True,
    retention="security_log",
    reason="the account is a random id that leads to nobody once the account is erased; "
    "a trail that could be rewritten would prove nothing",
)


class AuditEvent(Public, Base):
    """One act. `action` is a code ("opening.published"); `details` holds no personal text."""

    __tablename__ = "audit_events"
    __table_args__ = marked(_TRAIL, Index("ix_audit_events_object", "object_type", "object_id"))

    at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    actor: Mapped[str | None] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(index=True)
    object_type: Mapped[str]
    object_id: Mapped[str | None]
    reason: Mapped[str | None]
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)


REFUSE_UPDATE = {
    "sqlite": (
        """CREATE TRIGGER audit_events_are_final BEFORE UPDATE ON audit_events
BEGIN SELECT RAISE(ABORT, 'audit events are final'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION audit_events_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'audit events are final' USING ERRCODE = 'restrict_violation'; END $$""",
        """CREATE TRIGGER audit_events_are_final BEFORE UPDATE ON audit_events
FOR EACH STATEMENT EXECUTE FUNCTION audit_events_are_final()""",
    ),
}
"""Per engine, what makes the database itself refuse a change; the first migration does the same."""

for _dialect, _statements in REFUSE_UPDATE.items():
    for _statement in _statements:
        event.listen(
            AuditEvent.__table__,
            "after_create",
            DDL(_statement).execute_if(dialect=_dialect),  # type: ignore[no-untyped-call]
        )
