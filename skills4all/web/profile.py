"""The learner's own pages: a profile in six short steps, each saved on its own; kept pathways.

A learner is whoever signed in as one, or opened a profile with a resume code. Pages read, call
one service and commit; what a person typed stays in the form when it is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec

from flask import Blueprint, Flask, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_security.utils import login_user

from skills4all.errors import Conflict, DomainError, Invalid, NotFound
from skills4all.extensions import db
from skills4all.models import Account, Learner
from skills4all.queries import learners as rows
from skills4all.services import accounts, cv, limits
from skills4all.services.answers import Answers
from skills4all.services.learners import (
    consents,
    overview,
    possibilities,
    resume,
    save_pathway,
    skills,
    starting,
    studies,
)
from skills4all.services.learners import read_text as reading
from skills4all.services.learners.answers_of import answers_of
from skills4all.services.learners.sign_up import read_answers
from skills4all.web import in_memory_uploads, sign_in
from skills4all.web.choices import field_groups, levels, place_groups, skill_choices
from skills4all.web.current_learner import (
    close_in_session,
    current_learner,
    open_in_session,
    opened_learner,
    signed_in_account,
)
from skills4all.web.forms import profile as forms
from skills4all.web.forms.accounts import answers_in_address
from skills4all.web.locale import reader_language
from skills4all.web.wording import CEFR_LEVELS, SKILL_LEVELS, field_headings

P = ParamSpec("P")
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
ADVISERS = ("centre", "employer", "institution", "moderator", "operator")


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
    app.jinja_env.globals.update(profile_steps=STEPS)


def for_learner(
    view: Any,
) -> Any:
    """Hand the learner to the view; who has no profile starts one."""

    @wraps(view)
    def with_learner(*args: P.args, **values: P.kwargs) -> ResponseReturnValue:
        learner = current_learner()
        if learner is None:
            return redirect(url_for(".start"))
        answer: ResponseReturnValue = view(learner, *args, **values)
        return answer

    return with_learner


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
    sign_in.count(limits.RESUME_CODE_ADDRESS, request.remote_addr or "")
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
            login_user(account, authn_via=["password"])
        database.commit()
    return redirect(url_for(".studies_step"))


@blueprint.route("/profile/resume", methods=["GET", "POST"], endpoint="resume")
def resume_page() -> ResponseReturnValue:
    """Come back with a resume code."""
    if request.method == "GET":
        return render_template("learner/resume.html", problems={})
    sign_in.count(limits.RESUME_CODE_ADDRESS, request.remote_addr or "")
    try:
        learner = resume.open_profile(
            db.session(), request.form.get("code", ""), secret=current_app.config["SECRET_KEY"]
        )
    except NotFound:
        problems = {"code": [str(forms.WRONG_CODE)]}
        return render_template("learner/resume.html", problems=problems), 422
    db.session.commit()
    open_in_session(learner)
    return redirect(url_for(".overview"))


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
    return render_template(
        "learner/overview.html",
        learner=learner,
        backgrounds=rows.backgrounds_of(database, learner),
        skills=overview.skills_of(database, learner),
        address=_arguments(answers_of(database, learner).query()),
        has_roles=ROLES in current_app.view_functions,
        opened=opened_learner() is not None,
    )


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


@blueprint.post("/profile/studies/<int:number>/remove")
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
        typed=request.form,
    )
    return page, status


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
        skill_choices=skill_choices(),
        skill_levels=SKILL_LEVELS,
        cefr_levels=CEFR_LEVELS,
        highest_level=skills.highest_level,
        problems=problems,
        typed=request.form,
    )
    return page, status


@blueprint.get("/profile/reading")
@for_learner
def reading_step(_learner: Learner) -> ResponseReturnValue:
    """Step 3: a text or a CV, read for skills and forgotten."""
    return _reading({}, 200)


@blueprint.post("/profile/reading")
@for_learner
def read(learner: Learner) -> ResponseReturnValue:
    """Read it, show what was found. Neither the text nor the file is kept."""
    sign_in.count(limits.UPLOAD_ADDRESS, request.remote_addr or "")
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
        typed=request.form,
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
        values=request.form if problems else forms.shown_possibilities(learner),
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
    return render_template("learner/visibility.html", step=step("visibility"), learner=learner)


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
        return redirect(url_for(endpoint, occupation=occupation, **_arguments(pairs)))
    answers = read_answers(forms.query_of(pairs))
    plan = request.form.get("plan") or None
    save_pathway.save(db.session(), learner, occupation, answers, plan=plan)
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
    return redirect(url_for(PATHWAY, occupation=saved.occupation_id, **_arguments(pairs)))


@blueprint.post("/my/pathways/<public_id>/remove")
@for_learner
def remove_pathway(learner: Learner, public_id: str) -> ResponseReturnValue:
    """Forget a kept pathway."""
    save_pathway.remove(db.session(), learner, public_id)
    db.session.commit()
    return redirect(url_for(".pathways"))


def _arguments(pairs: Any) -> dict[str, Any]:
    """Query pairs as arguments of `url_for`."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        if not name.startswith("_") and name != "lang":
            found.setdefault(name, []).append(value)
    return found
