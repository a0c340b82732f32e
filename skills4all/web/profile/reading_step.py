"""Step 3: a text or a CV, read for skills and forgotten."""

from __future__ import annotations

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from skills4all.errors import DomainError, Invalid
from skills4all.extensions import db
from skills4all.models import Learner
from skills4all.services import cv, limits
from skills4all.services.learners import read_text as reading
from skills4all.services.learners import (
    skills,
)
from skills4all.web.forms import profile as forms
from skills4all.web.profile.blueprint import blueprint, for_learner, step
from skills4all.web.sign_in_guard import count
from skills4all.web.wording import CEFR_LEVELS, SKILL_LEVELS


@blueprint.get("/profile/reading")
@for_learner
def reading_step(_learner: Learner) -> ResponseReturnValue:
    """Step 3: a text or a CV, read for skills and forgotten."""
    return _reading({}, 200)


@blueprint.post("/profile/reading")
@for_learner
def read(learner: Learner) -> ResponseReturnValue:
    """Read it, show what was found. Neither the text nor the file is kept."""
    count(limits.UPLOAD_ADDRESS, request.remote_addr or "")
    try:
        text = _text_sent()
    except DomainError as refusal:
        return _reading(forms.problems_of(refusal), 422)
    found = reading.found_in(db.session(), learner, text)
    return render_template(
        "learner/found.html",
        step=step("reading"),
        found=found,
        skill_levels=SKILL_LEVELS,
        cefr_levels=CEFR_LEVELS,
        highest_level=skills.highest_level,
    )


def _text_sent() -> str:
    file = request.files.get("file")
    data = file.read(cv.MOST_BYTES + 1) if file else b""
    if data:
        return cv.read(data)
    text = request.form.get("text", "").strip()
    if not text:
        raise Invalid(code="nothing_to_read")
    return text[: cv.MOST_TEXT]


def _reading(problems: Mapping[str, list[str]], status: int) -> ResponseReturnValue:
    page = render_template(
        "learner/reading.html",
        step=step("reading"),
        problems=problems,
        typed=request.form,
        most_megabytes=cv.MOST_BYTES // 1024 // 1024,
    )
    return page, status


@blueprint.post("/profile/reading/keep")
@for_learner
def keep_read(learner: Learner) -> ResponseReturnValue:
    """Keep what the learner recognised."""
    accepted = []
    for skill in dict.fromkeys(request.form.getlist("keep")[: skills.MOST]):
        level = request.form.get(f"level-{skill}", "")
        if skills.known(skill):
            told = int(level) if level in map(str, range(1, skills.highest_level(skill) + 1)) else 0
            words = request.form.get(f"words-{skill}", "")
            accepted.append(skills.Read(skill, told or None, words))
    skills.keep_read(db.session(), learner, accepted)
    db.session.commit()
    return redirect(url_for(".place_step"))
