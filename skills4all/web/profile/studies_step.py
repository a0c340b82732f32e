"""Step 1: courses of study."""

from __future__ import annotations

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from skills4all.errors import Conflict, Invalid
from skills4all.extensions import db
from skills4all.models import Learner
from skills4all.queries import learners as rows
from skills4all.services.learners import (
    studies,
)
from skills4all.web import held_forms
from skills4all.web.choices import field_groups, levels
from skills4all.web.forms import profile as forms
from skills4all.web.profile.blueprint import blueprint, for_learner, step
from skills4all.web.wording import field_headings

LARGEST_KEY = 2**31 - 1
"""No row has a larger one, and the database cannot be asked for it."""


@blueprint.get("/profile/studies")
@for_learner
def studies_step(learner: Learner) -> ResponseReturnValue:
    """Step 1: courses of study."""
    return _studies(learner, {}, 200)


@blueprint.post("/profile/studies")
@for_learner
def add_studies(learner: Learner) -> ResponseReturnValue:
    """Add one course of study."""
    given = {name: request.form.get(name, "") for name in ("field", "level", "status", "year")}
    try:
        studies.add(
            db.session(),
            learner,
            given["field"],
            given["level"],
            status=given["status"] or "obtained",
            year=given["year"],
        )
    except (Invalid, Conflict) as refusal:
        db.session.rollback()
        return _studies(learner, forms.problems_of(refusal), 422)
    db.session.commit()
    return redirect(url_for(".studies_step"))


@blueprint.post(f"/profile/studies/<int(max={LARGEST_KEY}):number>/remove")
@for_learner
def remove_studies(learner: Learner, number: int) -> ResponseReturnValue:
    """Remove one course of study."""
    studies.remove(db.session(), learner, number)
    db.session.commit()
    return redirect(url_for(".studies_step"))


def _studies(
    learner: Learner, problems: Mapping[str, list[str]], status: int
) -> ResponseReturnValue:
    page = render_template(
        "learner/studies.html",
        step=step("studies"),
        backgrounds=rows.backgrounds_of(db.session(), learner),
        field_groups=field_groups(field_headings()),
        levels=levels(),
        statuses=forms.STATUSES,
        problems=problems,
        typed=held_forms.typed(),
    )
    return page, status
