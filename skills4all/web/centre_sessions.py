"""The workspace of a training centre: dated sessions of its programmes."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from skills4all.errors import Invalid
from skills4all.extensions import db
from skills4all.models import Programme, Session
from skills4all.services.calendar import today
from skills4all.services.organisations import rights
from skills4all.services.programmes import close_session
from skills4all.services.programmes.add_session import add_session
from skills4all.services.programmes.edit_session import edit_session
from skills4all.web.forms.moderation import ReasonForm
from skills4all.web.forms.revision import differences
from skills4all.web.forms.session import SessionForm, values_of
from skills4all.web.workspace import attempt, decide, order, person, refused_status

blueprint = Blueprint("centre_sessions", __name__)


@blueprint.route("/centre/programmes/<programme_id>/sessions/new", methods=["GET", "POST"])
def new(programme_id: str) -> ResponseReturnValue:
    """Date a run of a programme."""
    programme = rights.programme(db.session(), person(), programme_id)
    form = SessionForm()
    return _worked_on(
        form,
        programme,
        None,
        lambda: add_session(db.session(), person(), programme_id, form.draft(), today()),
    )


@blueprint.route("/centre/sessions/<public_id>/edit", methods=["GET", "POST"])
def edit(public_id: str) -> ResponseReturnValue:
    """Change a dated run."""
    found = rights.session(db.session(), person(), public_id)
    form = SessionForm(data=values_of(found))
    return _worked_on(
        form,
        found.programme,
        public_id,
        lambda: edit_session(db.session(), person(), public_id, form.seen(), form.draft(), today()),
    )


@blueprint.post("/centre/sessions/<public_id>/close")
def close(public_id: str) -> ResponseReturnValue:
    """No more enrolments."""
    back = _programme_page(public_id)
    decide(
        lambda seen: close_session.close_session(db.session(), person(), public_id, seen),
        _("Les inscriptions à cette session sont closes."),
    )
    return redirect(back)


@blueprint.post("/centre/sessions/<public_id>/cancel")
def cancel(public_id: str) -> ResponseReturnValue:
    """Call it off, with the reason."""
    back, form = _programme_page(public_id), ReasonForm()
    try:
        decide(
            lambda seen: close_session.cancel_session(
                db.session(), person(), public_id, seen, form.reason.data or ""
            ),
            _("Cette session est annulée."),
        )
    except Invalid:
        found = rights.session(db.session(), person(), public_id)
        form.validate()
        page = render_template("centre/session_cancel.html", session=found, form=form)
        return page, 422
    return redirect(back)


def _programme_page(public_id: str) -> str:
    programme = rights.session(db.session(), person(), public_id).programme
    return url_for("centre.programme", public_id=programme.public_id)


def _worked_on(
    form: SessionForm, programme: Programme, public_id: str | None, save: Callable[[], Session]
) -> ResponseReturnValue:
    programme_id = programme.public_id
    if request.method == "POST" and form.rearranged(order()):
        return _form_page(form, programme_id, public_id)
    if form.validate_on_submit() and attempt(form, save) is not None:
        flash(_("C’est enregistré."), "success")
        return redirect(url_for("centre.programme", public_id=programme_id))
    page = _form_page(form, programme_id, public_id)
    return page, refused_status(form) if form.errors else 200


def _form_page(form: SessionForm, programme_id: str, public_id: str | None) -> str:
    found = rights.session(db.session(), person(), public_id) if public_id else None
    theirs = []
    if found is not None and form.outdated:
        theirs = differences(form, SessionForm(formdata=None, data=values_of(found)))
        form.see(found.revision)
    return render_template(
        "centre/session_form.html",
        form=form,
        programme=rights.programme(db.session(), person(), programme_id),
        session=found,
        theirs=theirs,
    )
