"""A learner applies, follows what became of it, takes it back."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from skills4all.errors import Conflict
from skills4all.extensions import db
from skills4all.models import ApplicationStatus, Opening
from skills4all.queries import applications as rows
from skills4all.queries import learners, reported
from skills4all.services.applications import apply as applying
from skills4all.services.applications import finding, frozen, ranking, story
from skills4all.services.applications.withdraw import withdraw as take_back
from skills4all.services.calendar import today
from skills4all.web import cv as documents
from skills4all.web.application_words import STAGES, what_next
from skills4all.web.forms.application import ApplyForm
from skills4all.web.workspace import attempt, decide, person, refused_status

blueprint = Blueprint("applications", __name__)


@blueprint.route("/my/openings/<public_id>/apply", methods=["GET", "POST"])
def apply(public_id: str) -> ResponseReturnValue:
    """What will be sent, exactly; then sent."""
    try:
        opening = applying.opening_to_apply_for(db.session(), public_id, today())
    except Conflict:
        return render_template("applications/not_now.html", why="over"), 410
    sent = rows.to_opening(db.session(), person().id, opening.id)
    if sent is not None and sent.status is not ApplicationStatus.WITHDRAWN:
        return redirect(url_for(".show", public_id=sent.public_id))
    return _apply_page(opening)


def _apply_page(opening: Opening) -> ResponseReturnValue:
    learner = learners.of_account(db.session(), person().id)
    profile = frozen.freeze(db.session(), learner, opening) if learner else None
    if learner is None or profile is None or frozen.is_empty(profile):
        return render_template("applications/not_now.html", why="profile", opening=opening)
    form = ApplyForm(name=learner.display_name or person().display_name)
    if form.validate_on_submit():
        public_id = opening.public_id
        done = attempt(
            form,
            lambda: applying.apply(db.session(), person(), public_id, form.bid(), today()),
        )
        if done is not None:
            flash(_("Votre candidature est envoyée."), "success")
            return redirect(url_for(".show", public_id=done.public_id))
        profile = frozen.freeze(db.session(), learner, opening)
    form.see(frozen.digest(profile))
    page = render_template(
        "applications/apply.html",
        form=form,
        opening=opening,
        profile=profile,
        certified_by=documents.certified_by,
    )
    return page, refused_status(form) if form.errors else 200


@blueprint.get("/my/applications")
def mine() -> str:
    """All applications, last first, each with what happens next."""
    return render_template(
        "applications/mine.html",
        applications=rows.sent_by(db.session(), person().id),
        stages=STAGES,
        what_next=what_next,
    )


@blueprint.get("/my/applications/<public_id>")
def show(public_id: str) -> str:
    """One application: what happens next, its steps, the reasons, what was sent."""
    found = finding.sent(db.session(), person(), public_id)
    return render_template(
        "applications/show.html",
        application=found,
        opening=found.opening,
        story=story.for_learner(found),
        match=ranking.match(found, found.opening),
        may_withdraw=found.status in rows.UNDECIDED,
        stages=STAGES,
        what_next=what_next,
        contest=_contest(found.opening),
        certified_by=documents.certified_by,
    )


def _contest(opening: Opening) -> str | None:
    """Where a learner asks the moderators to look, as long as the opening can be looked at."""
    if not reported.is_public(db.session(), "opening", opening.public_id):
        return None
    return url_for("reports.new", kind="opening", public_id=opening.public_id)


@blueprint.post("/my/applications/<public_id>/withdraw")
def withdraw(public_id: str) -> ResponseReturnValue:
    """Take it back; asked twice by the page."""
    decide(
        lambda _seen: take_back(db.session(), person(), public_id),
        _("Votre candidature est retirée."),
    )
    return redirect(url_for(".show", public_id=public_id))


@blueprint.get("/my/applications/<public_id>/cv.pdf")
def cv(public_id: str) -> ResponseReturnValue:
    """The CV the employer can download, as it was sent."""
    found = finding.sent(db.session(), person(), public_id)
    if not found.profile:
        return redirect(url_for(".show", public_id=public_id))
    answer: Response = documents.response(found.profile)
    return answer
