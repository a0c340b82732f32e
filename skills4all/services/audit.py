"""The audit trail: one row for each act that others may have to answer for.

Written in the caller's transaction. Refuses personal text: `details` are codes and numbers.
"""

from sqlalchemy.orm import Session as Database

from skills4all.models import (
    Account,
    Application,
    AuditEvent,
    ContactRequest,
    Enrolment,
    Opening,
    Organisation,
    Pledge,
    Programme,
    Session,
)

Audited = (
    Organisation | Programme | Session | Opening | Pledge | Enrolment | Application | ContactRequest
)


def record(
    database: Database,
    actor: Account | None,
    action: str,
    noun: Audited,
    *,
    reason: str | None = None,
    **details: str | int | list[str],
) -> None:
    """Add `<noun>.<action>`. `actor` None: the platform itself. Does not commit."""
    kind = kind_of(noun)
    database.flush()
    database.add(
        AuditEvent(
            actor=actor.public_id if actor else None,
            action=f"{kind}.{action}",
            object_type=kind,
            object_id=noun.public_id,
            reason=reason,
            details=details,
        )
    )


def kind_of(noun: Audited) -> str:
    """`programme` for a `Programme`: the word of addresses, audit rows and translations."""
    return type(noun).__name__.lower()
