"""What is done once a day: what retention ends, forgotten counters, an index without what expired.

Each part stands alone: one that fails is logged and the others still run. All of them may run
twice without harm.
"""

from __future__ import annotations

from collections.abc import Callable

import structlog
from flask import Flask

from skills4all.extensions import db
from skills4all.mail.retention_warning import warn_unused
from skills4all.services import indexing, limits
from skills4all.services.calendar import today
from skills4all.services.privacy import retention

log = structlog.get_logger("skills4all.daily")


def run(app: Flask) -> None:
    """All parts, in an application context."""
    folder = app.config["S4A_SETTINGS"].instance / "index"
    parts: dict[str, Callable[[], object]] = {
        "retention": lambda: retention.apply(
            db.session(), lambda account: warn_unused(db.session(), account)
        ),
        "counters": lambda: limits.forget_old(db.engine),
        "index": lambda: indexing.build(db.session(), folder, today()),
    }
    for name, part in parts.items():
        try:
            part()
            db.session.commit()
        except Exception:  # one part must not take the others along
            db.session.rollback()
            log.exception("daily part failed", part=name)
