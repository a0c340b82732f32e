"""The workspace of a training centre: its programmes. Sessions: `centre_sessions`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from skills4all.errors import Invalid
from skills4all.extensions import db
from skills4all.models import Organisation, OrganisationKind, Programme, Session, SessionStatus
from skills4all.queries import enrolments, workspaces
from skills4all.queries.outcomes import of_programme
from skills4all.services.calendar import today
from skills4all.services.organisations import rights
from skills4all.services.programmes import submit_programme as submitting
from skills4all.services.programmes.archive_programme import archive_programme as archive
from skills4all.services.programmes.create_programme import create_programme
from skills4all.services.programmes.edit_programme import edit_programme as edit
from skills4all.web import next_words
from skills4all.web.centre_list import coming, programmes_of, seats
from skills4all.web.forms.moderation import ReasonForm, RevisionForm
from skills4all.web.forms.problems import attach
from skills4all.web.forms.programme import ProgrammeForm, values_of
from skills4all.web.forms.revision import differences
from skills4all.web.pictures.seats import Sold
from skills4all.web.workspace import (
    WORDS,
    decide,
    person,
    worked_on,
)

blueprint = Blueprint("centre", __name__)

SELLING = (SessionStatus.PUBLISHED, SessionStatus.FULL, SessionStatus.CLOSED)
"""Sessions whose seats are worth a look: announced, and neither cancelled nor over."""


@blueprint.get("/centre/")
def home() -> ResponseReturnValue:
    """All programmes of the centres one acts for, last changed first."""
    mine = workspaces.organisations(db.session(), person().id, OrganisationKind.CENTRE)
    programmes = programmes_of(mine)
    if isinstance(programmes, Response):
        return programmes
    return render_template(
        "centre/home.html",
        organisations=mine,
        programmes=programmes,
        coming=coming,
        seats=seats,
        places=_places(mine),
        today=today(),
        todo=next_words.for_centre(mine),
        **WORDS,
    )


def _places(mine: Sequence[Organisation]) -> dict[int, list[tuple[Session, Sold]]]:
    """By organisation: the sessions that are still to come, soonest first, with their seats."""
    ids = [each.id for each in mine]
    coming = workspaces.sessions_to_come(db.session(), ids, SELLING, today())
    lists = enrolments.waiting_lists(db.session(), [session.id for session in coming])
    found: dict[int, list[tuple[Session, Sold]]] = {}
    for session in coming:
        kept, waiting = lists.get(session.id, (0, 0))
        sold = Sold(session.seats, max(session.seats_taken - kept, 0), kept, waiting)
        found.setdefault(session.programme.organisation_id, []).append((session, sold))
    return found


@blueprint.route("/centre/<organisation_id>/programmes/new", methods=["GET", "POST"])
def new_programme(organisation_id: str) -> ResponseReturnValue:
    """Write a programme down."""
    rights.organisation(db.session(), person(), organisation_id, OrganisationKind.CENTRE)
    form = ProgrammeForm()
    return _worked_on(
        form,
        None,
        lambda: create_programme(db.session(), person(), organisation_id, form.draft()),
    )


@blueprint.get("/centre/programmes/<public_id>")
def programme(public_id: str) -> str:
    """One programme with its state, its sessions and what can be done next."""
    found = rights.programme(db.session(), person(), public_id)
    return render_template(
        "centre/programme.html",
        programme=found,
        revision_form=RevisionForm(formdata=None, revision=found.revision),
        reason_form=ReasonForm(formdata=None),
        outcomes=of_programme(db.session(), found.id),
        today=today(),
        **WORDS,
    )


@blueprint.route("/centre/programmes/<public_id>/edit", methods=["GET", "POST"])
def edit_programme(public_id: str) -> ResponseReturnValue:
    """Change a programme."""
    found = rights.programme(db.session(), person(), public_id)
    form = ProgrammeForm(data=values_of(found))
    return _worked_on(
        form, public_id, lambda: edit(db.session(), person(), public_id, form.seen(), form.draft())
    )


@blueprint.post("/centre/programmes/<public_id>/submit")
def submit_programme(public_id: str) -> ResponseReturnValue:
    """Hand it in; what is missing is shown beside the fields of its form."""
    try:
        decide(
            lambda seen: submitting.submit_programme(db.session(), person(), public_id, seen),
            _("Envoyé. Une personne va vérifier cette formation."),
        )
    except Invalid as refusal:
        found = rights.programme(db.session(), person(), public_id)
        form = ProgrammeForm(formdata=None, data=values_of(found))
        attach(form, refusal)
        return _form_page(form, public_id), 422
    return redirect(url_for(".programme", public_id=public_id))


@blueprint.post("/centre/programmes/<public_id>/archive")
def archive_programme(public_id: str) -> ResponseReturnValue:
    """Take it out of the catalogue."""
    decide(
        lambda seen: archive(db.session(), person(), public_id, seen),
        _("Cette formation n’est plus dans le catalogue."),
    )
    return redirect(url_for(".programme", public_id=public_id))


def _worked_on(
    form: ProgrammeForm, public_id: str | None, save: Callable[[], Programme]
) -> ResponseReturnValue:
    return worked_on(form, lambda: _form_page(form, public_id), save, _submitted, ".programme")


def _submitted(programme: Programme) -> Programme:
    return submitting.submit_programme(
        db.session(), person(), programme.public_id, programme.revision
    )


def _form_page(form: ProgrammeForm, public_id: str | None) -> str:
    found = rights.programme(db.session(), person(), public_id) if public_id else None
    theirs = []
    if found is not None and form.outdated:
        theirs = differences(form, ProgrammeForm(formdata=None, data=values_of(found)))
        form.see(found.revision)
    return render_template("centre/programme_form.html", form=form, programme=found, theirs=theirs)
