"""Pages of one learner, outside the profile: who has none starts one, who has left signs in."""

from __future__ import annotations

from functools import wraps
from typing import Any, cast

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from skills4all.web.current_learner import current_learner
from skills4all.web.held_forms import about_a_person, sign_in_first


def for_learner(view: Any) -> Any:
    """Hand the learner to the view; the account's, or the one opened with a resume code."""

    @about_a_person
    @wraps(view)
    def with_learner(*args: Any, **values: Any) -> ResponseReturnValue:
        learner = current_learner()
        if learner is not None:
            answer: ResponseReturnValue = view(learner, *args, **values)
            return answer
        if current_user.is_authenticated:
            return redirect(url_for("profile.start"))
        if request.method == "POST":
            return cast(ResponseReturnValue, sign_in_first())
        return redirect(url_for("security.login", next=request.path))

    return with_learner
