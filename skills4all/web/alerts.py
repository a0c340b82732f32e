"""Alerts and the follow-up question: chosen here, stopped by one click from any letter."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from skills4all.errors import Invalid
from skills4all.extensions import csrf, db
from skills4all.models import ConsentPurpose, Learner, Situation
from skills4all.queries import learners as rows
from skills4all.services import limits
from skills4all.services.alerts import subscribe as alerts
from skills4all.services.learners import consents
from skills4all.services.learners.starting import agreed
from skills4all.services.outcomes import answer as answering
from skills4all.web.choices import place_groups
from skills4all.web.forms.occupations import occupation_choices
from skills4all.web.forms.outcomes import OutcomeForm
from skills4all.web.locale import reader_language
from skills4all.web.sign_in_guard import count
from skills4all.web.workspace import attempt, person

blueprint = Blueprint("alerts", __name__)

FREQUENCIES = {"daily": _l("chaque jour"), "weekly": _l("chaque semaine")}
SITUATIONS = {
    Situation.IT_JOB.value: _l("Je travaille dans l’informatique"),
    Situation.OTHER_JOB.value: _l("Je travaille dans un autre domaine"),
    Situation.OWN_BUSINESS.value: _l("J’ai ma propre activité"),
    Situation.TRAINING.value: _l("Je suis en formation ou en stage"),
    Situation.STUDYING.value: _l("Je fais des études"),
    Situation.SEEKING.value: _l("Je cherche un emploi"),
    Situation.OTHER.value: _l("Autre situation"),
}


@blueprint.get("/my/alerts")
def mine() -> ResponseReturnValue:
    """Kept pathways, each with its alert; and whether we may ask later what became of me."""
    learner = _profile()
    if learner is None:
        return redirect(url_for("profile.start"))
    return render_template(
        "alerts/mine.html",
        pathways=rows.saved_pathways(db.session(), learner),
        subscriptions=alerts.of_learner(db.session(), learner),
        frequencies=FREQUENCIES,
        follow_up=_in_force(learner, ConsentPurpose.FOLLOW_UP),
    )


@blueprint.post("/my/alerts/<pathway_id>")
def choose(pathway_id: str) -> ResponseReturnValue:
    """How often, or not at all."""
    learner = _profile()
    if learner is None:
        return redirect(url_for("profile.start"))
    wanted = request.form.get("frequency", "")
    try:
        if wanted:
            alerts.subscribe(db.session(), learner, pathway_id, wanted, language=reader_language())
            said = _("C’est noté : vous recevrez ces alertes par e-mail.")
        else:
            alerts.stop(db.session(), learner, pathway_id)
            said = _("Vous ne recevrez plus ces alertes.")
        db.session.commit()
        flash(said, "success")
    except Invalid:
        db.session.rollback()
        flash(_("Choisissez une valeur de la liste."), "error")
    return redirect(url_for(".mine"))


@blueprint.post("/my/follow-up")
def follow_up() -> ResponseReturnValue:
    """Whether we may ask, three and six months after a session."""
    learner = _profile()
    if learner is None:
        return redirect(url_for("profile.start"))
    purpose = ConsentPurpose.FOLLOW_UP
    if request.form.get("wanted") != "yes":
        consents.withdraw(db.session(), learner, purpose)
    elif not _in_force(learner, purpose):
        agreed(db.session(), learner, purpose, language=reader_language())
    db.session.commit()
    flash(_("C’est enregistré."), "success")
    return redirect(url_for(".mine"))


@blueprint.get("/alerts/<public_id>/stop")
def stop(public_id: str) -> str:
    """The page behind the link of a letter. Reading it changes nothing: mail programs look too."""
    alerts.find(db.session(), public_id)
    return render_template("alerts/stop.html", done=False)


@blueprint.post("/alerts/<public_id>/stop")
@csrf.exempt
def stopped(public_id: str) -> str:
    """One click, also sent by the mail program itself (RFC 8058): no session, no token."""
    found = alerts.find(db.session(), public_id)
    alerts.stop_all(db.session(), found.learner_id)
    db.session.commit()
    return render_template("alerts/stop.html", done=True)


@blueprint.route("/outcomes/<public_id>", methods=["GET", "POST"])
def outcome(public_id: str) -> ResponseReturnValue:
    """The one question, three or six months later."""
    found = answering.find(db.session(), public_id)
    form = OutcomeForm(
        SITUATIONS,
        occupation_choices(),
        place_groups(),
        data={
            "situation": found.situation.value if found.situation else None,
            "occupation": found.occupation_id,
            "place": found.place_id,
            "comment": found.comment,
        },
    )
    if form.validate_on_submit():
        count(limits.REPORT_ADDRESS, request.remote_addr or "")
        done = attempt(form, lambda: answering.answer(db.session(), public_id, form.told()))
        if done is not None:
            return render_template("alerts/thanks.html")
    page = render_template("alerts/outcome.html", form=form, outcome=found)
    return page, 422 if form.errors else 200


def _profile() -> Learner | None:
    return rows.of_account(db.session(), person().id)


def _in_force(learner: Learner, purpose: ConsentPurpose) -> bool:
    return any(
        each.purpose is purpose and each.withdrawn_at is None
        for each in consents.history(db.session(), learner)
    )
