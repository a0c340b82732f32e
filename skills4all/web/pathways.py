"""From three answers to roles, and from a role to its pathway. Everything stands in the address."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from skills4all.errors import FieldProblem, Invalid, NotFound
from skills4all.extensions import db
from skills4all.services import answers as answering
from skills4all.services import knowledge, recommendations
from skills4all.services.answers import Answers
from skills4all.services.calendar import today
from skills4all.services.indexing import LiveIndexes, live
from skills4all.web.choices import field_groups, levels, place_groups
from skills4all.web.wording import field_headings, problem_sentences

blueprint = Blueprint("pathways", __name__)

FIRST_SHOWN = 8
MOST_TEXT = 20_000


@blueprint.get("/")
def home() -> str:
    """What this is, and the three questions."""
    return render_template("public/home.html", **questions(Answers(), {}))


@blueprint.get("/roles")
def roles() -> ResponseReturnValue:
    """Roles within reach for the answers in the address."""
    answers, problems = answers_given()
    if problems or not (answers.field or answers.have):
        status = 422 if problems else 200
        return render_template("public/questions.html", **questions(answers, problems)), status
    found = recommendations.recommend(answers.profile(), live_indexes())
    everything = request.args.get("all") == "1"
    return render_template(
        "public/roles.html",
        found=found,
        roles=found.roles if everything else found.roles[:FIRST_SHOWN],
        everything=everything,
        **questions(answers, problems),
    )


@blueprint.post("/roles/read")
def read() -> ResponseReturnValue:
    """Read free text for skills; only the skills go into the address, the text is forgotten."""
    answers, _ = answers_given()
    text = request.form.get("text", "")[:MOST_TEXT]
    found = knowledge.matcher().read(text)
    had: dict[str, int | None] = {}
    for item in found:
        if not item.denied:
            had[item.skill] = max(item.level or 0, had.get(item.skill) or 0) or None
    denied = [item.skill for item in found if item.denied and item.skill not in had]
    new = answers.having(had).lacking(denied)
    return render_template("public/read.html", mentions=found, **questions(new, {}))


@blueprint.get("/roles/<occupation>")
def pathway(occupation: str) -> ResponseReturnValue:
    """One role for one person: gap, plans, sessions, openings, what-if."""
    answers, problems = answers_given()
    known = knowledge.vocabulary().current(occupation)
    if known not in knowledge.vocabulary().occupations:
        raise NotFound(kind="occupation")
    if known != occupation:
        return redirect(url_for(".pathway", occupation=known, **address(answers)), 301)
    found = recommendations.pathway(
        db.session(),
        answers.profile(),
        known,
        learn=answers.learn,
        constraints=answers.possibilities.constraints(answers.place),
        live=live_indexes(),
        today=today(),
    )
    page = render_template(
        "public/pathway.html", found=found, today=today(), **questions(answers, problems)
    )
    return page, 422 if problems else 200


def answers_given() -> tuple[Answers, Mapping[str, list[str]]]:
    """The answers in the address; bad values are left out and told by field."""
    values = {name: request.values.getlist(name) for name in request.values}
    try:
        return answering.from_query(values), {}
    except Invalid as refusal:
        sound = answering.from_query(_without(values, refusal.problems))
        return sound, problem_sentences(refusal.problems)


def _without(
    values: Mapping[str, list[str]], problems: Iterable[FieldProblem]
) -> dict[str, list[str]]:
    bad = {(problem.field, problem.value) for problem in problems}
    return {
        name: [text for text in texts if (name, text.strip()) not in bad]
        for name, texts in values.items()
    }


def address(answers: Answers) -> dict[str, Any]:
    """The answers as arguments of `url_for`."""
    found: dict[str, list[str]] = {}
    for name, value in answers.query():
        found.setdefault(name, []).append(value)
    return found


def questions(answers: Answers, problems: Mapping[str, list[str]]) -> dict[str, object]:
    """What every page of this part needs to ask again, with what was typed kept."""
    return {
        "answers": answers,
        "address": address,
        "problems": problems,
        "typed": request.values,
        "field_groups": field_groups(field_headings()),
        "levels": levels(),
        "place_groups": place_groups(),
    }


def live_indexes() -> LiveIndexes:
    return live(current_app.config["S4A_SETTINGS"].instance / "index")
