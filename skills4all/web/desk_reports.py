"""Moderators read what was reported and decide."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from skills4all.errors import NotFound
from skills4all.extensions import db
from skills4all.queries import reported
from skills4all.services.reports.decide_reports import decide_reports
from skills4all.web.forms.moderation import ReasonForm
from skills4all.web.reports import KIND, REASONS
from skills4all.web.workspace import WORDS, attempt, person

blueprint = Blueprint("desk_reports", __name__)


@blueprint.get("/moderation/reports")
def show() -> str:
    """Everything with open reports; what several people reported comes first."""
    return render_template(
        "moderation/reports.html",
        entries=[(row, _named(row.kind, row.public_id)) for row in reported.waiting(db.session())],
    )


@blueprint.route(f"/moderation/reports/{KIND}/<public_id>", methods=["GET", "POST"])
def item(kind: str, public_id: str) -> ResponseReturnValue:
    """All that was said of one thing, and the decision."""
    found = reported.find(db.session(), kind, public_id)
    said = reported.reports(db.session(), kind, public_id)
    if found is None or not said:
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
        reports=said,
        reasons=REASONS,
        **WORDS,
    )
    return page, 422 if form.errors else 200


def _named(kind: str, public_id: str) -> str:
    return reported.title(db.session(), kind, public_id)
