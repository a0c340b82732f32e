"""From three answers to roles, and from a role to its pathway. Everything stands in the address."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from skills4all.errors import NotFound
from skills4all.extensions import db
from skills4all.matching.coverage import BANDS
from skills4all.matching.documents import Evidence, Source
from skills4all.matching.holdings import TRUST
from skills4all.matching.plans import Relaxation
from skills4all.matching.ranking import RoleMatch
from skills4all.queries import catalogue
from skills4all.services import answers as answering
from skills4all.services import example, graduates, knowledge, limits, recommendations
from skills4all.services.answers import CENTIMES, Answers
from skills4all.services.calendar import today
from skills4all.services.indexing.live import LiveIndexes, live
from skills4all.web import announced
from skills4all.web.choices import Choice, field_groups, levels, place_groups
from skills4all.web.wording import (
    MODES,
    SOURCES,
    field_headings,
    label,
    problem_sentences,
    relaxation_text,
)

blueprint = Blueprint("pathways", __name__)

_LIMITS = {"months": "months", "hours_per_week": "hours", "max_km": "km"}
FIRST_SHOWN = 8
MOST_TEXT = 20_000


@blueprint.get("/")
def home() -> str:
    """What this is, the three questions, and an example computed now."""
    return render_template(
        "public/home.html",
        example=example.of_today(db.session(), live_indexes(), today()),
        counts=catalogue.counts(db.session(), today()),
        announced=announced.site(),
        **questions(Answers(), {}),
    )


@blueprint.get("/about")
def about() -> str:
    """How results are computed, in plain words and with the figures in force."""
    return render_template(
        "public/about.html",
        trust=[(SOURCES[source], TRUST[source]) for source in reversed(Source)],
        thresholds=[(band, least) for least, band in BANDS],
        model=recommendations.stamp(live_indexes()),
    )


@blueprint.get("/roles")
def roles() -> ResponseReturnValue:
    """Roles within reach for the answers in the address."""
    answers, problems = answers_given()
    status = 422 if problems else 200
    if not (answers.field or answers.have):
        return render_template("public/questions.html", **questions(answers, problems)), status
    found = recommendations.recommend(answers.profile(), live_indexes())
    everything = request.args.get("all") == "1"
    page = render_template(
        "public/roles.html",
        found=found,
        roles=found.roles if everything else found.roles[:FIRST_SHOWN],
        everything=everything,
        graduates=graduates.figure_for(answers.field),
        **questions(answers, problems),
    )
    return page, status


@blueprint.route("/roles/read", methods=["GET", "POST"])
def read() -> ResponseReturnValue:
    """Read free text for skills; only the skills go into the address, the text is forgotten."""
    answers, _ = answers_given()
    if request.method == "GET":  # The text is forgotten: only its answers can be opened again.
        return redirect(url_for(".roles", **address(answers)))
    # Reading twenty thousand characters costs a second of a core: not for a machine to repeat.
    secret = current_app.config["SECRET_KEY"]
    limits.refuse_too_many(db.engine, limits.READ_ADDRESS, request.remote_addr or "", secret=secret)
    found = knowledge.matcher().read(request.form.get("text", "")[:MOST_TEXT])
    # The first mention of a skill stands for all of them, the one with a level before others.
    best: dict[str, Evidence] = {}
    for item in found:
        known = best.get(item.skill)
        if known is None or (known.level is None and item.level is not None):
            best[item.skill] = item
    mentions = list(best.values())
    return render_template("public/read.html", mentions=mentions, **questions(answers, {}))


@blueprint.get("/roles/<occupation>")
def pathway(occupation: str) -> ResponseReturnValue:
    """One role for one person: gap, plans, sessions, openings, what-if."""
    answers, problems = answers_given()
    known = role_asked(occupation)
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
        "public/pathway.html",
        found=found,
        announced=announced.pathway(known),
        today=today(),
        unsure={need.skill for need in recommendations.needs(found.role.gap) if not need.certain},
        what_if=_what_if(found.before or found.role),
        without_learning=replace(answers, learn=()),
        relaxed=relaxed,
        relaxation_text=relaxation_text,
        mode_choices=[Choice(mode, str(text)) for mode, text in MODES.items()],
        **questions(answers, problems),
    )
    return page, 422 if problems else 200


def role_asked(occupation: str) -> str:
    """Its identifier of today. Raises `NotFound` for one that never was."""
    known = knowledge.vocabulary().current(occupation)
    if known not in knowledge.vocabulary().occupations:
        raise NotFound(kind="occupation")
    return known


def _what_if(match: RoleMatch) -> list[Choice]:
    """Skills one may try to learn: those of the gap, heaviest first."""
    skills = [item.requirement.skill for item in match.gap.to_learn]
    return [Choice(skill, label("skill", skill)) for skill in skills]


def relaxed(answers: Answers, relaxations: Iterable[Relaxation]) -> Answers:
    """The answers with these limits loosened just enough."""
    loosened: dict[str, Any] = {}
    for each in relaxations:
        needed = each.needed or 0
        if each.limit == "mode":
            loosened["modes"] = ()
        elif each.limit == "budget":
            loosened["budget"] = math.ceil(needed / CENTIMES)
        else:
            loosened[_LIMITS[each.limit]] = math.ceil(needed)
    return replace(answers, possibilities=replace(answers.possibilities, **loosened))


def answers_given() -> tuple[Answers, Mapping[str, list[str]]]:
    """The answers in the address; bad values are left out and told by field."""
    values = {name: request.values.getlist(name) for name in request.values}
    answers, problems = answering.from_query(values)
    return answers, problem_sentences(problems)


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
