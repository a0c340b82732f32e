"""All that a learner has under way, most urgent first."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from skills4all.extensions import db
from skills4all.models import Learner, utc_now
from skills4all.services.calendar import today
from skills4all.services.learners.steps import Step, steps_of
from skills4all.web import contact_words as words
from skills4all.web.learner_only import for_learner

blueprint = Blueprint("steps", __name__)

PAGES = {
    "enrolment": "enrolments.show",
    "application": "applications.show",
    "pathway": "profile.pathway",
}
"""Where each kind has its page. A page that this version lacks is passed over."""


@blueprint.get("/my/steps")
@for_learner
def mine(learner: Learner) -> ResponseReturnValue:
    """Enrolments, applications, contact requests and kept pathways together."""
    steps = steps_of(db.session(), learner, now=utc_now(), today=today())
    return render_template(
        "learner/steps.html",
        steps=[step for step in steps if not step.over],
        over=[step for step in steps if step.over],
        address=_address,
        messages_of=_messages_of,
        states=words.STEP_STATES,
        kinds=words.STEP_KINDS,
        nexts=words.NEXT,
    )


def _address(step: Step) -> str:
    """The page of a step; without one of its own, its messages."""
    if step.kind == "contact":
        return url_for("contacts.mine", _anchor=f"contact-{step.public_id}")
    endpoint = PAGES[step.kind]
    if endpoint in current_app.view_functions:
        return url_for(endpoint, public_id=step.public_id)
    return _messages_of(step)


def _messages_of(step: Step) -> str:
    """The address of the thread, empty for what has none."""
    if step.kind not in ("enrolment", "application"):
        return ""
    return url_for("messages.show", kind=step.kind, public_id=step.public_id)
