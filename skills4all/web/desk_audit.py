"""The audit trail, read by moderators and changed by nobody."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from skills4all.models import AuditEvent
from skills4all.web.audit_words import act, thing
from skills4all.web.listing import Column, listed

blueprint = Blueprint("desk_audit", __name__)


@blueprint.get("/moderation/audit")
def show() -> ResponseReturnValue:
    """Who did what to what, last first. `kind` in the address keeps one kind of thing."""
    statement = select(AuditEvent)
    kind = request.args.get("kind", "")
    if kind:
        statement = statement.where(AuditEvent.object_type == kind)
    found = listed(
        statement,
        _columns(),
        search=(
            AuditEvent.action,
            AuditEvent.actor,
            AuditEvent.object_id,
            AuditEvent.reason,
        ),
        tie=AuditEvent.id.desc(),
        sort="-at",
        file="audit",
    )
    if isinstance(found, Response):
        return found
    return render_template("moderation/audit.html", listing=found, act=act, thing=thing)


def _columns() -> list[Column]:
    return [
        Column("at", _l("Quand (UTC)"), lambda row: f"{row.at:%Y-%m-%d %H:%M}", AuditEvent.at),
        Column("action", _l("Quoi"), lambda row: row.action, AuditEvent.action),
        Column("object", _l("Sur quoi"), lambda row: row.object_id, AuditEvent.object_id),
        Column("actor", _l("Compte"), lambda row: row.actor, AuditEvent.actor),
        Column("reason", _l("Motif"), lambda row: row.reason),
    ]
