"""Step 2: skills, supposed from the studies and said by the learner."""

from __future__ import annotations

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from skills4all.errors import Invalid
from skills4all.extensions import db
from skills4all.models import Learner
from skills4all.services.learners import (
    overview,
    skills,
)
from skills4all.web import held_forms
from skills4all.web.forms import profile as forms
from skills4all.web.profile.blueprint import blueprint, for_learner, step
from skills4all.web.wording import CEFR_LEVELS, SKILL_LEVELS


@blueprint.get("/profile/skills")
@for_learner
def skills_step(learner: Learner) -> ResponseReturnValue:
    """Step 2: skills, supposed and said."""
    return _skills(learner, {}, 200)


@blueprint.post("/profile/skills")
@for_learner
def answer_skills(learner: Learner) -> ResponseReturnValue:
    """Say yes or no to several skills at once."""
    said = {
        name.removeprefix("skill-"): (choice, request.form.get(f"level-{name[6:]}", ""))
        for name, choice in request.form.items()
        if name.startswith("skill-") and choice
    }
    try:
        skills.answer(db.session(), learner, dict(list(said.items())[: skills.MOST]))
    except Invalid as refusal:
        db.session.rollback()
        return _skills(learner, forms.problems_of(refusal), 422)
    db.session.commit()
    following = "reading_step" if request.form.get("then") == "next" else "skills_step"
    return redirect(url_for(f".{following}"))


@blueprint.post("/profile/skills/add")
@for_learner
def add_skill(learner: Learner) -> ResponseReturnValue:
    """Add a skill by its name, in any of the three languages."""
    try:
        skills.add_named(
            db.session(), learner, request.form.get("skill", ""), request.form.get("level", "")
        )
    except Invalid as refusal:
        db.session.rollback()
        return _skills(learner, forms.problems_of(refusal), 422)
    db.session.commit()
    return redirect(url_for(".skills_step"))


def _skills(
    learner: Learner, problems: Mapping[str, list[str]], status: int
) -> ResponseReturnValue:
    page = render_template(
        "learner/skills.html",
        step=step("skills"),
        skills=overview.skills_of(db.session(), learner),
        skill_levels=SKILL_LEVELS,
        cefr_levels=CEFR_LEVELS,
        highest_level=skills.highest_level,
        problems=problems,
        typed=held_forms.typed(),
    )
    return page, status
