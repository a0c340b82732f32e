"""The end of an appointment: the profile goes to the person it is about, the adviser leaves it."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from skills4all.errors import Invalid
from skills4all.extensions import db
from skills4all.services import limits
from skills4all.services.learners import hand_over as handing
from skills4all.web.current_learner import close_in_session, opened_learner
from skills4all.web.locale import reader_language
from skills4all.web.profile.blueprint import blueprint
from skills4all.web.sign_in_guard import count


@blueprint.route("/profile/hand-over", methods=["GET", "POST"])
def hand_over() -> ResponseReturnValue:
    """By e-mail, or as a new code to write down. Only a profile opened with a code."""
    learner = opened_learner()
    if learner is None:
        return redirect(url_for(".start"))
    if request.method == "GET":
        return render_template("learner/hand_over.html", problems={}, typed={})
    secret = current_app.config["SECRET_KEY"]
    if request.form.get("do") == "code":
        code, _seed = handing.renew(db.session(), learner, secret=secret)
        db.session.commit()
        close_in_session()
        return render_template("learner/handed_over.html", code=code)
    email = request.form.get("email", "")[:320]
    count(limits.SIGN_UP_ADDRESS, request.remote_addr or "")
    count(limits.E_MAIL_RECIPIENT, email)
    try:
        handing.by_mail(db.session(), learner, email, language=reader_language(), secret=secret)
    except Invalid:
        db.session.rollback()
        problems = {"email": [str(_("Donnez une adresse e-mail complète."))]}
        page = render_template("learner/hand_over.html", problems=problems, typed=request.form)
        return page, 422
    db.session.commit()
    close_in_session()
    flash(_("Le code est parti par e-mail. Ce profil n’est plus ouvert ici."), "success")
    return redirect(url_for(".resume"))


def handed_code(profile: str, seed: str) -> str:
    """For the letter alone: the code that its facts stand for."""
    return handing.code_of(profile, seed, current_app.config["SECRET_KEY"])
