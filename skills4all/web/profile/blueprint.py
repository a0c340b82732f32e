"""The six steps, whose profile a page is about, and what its modules share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from flask import Blueprint, Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from skills4all.web import in_memory_uploads
from skills4all.web.current_learner import current_learner
from skills4all.web.held_forms import about_a_person, sign_in_first

blueprint = Blueprint("profile", __name__)

STEPS = {
    "studies": _l("Vos études"),
    "skills": _l("Vos compétences"),
    "reading": _l("Votre CV ou un texte"),
    "place": _l("Votre province"),
    "possibilities": _l("Votre temps et votre budget"),
    "visibility": _l("Être visible ou non"),
}
PATHWAY = "pathways.pathway"
ROLES = "pathways.roles"


@dataclass(frozen=True, slots=True)
class Step:
    """Where someone is in the profile. `number` counts from 1."""

    name: str
    number: int

    @property
    def of(self) -> int:
        return len(STEPS)

    @property
    def title(self) -> str:
        return str(STEPS[self.name])

    @property
    def next(self) -> str | None:
        names = list(STEPS)
        return names[self.number] if self.number < len(names) else None


def step(name: str) -> Step:
    return Step(name, list(STEPS).index(name) + 1)


def init_app(app: Flask) -> None:
    """Keep uploads in memory, and give templates the steps."""
    in_memory_uploads.init_app(app)
    from skills4all.web.profile.hand_over import handed_code

    app.jinja_env.globals.update(profile_steps=STEPS, handed_code=handed_code)


def for_learner(view: Any) -> Any:
    """Hand the learner to the view; who has no profile starts one."""

    @about_a_person
    @wraps(view)
    def with_learner(*args: Any, **values: Any) -> ResponseReturnValue:
        learner = current_learner()
        if learner is None and request.method == "POST" and not current_user.is_authenticated:
            return cast(ResponseReturnValue, sign_in_first())
        if learner is None:
            return redirect(url_for(".start"))
        answer: ResponseReturnValue = view(learner, *args, **values)
        return answer

    return with_learner
