"""Organisations, for those who act for them: signing up, reading the state, editing."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from skills4all.extensions import db
from skills4all.models import Organisation, OrganisationKind, OrganisationStatus
from skills4all.queries import workspaces
from skills4all.services.organisations import rights
from skills4all.services.organisations.edit import edit as edit_organisation
from skills4all.services.organisations.lookalikes import lookalikes
from skills4all.services.organisations.register import register
from skills4all.web.forms.organisation import (
    KINDS,
    NewOrganisationForm,
    OrganisationForm,
    values_of,
)
from skills4all.web.forms.revision import differences
from skills4all.web.workspace import WORDS, attempt, person, refused_status

blueprint = Blueprint("organisations", __name__)

WORKPLACES = {
    OrganisationKind.CENTRE: "centre.home",
    OrganisationKind.EMPLOYER: "employer.home",
    OrganisationKind.INSTITUTION: "institution.home",
}


@blueprint.route("/my/organisations/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Sign an organisation up; those one has already are listed above the form."""
    form = NewOrganisationForm()
    if form.validate_on_submit():
        kind = OrganisationKind(form.kind.data)
        made = attempt(form, lambda: register(db.session(), person(), kind, form.draft()))
        if made is not None:
            flash(_("Merci. Une personne va vérifier votre organisation."), "success")
            return redirect(url_for(".show", public_id=made.public_id))
    page = render_template(
        "centre/organisation_form.html",
        form=form,
        organisation=None,
        mine=workspaces.organisations(db.session(), person().id),
        **WORDS,
    )
    return page, refused_status(form) if form.errors else 200


@blueprint.get("/my/organisations/<public_id>")
def show(public_id: str) -> str:
    """What the organisation says, and whether it is verified."""
    found = rights.organisation(db.session(), person(), public_id)
    return render_template(
        "centre/organisation.html",
        organisation=found,
        kinds=KINDS,
        workplace=WORKPLACES.get(found.kind),
        namesakes=_namesakes(found),
        **WORDS,
    )


def _namesakes(found: Organisation) -> list[Organisation]:
    """Public organisations whose name reads alike: perhaps theirs, signed up by a colleague."""
    if found.status is not OrganisationStatus.PENDING:
        return []
    alike = lookalikes(db.session(), found)
    return [each for each in alike if each.kind is found.kind and each.is_public]


@blueprint.route("/my/organisations/<public_id>/edit", methods=["GET", "POST"])
def edit(public_id: str) -> ResponseReturnValue:
    """Change what it says; another name is verified again."""
    found = rights.organisation(db.session(), person(), public_id)
    form = OrganisationForm(data=values_of(found))
    if form.validate_on_submit():
        done = attempt(
            form,
            lambda: edit_organisation(db.session(), person(), public_id, form.seen(), form.draft()),
        )
        if done is not None:
            flash(_("C’est enregistré."), "success")
            return redirect(url_for(".show", public_id=public_id))
    return _edit_page(form, public_id), refused_status(form) if form.errors else 200


def _edit_page(form: OrganisationForm, public_id: str) -> str:
    found: Organisation = rights.organisation(db.session(), person(), public_id)
    theirs = []
    if form.outdated:
        theirs = differences(form, OrganisationForm(formdata=None, data=values_of(found)))
        form.see(found.revision)
    return render_template(
        "centre/organisation_form.html", form=form, organisation=found, theirs=theirs, mine=[]
    )
