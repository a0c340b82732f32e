"""Anyone reports something public that is wrong."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from skills4all.errors import NotFound
from skills4all.extensions import db
from skills4all.models import ReportReason
from skills4all.queries import reported
from skills4all.services import limits
from skills4all.services.reports.file_report import file_report
from skills4all.web.addresses import page_of
from skills4all.web.current_learner import signed_in_account
from skills4all.web.forms.reports import ReportForm
from skills4all.web.locale import reader_language
from skills4all.web.sign_in_guard import count
from skills4all.web.workspace import attempt

blueprint = Blueprint("reports", __name__)

KIND = f"<any({', '.join(reported.KINDS)}):kind>"
REASONS = {
    ReportReason.FRAUD.value: _l("C’est une tromperie"),
    ReportReason.FEES.value: _l("On demande de l’argent à qui postule"),
    ReportReason.DISCRIMINATION.value: _l("C’est discriminatoire"),
    ReportReason.CLOSED.value: _l("Ce n’est plus d’actualité"),
    ReportReason.WRONG.value: _l("Une information est fausse"),
    ReportReason.OFFENSIVE.value: _l("C’est offensant"),
    ReportReason.OTHER.value: _l("Autre chose"),
}


@blueprint.route(f"/report/{KIND}/<public_id>", methods=["GET", "POST"])
def new(kind: str, public_id: str) -> ResponseReturnValue:
    """Say what is wrong with it."""
    if not reported.is_public(db.session(), kind, public_id):
        raise NotFound(kind=kind)
    form = ReportForm(REASONS)
    if form.validate_on_submit():
        count(limits.REPORT_ADDRESS, request.remote_addr or "")
        done = attempt(
            form,
            lambda: file_report(
                db.session(),
                signed_in_account(),
                kind,
                public_id,
                form.reason.data,
                form.details.data,
                reader_language(),
            ),
        )
        if done is not None:
            flash(_("Merci. Une personne va regarder ce que vous signalez."), "success")
            return redirect(url_for(".thanks"))
    found = reported.find(db.session(), kind, public_id)
    page = render_template(
        "public/report.html",
        form=form,
        kind=kind,
        found=found,
        title=reported.title(db.session(), kind, public_id),
        address=page_of(found),
        known=current_user.is_authenticated,
    )
    return page, 422 if form.errors else 200


@blueprint.get("/report/thanks")
def thanks() -> str:
    """It arrived."""
    return render_template("public/report_thanks.html")
