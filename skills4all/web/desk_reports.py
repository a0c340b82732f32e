"""Moderators read what was reported and decide."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from skills4all.errors import NotFound
from skills4all.extensions import db
from skills4all.models import Report
from skills4all.queries import reported
from skills4all.services.reports.decide_reports import decide_reports
from skills4all.web.forms.moderation import ReasonForm
from skills4all.web.listing import Column, Listing, listed
from skills4all.web.reports import KIND, REASONS
from skills4all.web.workspace import WORDS, attempt, person

blueprint = Blueprint("desk_reports", __name__)


@blueprint.get("/moderation/reports")
def show() -> ResponseReturnValue:
    """Everything with open reports; what several people reported comes first."""
    waiting = reported.waiting()
    rows = waiting.c
    columns = [
        Column("name", _l("Nom"), lambda row: row.title, rows.title),
        Column("people", _l("Personnes"), lambda row: row.people, rows.people),
        Column("since", _l("Depuis"), lambda row: row.since.date(), rows.since),
    ]
    options: dict[str, Any] = {"search": (rows.title,), "tie": rows.since, "sort": "-people"}
    found = listed(select(waiting), columns, file="signalements", **options)
    if isinstance(found, Response):
        return found
    return render_template("moderation/reports.html", listing=found)


@blueprint.route(f"/moderation/reports/{KIND}/<public_id>", methods=["GET", "POST"])
def item(kind: str, public_id: str) -> ResponseReturnValue:
    """All that was said of one thing, and the decision."""
    found = reported.find(db.session(), kind, public_id)
    if found is None:
        raise NotFound(kind=kind)
    said = _said(kind, public_id)
    if isinstance(said, Response):
        return said
    if not said.page.total:
        raise NotFound(kind=kind)
    form = ReasonForm()
    if form.validate_on_submit():
        upheld = request.form.get("do") == "uphold"
        done = attempt(
            form,
            lambda: decide_reports(
                db.session(), person(), kind, public_id, upheld=upheld, reason=form.reason.data
            ),
        )
        if done is not None:
            flash(_("C’est décidé. Qui a signalé avec un compte reçoit un e-mail."), "success")
            return redirect(url_for(".show"))
    page = render_template(
        "moderation/report_item.html",
        form=form,
        kind=kind,
        found=found,
        title=_named(kind, public_id),
        listing=said,
        reasons=REASONS,
        **WORDS,
    )
    return page, 422 if form.errors else 200


def _said(kind: str, public_id: str) -> Listing | Response:
    """Every report of one thing, open ones first."""
    columns = [
        Column("state", _l("État"), lambda row: row.status.value, Report.decided_at.is_not(None)),
        Column("reason", _l("Motif"), lambda row: REASONS[row.reason.value]),
        Column("details", _l("Précisions"), lambda row: row.details),
        Column("said", _l("Date"), lambda row: row.created_at.date(), Report.created_at),
    ]
    options: dict[str, Any] = {"search": (Report.details,), "tie": Report.id, "sort": "state"}
    return listed(reported.reports(kind, public_id), columns, file="signalements", **options)


def _named(kind: str, public_id: str) -> str:
    return reported.title(db.session(), kind, public_id)
