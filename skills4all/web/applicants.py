"""The employer's side: who applied for an opening, one applicant, and each step."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from skills4all.errors import NotFound
from skills4all.extensions import db
from skills4all.models import Application, OrganisationStatus
from skills4all.queries import applications as rows
from skills4all.services.applications import finding, ranking, steps, story
from skills4all.services.applications.move import move
from skills4all.services.applications.note import add_note
from skills4all.services.applications.view import view
from skills4all.services.openings.life import OVER
from skills4all.services.organisations import rights
from skills4all.web import cv as documents
from skills4all.web import held_forms
from skills4all.web.applicant_list import applicants_of
from skills4all.web.application_words import STAGES, TO_EMPLOYER
from skills4all.web.forms.application import NoteForm, StepForm
from skills4all.web.forms.moderation import RevisionForm
from skills4all.web.workspace import attempt, person, refused_status

blueprint = Blueprint("applicants", __name__)


@blueprint.get("/employer/openings/<public_id>/applicants")
def of_opening(public_id: str) -> ResponseReturnValue:
    """Everybody who applied: counts by stage, and the list."""
    opening = rights.opening(db.session(), person(), public_id)
    found = applicants_of(opening, request.args.get("stage", ""))
    if isinstance(found, Response):
        return found
    counts = rows.stages(db.session(), opening.id)
    return render_template(
        "applications/of_opening.html",
        opening=opening,
        listing=found,
        counts=counts,
        total=sum(counts.values()),
        gone=rows.gone(db.session(), opening.id),
        pipeline=steps.PIPELINE,
        stage=request.args.get("stage", ""),
        match_of=ranking.against(opening),
        filled=rows.hired(db.session(), opening.id) >= opening.positions,
        over=opening.status in OVER,
        revision_form=RevisionForm(formdata=None, revision=opening.revision),
        stages=STAGES,
        **TO_EMPLOYER,
    )


@blueprint.get("/employer/applications/<public_id>")
def show(public_id: str) -> str:
    """One applicant. Opening the page is the first reading."""
    found = view(db.session(), person(), public_id)
    db.session.commit()
    return _page(found, None, None)


@blueprint.post("/employer/applications/<public_id>/step")
def step(public_id: str) -> ResponseReturnValue:
    """Take it to another stage."""
    form = StepForm(steps.CHOSEN_BY_EMPLOYER)
    found = finding.received(db.session(), person(), public_id)
    done = None
    if form.validate():
        done = attempt(form, lambda: move(db.session(), person(), public_id, form.step()))
    if done is None:
        found = finding.received(db.session(), person(), public_id)
        return _page(found, form, None), refused_status(form)
    flash(_("C’est enregistré, et la personne est prévenue."), "success")
    return redirect(url_for(".show", public_id=public_id))


@blueprint.post("/employer/applications/<public_id>/note")
def note(public_id: str) -> ResponseReturnValue:
    """Keep a private note."""
    form = NoteForm()
    found = finding.received(db.session(), person(), public_id)
    done = None
    if form.validate():
        text = form.note.data or ""
        done = attempt(form, lambda: add_note(db.session(), person(), public_id, text))
    if done is None:
        found = finding.received(db.session(), person(), public_id)
        return _page(found, None, form), refused_status(form)
    flash(_("Note enregistrée."), "success")
    return redirect(url_for(".show", public_id=public_id))


@blueprint.get("/employer/applications/<public_id>/cv.pdf")
def cv(public_id: str) -> ResponseReturnValue:
    """A CV made from what the learner sent; their files never leave them."""
    found = view(db.session(), person(), public_id)
    if not found.profile:
        raise NotFound(kind="application")
    db.session.commit()
    answer: Response = documents.response(found.profile)
    return answer


def _held(endpoint: str, found: Application) -> Any:
    """What was typed into the form that sends there, when the session ended meanwhile."""
    return held_forms.shown(url_for(endpoint, public_id=found.public_id))


def _page(found: Application, step_form: StepForm | None, note_form: NoteForm | None) -> str:
    """Refused forms keep what was typed; the lock moves to the stage that is shown."""
    possible = steps.possible(found.status)
    if step_form is None:
        step_form = StepForm(possible, formdata=_held(".step", found))
    step_form.see(found.status)
    opening = found.opening
    return render_template(
        "applications/applicant.html",
        application=found,
        opening=opening,
        profile=found.profile,
        match=ranking.match(found, opening),
        story=story.for_employer(db.session(), found),
        step_form=step_form,
        note_form=note_form or NoteForm(formdata=_held(".note", found)),
        may_change=bool(possible)
        and opening.organisation.status is not OrganisationStatus.SUSPENDED,
        stages=STAGES,
        certified_by=documents.certified_by,
        **TO_EMPLOYER,
    )
