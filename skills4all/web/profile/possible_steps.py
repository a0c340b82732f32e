"""Steps 4 to 6: province, time and money, being visible or not."""

from __future__ import annotations

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from skills4all.errors import Invalid
from skills4all.extensions import db
from skills4all.models import Learner
from skills4all.services.learners import (
    consents,
    possibilities,
)
from skills4all.web import held_forms
from skills4all.web.choices import place_groups
from skills4all.web.forms import profile as forms
from skills4all.web.locale import reader_language
from skills4all.web.profile.blueprint import blueprint, for_learner, step


@blueprint.route("/profile/place", methods=["GET", "POST"])
@for_learner
def place_step(learner: Learner) -> ResponseReturnValue:
    """Step 4: the province."""
    if request.method == "POST":
        try:
            place = forms.place_in(request.form)
        except Invalid as refusal:
            return _place(learner, forms.problems_of(refusal), 422)
        learner.place_id = place
        db.session.commit()
        return redirect(url_for(".possibilities_step"))
    return _place(learner, {}, 200)


def _place(learner: Learner, problems: Mapping[str, list[str]], status: int) -> ResponseReturnValue:
    page = render_template(
        "learner/place.html",
        step=step("place"),
        learner=learner,
        place_groups=place_groups(),
        problems=problems,
        typed=held_forms.typed(),
    )
    return page, status


@blueprint.route("/profile/possibilities", methods=["GET", "POST"])
@for_learner
def possibilities_step(learner: Learner) -> ResponseReturnValue:
    """Step 5: time, money, way of following courses."""
    problems: Mapping[str, list[str]] = {}
    if request.method == "POST":
        try:
            told = forms.possibilities_in(request.form, learner.place_id)
        except Invalid as refusal:
            problems = forms.problems_of(refusal)
        else:
            possibilities.tell(learner, told)
            db.session.commit()
            return redirect(url_for(".visibility_step"))
    page = render_template(
        "learner/possibilities.html",
        step=step("possibilities"),
        values=held_forms.typed() or forms.shown_possibilities(learner),
        problems=problems,
    )
    return page, 422 if problems else 200


@blueprint.route("/profile/visibility", methods=["GET", "POST"])
@for_learner
def visibility_step(learner: Learner) -> ResponseReturnValue:
    """Step 6: invisible unless the learner says otherwise."""
    if request.method == "POST":
        visible = request.form.get("visible") == "yes"
        consents.set_visible(db.session(), learner, visible, language=reader_language())
        db.session.commit()
        return redirect(url_for(".overview"))
    return render_template(
        "learner/visibility.html",
        step=step("visibility"),
        visible=held_forms.typed().get("visible", "yes" if learner.visibility else "no"),
    )
