"""The workspace of an institution: what it is, who acts for it, where its public page stands."""

from __future__ import annotations

from flask import Blueprint, render_template

from skills4all.extensions import db
from skills4all.models import OrganisationKind
from skills4all.queries import workspaces
from skills4all.web import next_words
from skills4all.web.workspace import WORDS, person

blueprint = Blueprint("institution", __name__)


@blueprint.get("/institution/")
def home() -> str:
    """The institutions one acts for."""
    mine = workspaces.organisations(db.session(), person().id, OrganisationKind.INSTITUTION)
    todo = next_words.for_institution(mine)
    return render_template("institution/home.html", organisations=mine, todo=todo, **WORDS)
