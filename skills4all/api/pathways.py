"""`POST /api/v1/pathways`: answers in, explained pathways out. Stores nothing."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from flask import current_app
from flask_babel import force_locale

from skills4all.api.blueprint import blueprint, refuses
from skills4all.api.reading import asked_language
from skills4all.api.request_schemas import ROLES, PathwayQuestion
from skills4all.api.response_schemas import PathwayAnswer
from skills4all.api.showing import graduates_shown, role_shown
from skills4all.extensions import db
from skills4all.services.answers import Answers, Possibilities
from skills4all.services.calendar import today
from skills4all.services.graduates import figure_for
from skills4all.services.indexing.live import live
from skills4all.services.recommendations import pathways as find_pathways
from skills4all.services.recommendations import recommend

EXAMPLE = {
    "field": "0533",
    "level": "licence",
    "skills": ["Python", "لغة SQL"],
    "text": "Stage de six mois : analyse de données sous Excel.",
    "province": "fes",
    "language": "fr",
    "constraints": {"budget_mad": 15000, "months": 9, "mode": ["onsite", "hybrid"]},
    "limit": 3,
}


@blueprint.route("/pathways", methods=["POST"])
@refuses(400, 413, 415, 429, 503)
@blueprint.arguments(PathwayQuestion, example=EXAMPLE)
@blueprint.response(200, PathwayAnswer)
def pathways(question: dict[str, Any]) -> dict[str, Any]:
    """Roles within reach of someone, best first: coverage, gap, reasons, plans and openings.

    Nothing of the question is kept: the text is read for skills and forgotten.
    """
    answers = answers_of(question)
    profile = replace(answers.profile(), text=question["text"] or "")
    indexes = live(current_app.config["S4A_SETTINGS"].instance / "index")
    found = recommend(profile, indexes, question["limit"] or ROLES)
    chains = find_pathways(
        db.session(),
        profile,
        [role.occupation for role in found.roles],
        constraints=answers.possibilities.constraints(answers.place),
        live=indexes,
        today=today(),
    )
    language = asked_language()
    with force_locale(language):
        return {
            "roles": [role_shown(chain, language) for chain in chains],
            "graduates": graduates_shown(figure_for(answers.field), language),
            "model": asdict(found.model),
        }


def answers_of(question: dict[str, Any]) -> Answers:
    """The question in the words of the pages, which ask the same."""
    limits = question["constraints"] or {}
    return Answers(
        field=question["field"],
        level=question["level"],
        place=question["province"],
        have=question["skills"] or {},
        possibilities=Possibilities(
            budget=limits.get("budget_mad"),
            months=limits.get("months"),
            hours=limits.get("hours_per_week"),
            km=limits.get("max_km"),
            modes=limits.get("mode") or (),
        ),
    )
