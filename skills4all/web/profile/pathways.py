"""Pathways that a learner keeps."""

from __future__ import annotations

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from skills4all.errors import NotFound
from skills4all.extensions import db
from skills4all.models import Learner
from skills4all.queries import learners as rows
from skills4all.services import ranking_log
from skills4all.services.learners import (
    save_pathway,
)
from skills4all.services.learners.answers_of import answers_of
from skills4all.services.learners.sign_up import read_answers
from skills4all.web.addresses import arguments
from skills4all.web.current_learner import (
    current_learner,
)
from skills4all.web.forms import profile as forms
from skills4all.web.pathways import live_indexes
from skills4all.web.profile.blueprint import PATHWAY, blueprint, for_learner


@blueprint.post("/my/pathways")
def save() -> ResponseReturnValue:
    """Keep the pathway being read: `occupation`, `plan` and the answers' own pairs."""
    pairs = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in ("occupation", "plan", "csrf_token")
    ]
    occupation = request.form.get("occupation", "")
    learner = current_learner()
    if learner is None:
        # Kept through sign-up: the answers travel with the form there.
        endpoint = ".start" if current_user.is_authenticated else "security.register"
        return redirect(url_for(endpoint, occupation=occupation, **arguments(pairs)))
    answers = read_answers(forms.query_of(pairs))
    plan = request.form.get("plan") or None
    save_pathway.save(db.session(), learner, occupation, answers, plan=plan)
    secret = current_app.config["SECRET_KEY"]
    ranking_log.record(db.session(), answers, live_indexes(), secret=secret)
    db.session.commit()
    return redirect(url_for(".pathways"))


@blueprint.get("/my/pathways")
@for_learner
def pathways(learner: Learner) -> ResponseReturnValue:
    """Kept pathways."""
    return render_template(
        "learner/pathways.html", saved=rows.saved_pathways(db.session(), learner)
    )


@blueprint.get("/my/pathways/<public_id>")
@for_learner
def pathway(learner: Learner, public_id: str) -> ResponseReturnValue:
    """Open a kept pathway: the live page, with the learner's answers of today."""
    saved = rows.saved_pathway(db.session(), learner, public_id)
    if saved is None or PATHWAY not in current_app.view_functions:
        raise NotFound(kind="pathway")
    pairs = answers_of(db.session(), learner).query() or save_pathway.pairs(saved)
    return redirect(url_for(PATHWAY, occupation=saved.occupation_id, **arguments(pairs)))


@blueprint.post("/my/pathways/<public_id>/remove")
@for_learner
def remove_pathway(learner: Learner, public_id: str) -> ResponseReturnValue:
    """Forget a kept pathway."""
    save_pathway.remove(db.session(), learner, public_id)
    db.session.commit()
    return redirect(url_for(".pathways"))
