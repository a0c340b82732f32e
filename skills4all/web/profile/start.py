"""Begin a profile, come back to it, leave it, and see it whole."""

from __future__ import annotations

from typing import Any, cast

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security.utils import login_user

from skills4all.errors import NotFound
from skills4all.extensions import db
from skills4all.models import Account, Learner
from skills4all.queries import learners as rows
from skills4all.services import accounts, limits
from skills4all.services.answers import Answers
from skills4all.services.learners import (
    overview,
    resume,
    save_pathway,
    skills,
    starting,
)
from skills4all.services.learners.answers_of import answers_of
from skills4all.services.learners.sign_up import read_answers
from skills4all.web import next_words
from skills4all.web.addresses import arguments
from skills4all.web.current_learner import (
    close_in_session,
    open_in_session,
    opened_learner,
    signed_in_account,
)
from skills4all.web.forms import profile as forms
from skills4all.web.forms.accounts import answers_in_address
from skills4all.web.locale import reader_language
from skills4all.web.profile.blueprint import ROLES, blueprint, for_learner
from skills4all.web.sign_in_guard import count, is_own_page

ADVISERS = ("centre", "employer", "institution", "moderator", "operator")


@blueprint.route("/profile/start", methods=["GET", "POST"])
def start() -> ResponseReturnValue:
    """Begin: with the account when signed in as a learner to be, else under a resume code."""
    account = signed_in_account()
    adviser = account if account and accounts.role_names(account) & set(ADVISERS) else None
    if request.method == "GET":
        return render_template(
            "learner/start.html", adviser=adviser, problems={}, **_carried(answers_in_address())
        )
    if not request.form.get("agree"):
        problems = {"agree": [str(forms.AGREE_FIRST)]}
        carried = _carried(request.form.get("answers", "")[: forms.MOST_ANSWERS])
        page = render_template("learner/start.html", adviser=adviser, problems=problems, **carried)
        return page, 422
    answers = read_answers(request.form.get("answers", "")[: forms.MOST_ANSWERS])
    if account is not None and adviser is None:
        return _start_own(account, answers, request.form.get("occupation", ""))
    count(limits.RESUME_CODE_ADDRESS, request.remote_addr or "")
    learner, code = starting.without_account(
        db.session(),
        answers,
        language=reader_language(),
        secret=current_app.config["SECRET_KEY"],
        adviser=adviser,
    )
    db.session.commit()
    open_in_session(learner)
    return render_template("learner/code.html", code=code, learner=learner)


def _carried(answers: str) -> dict[str, str]:
    return {"answers": answers, "occupation": request.values.get("occupation", "")[:100]}


def _start_own(account: Account, answers: Answers, occupation: str) -> ResponseReturnValue:
    database = db.session()
    if rows.of_account(database, account.id) is None:
        learner = starting.for_account(database, account, answers, language=reader_language())
        if skills.known_role(occupation):
            save_pathway.save(database, learner, occupation, answers)
        if accounts.give_role(database, account, "learner", actor=account):
            # The change of role ended every session; this one goes on.
            login_user(cast(Any, account), authn_via=["password"])
        database.commit()
    return redirect(url_for(".studies_step"))


@blueprint.route("/profile/resume", methods=["GET", "POST"], endpoint="resume")
def resume_page() -> ResponseReturnValue:
    """Come back with a resume code."""
    if request.method == "GET":
        return render_template("learner/resume.html", problems={})
    count(limits.RESUME_CODE_ADDRESS, request.remote_addr or "")
    try:
        learner = resume.open_profile(
            db.session(), request.form.get("code", ""), secret=current_app.config["SECRET_KEY"]
        )
    except NotFound:
        problems = {"code": [str(forms.WRONG_CODE)]}
        return render_template("learner/resume.html", problems=problems), 422
    db.session.commit()
    open_in_session(learner)
    wanted = request.args.get("next", "")
    return redirect(wanted if is_own_page(wanted) else url_for(".overview"))


@blueprint.post("/profile/leave")
def leave() -> ResponseReturnValue:
    """Close a profile opened with a code, on a shared phone or after an appointment."""
    close_in_session()
    return redirect(url_for(".resume"))


@blueprint.get("/profile", endpoint="overview")
@for_learner
def overview_page(learner: Learner) -> ResponseReturnValue:
    """All of the profile on one page, with the way to the roles."""
    database = db.session()
    address = arguments(answers_of(database, learner).query())
    return render_template(
        "learner/overview.html",
        learner=learner,
        todo=next_words.for_learner(learner, address),
        possible=forms.possibilities_told(learner),
        backgrounds=rows.backgrounds_of(database, learner),
        skills=overview.skills_of(database, learner),
        address=address,
        has_roles=ROLES in current_app.view_functions,
        opened=opened_learner() is not None,
    )
