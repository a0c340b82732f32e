"""The workspace of an employer: its openings. Pledges: `employer_pledges`."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from skills4all.errors import Invalid
from skills4all.extensions import db
from skills4all.models import Opening, OrganisationKind, Pledge, utc_now
from skills4all.queries import applications, responsiveness, workspaces
from skills4all.services.calendar import today
from skills4all.services.openings import submit_opening as submitting
from skills4all.services.openings.answering import LATE
from skills4all.services.openings.close_opening import close_opening as close
from skills4all.services.openings.create_opening import create_opening
from skills4all.services.openings.duplicates import Doubles, doubles
from skills4all.services.openings.edit_opening import edit_opening as edit
from skills4all.services.openings.life import OVER, can_be_confirmed, days_left, last_day
from skills4all.services.organisations import rights
from skills4all.web import held_forms, next_words
from skills4all.web.application_words import PIPELINE
from skills4all.web.employer_list import is_urgent, next_step, openings_of, pile_of
from skills4all.web.forms.opening import OpeningForm, ReopenForm, values_of
from skills4all.web.forms.problems import attach
from skills4all.web.forms.revision import differences
from skills4all.web.workspace import (
    WORDS,
    decide,
    person,
    worked_on,
)

blueprint = Blueprint("employer", __name__)

LAST_PLEDGES = 3


@blueprint.get("/employer/")
def home() -> ResponseReturnValue:
    """Openings and pledges of the employers one acts for: what to do next first."""
    mine = workspaces.organisations(db.session(), person().id, OrganisationKind.EMPLOYER)
    ids = [each.id for each in mine]
    openings, piles = openings_of(mine)
    if isinstance(openings, Response):
        return openings
    return render_template(
        "employer/home.html",
        organisations=mine,
        openings=openings,
        piles=piles,
        pledges=workspaces.last_pledges(db.session(), ids, LAST_PLEDGES),
        all_pledges=workspaces.counts(db.session(), Pledge, ids),
        stages={each.id: _stages(each.id) for each in mine},
        stage_names=PIPELINE,
        answers=responsiveness.of_employers(db.session(), ids, utc_now()),
        never_answered=responsiveness.NOTHING,
        today=today(),
        days_left=days_left,
        pile_of=pile_of,
        next_step=next_step,
        is_urgent=is_urgent,
        todo=next_words.for_employer(mine),
        **WORDS,
    )


def _stages(organisation_id: int) -> dict[str, int]:
    counts = applications.stages_of_employer(db.session(), organisation_id)
    return {stage.value: count for stage, count in counts.items()}


@blueprint.route("/employer/<organisation_id>/openings/new", methods=["GET", "POST"])
def new_opening(organisation_id: str) -> ResponseReturnValue:
    """Write an opening down."""
    rights.organisation(db.session(), person(), organisation_id, OrganisationKind.EMPLOYER)
    form = OpeningForm(positions=1)
    return _worked_on(
        form,
        None,
        lambda: create_opening(db.session(), person(), organisation_id, form.draft(), today()),
    )


@blueprint.get("/employer/openings/<public_id>")
def opening(public_id: str) -> str:
    """One opening with its state and what can be done next."""
    return opening_page(public_id, None)


def opening_page(public_id: str, reopening: ReopenForm | None) -> str:
    """`reopening`: the form to open it again as it was refused, or None."""
    found = rights.opening(db.session(), person(), public_id)
    over = found.status in OVER
    again = url_for("opening_life.reopen", public_id=public_id)
    reopening = reopening or ReopenForm(formdata=held_forms.shown(again))
    reopening.see(found.revision)
    late = utc_now() - LATE
    return render_template(
        "employer/opening.html",
        opening=found,
        over=over,
        reopening=reopening,
        doubles=Doubles() if over else doubles(db.session(), found, foreign=False),
        stages={
            stage.value: count
            for stage, count in applications.stages(db.session(), found.id).items()
        },
        stage_names=PIPELINE,
        pile=responsiveness.piles(db.session(), [found.organisation_id], late).get(found.id),
        left=days_left(found, today()),
        last_day=last_day(found),
        confirmable=can_be_confirmed(found, today()),
        **WORDS,
    )


@blueprint.route("/employer/openings/<public_id>/edit", methods=["GET", "POST"])
def edit_opening(public_id: str) -> ResponseReturnValue:
    """Change an opening."""
    found = rights.opening(db.session(), person(), public_id)
    form = OpeningForm(data=values_of(found))
    return _worked_on(
        form,
        public_id,
        lambda: edit(db.session(), person(), public_id, form.seen(), form.draft(), today()),
    )


@blueprint.post("/employer/openings/<public_id>/submit")
def submit_opening(public_id: str) -> ResponseReturnValue:
    """Hand it in; what is missing is shown beside the fields of its form."""
    try:
        decide(
            lambda seen: submitting.submit_opening(
                db.session(), person(), public_id, seen, today()
            ),
            _("Envoyé. Une personne va vérifier cette offre."),
        )
    except Invalid as refusal:
        found = rights.opening(db.session(), person(), public_id)
        form = OpeningForm(formdata=None, data=values_of(found))
        attach(form, refusal)
        return _form_page(form, public_id), 422
    return redirect(url_for(".opening", public_id=public_id))


@blueprint.post("/employer/openings/<public_id>/close")
def close_opening(public_id: str) -> ResponseReturnValue:
    """Filled, or no longer wanted."""
    decide(lambda seen: close(db.session(), person(), public_id, seen), _("Cette offre est close."))
    return redirect(url_for(".opening", public_id=public_id))


def _worked_on(
    form: OpeningForm, public_id: str | None, save: Callable[[], Opening]
) -> ResponseReturnValue:
    return worked_on(form, lambda: _form_page(form, public_id), save, _submitted, ".opening")


def _submitted(opening: Opening) -> Opening:
    return submitting.submit_opening(
        db.session(), person(), opening.public_id, opening.revision, today()
    )


def _form_page(form: OpeningForm, public_id: str | None) -> str:
    found = rights.opening(db.session(), person(), public_id) if public_id else None
    theirs = []
    if found is not None and form.outdated:
        theirs = differences(form, OpeningForm(formdata=None, data=values_of(found)))
        form.see(found.revision)
    return render_template("employer/opening_form.html", form=form, opening=found, theirs=theirs)
