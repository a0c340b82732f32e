"""An employer searches learners who agreed to be found, reads a card, asks for contact.

What is sought stands in the address; no page and no address names a learner.
"""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from skills4all.extensions import db
from skills4all.models import utc_now
from skills4all.queries import workspaces
from skills4all.services import knowledge
from skills4all.services.candidates import search as searching
from skills4all.services.candidates.card_ids import SHORT
from skills4all.services.candidates.door import verified_employer
from skills4all.services.candidates.sought import Sought
from skills4all.services.contacts.ask import ask
from skills4all.web import contact_words as words
from skills4all.web.choices import place_groups
from skills4all.web.forms.contact import ContactForm
from skills4all.web.forms.occupations import occupation_choices
from skills4all.web.workspace import attempt, person, refused_status

blueprint = Blueprint("employer_learners", __name__)

LONGEST_SEARCH = 400
MOST_SKILLS = 12
_BETWEEN = re.compile(r"[,;،؛\n]")
# The components say « vous » to a learner; an employer reads the same of somebody else.
WORDS: dict[str, Any] = {
    "bands": words.CARD_BANDS,
    "states": words.CARD_STATES,
    "sources": words.CARD_SOURCES,
    "shown_text": words.shown_text,
    # Why a course of study suggests a skill would tell which course it is.
    "reason_text": lambda _code: "",
    "short": SHORT,
}


@blueprint.get("/employer/<organisation_id>/learners")
def search(organisation_id: str) -> str:
    """Cards ordered by how far they cover what is sought."""
    employer = verified_employer(db.session(), person(), organisation_id)
    sought, unknown = _sought()
    something = bool(sought.occupation or sought.opening or sought.skills)
    page = None
    if something:
        page = searching.search(
            db.session(), person(), organisation_id, sought, page=_page_number(), **_moment()
        )
    return render_template(
        "employer/learners.html",
        organisation=employer,
        openings=workspaces.published_openings(db.session(), employer.id),
        occupations=occupation_choices(),
        place_groups=place_groups(with_regions=True),
        args=request.args,
        unknown=unknown,
        page=page,
        **WORDS,
    )


@blueprint.route("/employer/<organisation_id>/learners/<card>", methods=["GET", "POST"])
def card(organisation_id: str, card: str) -> ResponseReturnValue:
    """One card, and the request for contact."""
    employer = verified_employer(db.session(), person(), organisation_id)
    openings = workspaces.published_openings(db.session(), employer.id)
    form = ContactForm(openings, opening=request.args.get("opening", ""))
    if form.validate_on_submit():
        done = attempt(
            form,
            lambda: ask(db.session(), person(), organisation_id, card, form.asking(), **_moment()),
        )
        if done is not None:
            flash(_("Demande envoyée. La personne répond dans les 14 jours."), "success")
            return redirect(url_for("employer_contacts.show", public_id=done.public_id))
    sought, _unknown = _sought()
    found = searching.card(db.session(), person(), organisation_id, card, sought, **_moment())
    page = render_template(
        "employer/learner_card.html",
        organisation=employer,
        card=found,
        form=form,
        args=request.args,
        **WORDS,
    )
    return page, refused_status(form) if form.errors else 200


def _moment() -> dict[str, Any]:
    return {"secret": current_app.config["SECRET_KEY"], "now": utc_now()}


def _sought() -> tuple[Sought, list[str]]:
    """What the address asks for, and the names of skills nobody knows."""
    args, known = request.args, knowledge.vocabulary()
    skills: list[str] = []
    unknown: list[str] = []
    for name in _BETWEEN.split(args.get("skills", "")[:LONGEST_SEARCH])[:MOST_SKILLS]:
        found = knowledge.names("skill").find(name) if name.strip() else None
        if found is not None:
            skills.append(found)
        elif name.strip():
            unknown.append(name.strip())
    occupation = known.current(args.get("occupation", ""))
    place = args.get("place", "")
    sought = Sought(
        occupation=occupation if occupation in known.occupations else "",
        opening=args.get("opening", ""),
        region=place if place in known.places else "",
        skills=tuple(dict.fromkeys(skills)),
    )
    return sought, unknown


def _page_number() -> int:
    text = request.args.get("page", "1")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
