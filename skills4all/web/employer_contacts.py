"""What an employer asked of learners: the list, one request, taking it back."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from skills4all.extensions import db
from skills4all.models import ContactRequest, Opening, OrganisationKind, utc_now
from skills4all.queries import contacts
from skills4all.services.candidates.card_ids import SHORT, card_id
from skills4all.services.contacts import identity, states
from skills4all.services.contacts import withdraw as ending
from skills4all.services.organisations import rights
from skills4all.web import contact_words as words
from skills4all.web.forms.moderation import RevisionForm
from skills4all.web.listing import Column, listed
from skills4all.web.workspace import decide, person

blueprint = Blueprint("employer_contacts", __name__)


@blueprint.get("/employer/<organisation_id>/contacts")
def mine(organisation_id: str) -> ResponseReturnValue:
    """Every request, newest first. No name stands in the list nor in its file."""
    employer = rights.organisation(
        db.session(), person(), organisation_id, OrganisationKind.EMPLOYER
    )
    found = listed(
        contacts.of_organisation(employer.id).outerjoin(ContactRequest.opening),
        _columns(),
        search=(Opening.title,),
        tie=ContactRequest.id,
        sort="-asked",
        file="contacts",
    )
    if isinstance(found, Response):
        return found
    return render_template(
        "employer/contacts.html",
        organisation=employer,
        listing=found,
        states=words.ASKED_BY_EMPLOYER,
        short=_short,
    )


@blueprint.get("/employer/contacts/<public_id>")
def show(public_id: str) -> str:
    """One request; who it is once the learner said yes, for as long as that holds."""
    asked, told = identity.read(db.session(), person(), public_id)
    return render_template(
        "employer/contact.html",
        contact=asked,
        identity=told,
        waiting=states.is_waiting(asked, utc_now()),
        until=states.until(asked),
        states=words.ASKED_BY_EMPLOYER,
        card_sources=words.CARD_SOURCES,
        short=_short,
        button_form=RevisionForm(formdata=None),
    )


@blueprint.post("/employer/contacts/<public_id>/withdraw")
def withdraw(public_id: str) -> ResponseReturnValue:
    """Take it back before it is answered."""
    decide(
        lambda _seen: ending.withdraw(db.session(), person(), public_id),
        _("La demande est retirée."),
    )
    return redirect(url_for(".show", public_id=public_id))


def _columns() -> tuple[Column, ...]:
    return (
        Column("asked", _l("Envoyée le"), lambda row: row.asked_at.date(), ContactRequest.asked_at),
        Column("card", _l("Carte"), _short),
        Column(
            "opening",
            _l("Offre"),
            lambda row: row.opening.title if row.opening else "",
            Opening.title,
        ),
        Column(
            "status",
            _l("État"),
            lambda row: words.ASKED_BY_EMPLOYER[row.status.value][0],
            ContactRequest.status,
        ),
    )


def _short(row: ContactRequest) -> str:
    """The beginning of the name of the card, as this employer sees it."""
    secret = current_app.config["SECRET_KEY"]
    return card_id(row.organisation.public_id, row.learner.public_id, secret)[:SHORT]
