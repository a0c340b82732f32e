"""Anyone checks a certificate by its code: valid, withdrawn or unknown.

Says what the certificate itself shows, nothing more. Attempts are counted, so that codes cannot
be tried by the thousand.
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from skills4all.extensions import db
from skills4all.models import EnrolmentStatus
from skills4all.queries import enrolments as rows
from skills4all.services import limits
from skills4all.services.enrolments import certificate_code
from skills4all.web.certificate_document import skill_names
from skills4all.web.sign_in_guard import count

blueprint = Blueprint("certificates", __name__)

LONGEST = 100


@blueprint.get("/certificates")
def check() -> ResponseReturnValue:
    """Type a code."""
    typed = request.args.get("code", "").replace("\x00", "").strip()[:LONGEST]
    code = certificate_code.read(typed)
    if code is not None:
        return redirect(url_for(".show", code=code))
    return render_template("public/certificate_check.html", typed=typed), 422 if typed else 200


@blueprint.get("/certificates/<code>")
def show(code: str) -> ResponseReturnValue:
    """What the certificate with that code says, if there is one."""
    count(limits.CERTIFICATE_ADDRESS, request.remote_addr or "")
    read = certificate_code.read(code)
    found = rows.certificate(db.session(), read) if read else None
    if found is None or found.certificate is None:
        return render_template("public/certificate_check.html", typed=code[:LONGEST]), 404
    return render_template(
        "public/certificate.html",
        code=read,
        said=found.certificate,
        skills=skill_names(found.certificate),
        valid=found.status is EnrolmentStatus.CERTIFIED,
        withdrawn_at=found.certificate_withdrawn_at,
    )
