"""The workspace of an employer: jobs promised before anyone is trained."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import aliased

from skills4all.errors import Invalid
from skills4all.extensions import db
from skills4all.models import ConceptLabel, Organisation, OrganisationKind, Pledge, Session
from skills4all.queries import concept_labels, workspaces
from skills4all.services.calendar import today
from skills4all.services.openings import submit_pledge as submitting
from skills4all.services.openings.create_pledge import create_pledge
from skills4all.services.openings.edit_pledge import edit_pledge
from skills4all.services.organisations import rights
from skills4all.web.forms.moderation import RevisionForm
from skills4all.web.forms.pledge import PledgeForm, values_of
from skills4all.web.forms.problems import attach
from skills4all.web.forms.revision import differences
from skills4all.web.listing import Column, listed
from skills4all.web.locale import reader_language
from skills4all.web.wording import label
from skills4all.web.workspace import (
    STATUSES,
    WORDS,
    decide,
    person,
    worked_on,
)

blueprint = Blueprint("employer_pledges", __name__)


@blueprint.get("/employer/pledges")
def mine() -> ResponseReturnValue:
    """All pledges of the employers one acts for, last changed first."""
    employers = workspaces.organisations(db.session(), person().id, OrganisationKind.EMPLOYER)
    known = aliased(ConceptLabel)
    statement = workspaces.pledges([each.id for each in employers]).outerjoin(
        known, concept_labels.preferred(known, Pledge.occupation_id, reader_language())
    )
    found = listed(
        statement,
        _columns(employers, known),
        search=(known.text, Organisation.name),
        tie=Pledge.id.desc(),
        sort="-changed",
        file="engagements",
    )
    if isinstance(found, Response):
        return found
    return render_template("employer/pledges.html", organisations=employers, listing=found, **WORDS)


def _columns(employers: Sequence[Organisation], known: Any) -> list[Column]:
    owner = Column("by", _l("Employeur"), lambda row: row.organisation.name, Organisation.name)
    return [
        Column(
            "role", _l("Métier"), lambda row: label("occupation", row.occupation_id), known.text
        ),
        *((owner,) if len(employers) > 1 else ()),
        Column("status", _l("État"), lambda row: STATUSES[row.status.value][0], Pledge.status),
        Column("positions", _l("Postes"), lambda row: row.positions, Pledge.positions),
        Column("starts", _l("Début"), lambda row: row.starts_on, Pledge.starts_on),
        Column("changed", _l("Modifié le"), lambda row: row.updated_at.date(), Pledge.updated_at),
    ]


@blueprint.route("/employer/<organisation_id>/pledges/new", methods=["GET", "POST"])
def new(organisation_id: str) -> ResponseReturnValue:
    """Promise jobs."""
    rights.organisation(db.session(), person(), organisation_id, OrganisationKind.EMPLOYER)
    form = PledgeForm(_sessions(None))
    return _worked_on(
        form,
        None,
        lambda: create_pledge(db.session(), person(), organisation_id, form.draft(), today()),
    )


@blueprint.get("/employer/pledges/<public_id>")
def pledge(public_id: str) -> str:
    """One pledge with its state and what can be done next."""
    found = rights.pledge(db.session(), person(), public_id)
    return render_template(
        "employer/pledge.html",
        pledge=found,
        revision_form=RevisionForm(formdata=None, revision=found.revision),
        **WORDS,
    )


@blueprint.route("/employer/pledges/<public_id>/edit", methods=["GET", "POST"])
def edit(public_id: str) -> ResponseReturnValue:
    """Change a pledge."""
    found = rights.pledge(db.session(), person(), public_id)
    form = PledgeForm(_sessions(found), data=values_of(found))
    return _worked_on(
        form,
        public_id,
        lambda: edit_pledge(db.session(), person(), public_id, form.seen(), form.draft(), today()),
    )


@blueprint.post("/employer/pledges/<public_id>/submit")
def submit(public_id: str) -> ResponseReturnValue:
    """Hand it in; what is missing is shown beside the fields of its form."""
    try:
        decide(
            lambda seen: submitting.submit_pledge(db.session(), person(), public_id, seen, today()),
            _("Envoyé. Une personne va vérifier cet engagement."),
        )
    except Invalid as refusal:
        found = rights.pledge(db.session(), person(), public_id)
        form = PledgeForm(_sessions(found), formdata=None, data=values_of(found))
        attach(form, refusal)
        return _form_page(form, public_id), 422
    return redirect(url_for(".pledge", public_id=public_id))


@blueprint.post("/employer/pledges/<public_id>/withdraw")
def withdraw(public_id: str) -> ResponseReturnValue:
    """Take the promise back."""
    decide(
        lambda seen: submitting.withdraw_pledge(db.session(), person(), public_id, seen),
        _("Cet engagement est retiré."),
    )
    return redirect(url_for(".pledge", public_id=public_id))


def _sessions(pledge: Pledge | None) -> list[Session]:
    """Sessions a pledge may depend on; its own stays offered after it is over."""
    public = workspaces.sessions_to_wait_for(db.session(), today())
    kept = pledge.session if pledge else None
    return public if kept is None or kept in public else [kept, *public]


def _worked_on(
    form: PledgeForm, public_id: str | None, save: Callable[[], Pledge]
) -> ResponseReturnValue:
    return worked_on(form, lambda: _form_page(form, public_id), save, _submitted, ".pledge")


def _submitted(pledge: Pledge) -> Pledge:
    return submitting.submit_pledge(
        db.session(), person(), pledge.public_id, pledge.revision, today()
    )


def _form_page(form: PledgeForm, public_id: str | None) -> str:
    found = rights.pledge(db.session(), person(), public_id) if public_id else None
    theirs = []
    if found is not None and form.outdated:
        stored = PledgeForm(_sessions(found), formdata=None, data=values_of(found))
        theirs = differences(form, stored)
        form.see(found.revision)
    return render_template(
        "employer/pledge_form.html",
        form=form,
        pledge=found,
        theirs=theirs,
        most_sessions=workspaces.MOST_SESSIONS,
    )
