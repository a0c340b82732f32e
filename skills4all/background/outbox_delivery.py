"""Delivers outbox rows: one handler for each kind, run under a lease.

A handler receives the leased row and raises to say that it failed: `PermanentFailure` when
trying again cannot help, anything else to be tried later.
"""

from __future__ import annotations

from collections.abc import Callable

import structlog
from sqlalchemy.orm import Session

from skills4all.background.alert_runs import after_publication
from skills4all.background.index_refresh import refresh_index
from skills4all.background.letter_delivery import send_letter
from skills4all.mail.delivery import send_e_mail
from skills4all.mail.failures import PermanentFailure
from skills4all.mail.message import E_MAIL
from skills4all.services import index_refresh, letters, outbox
from skills4all.services.alerts import on_publication
from skills4all.services.outbox import Leased

log = structlog.get_logger("skills4all.background")


HANDLERS: dict[str, Callable[[Leased], None]] = {
    E_MAIL: send_e_mail,
    index_refresh.KIND: refresh_index,
    letters.KIND: send_letter,
    on_publication.KIND: after_publication,
}


def deliver(session: Session, outbox_id: int) -> bool:
    """Try one row if it is due. Returns whether it is now done."""
    leased = outbox.lease(session, outbox_id)
    if leased is None:
        return False
    handler = HANDLERS.get(leased.kind)
    if handler is None:
        outbox.failed(session, leased, f"no handler for {leased.kind}", final=True)
        return False
    try:
        handler(leased)
    except Exception as error:
        _note_failure(session, leased, error)
        return False
    outbox.succeeded(session, leased)
    return True


def sweep(session: Session) -> int:
    """Deliver every row that is due. Returns how many were done."""
    return sum(deliver(session, outbox_id) for outbox_id in outbox.due(session))


def _note_failure(session: Session, leased: Leased, error: Exception) -> None:
    session.rollback()
    final = isinstance(error, PermanentFailure)
    log.warning(
        "outbox delivery failed",
        outbox=leased.id,
        kind=leased.kind,
        attempt=leased.attempts,
        error=type(error).__name__,
        final=final,
    )
    # The class only: the text of an SMTP answer often repeats the address.
    outbox.failed(session, leased, type(error).__name__, final=final)
