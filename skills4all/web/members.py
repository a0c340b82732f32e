"""Members of an organisation and invitations, for owners; and the page behind an invitation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_user

from skills4all.extensions import db
from skills4all.models import MemberRole
from skills4all.queries import workspaces
from skills4all.services import limits
from skills4all.services.organisations import invitations, members, rights
from skills4all.web import held_forms
from skills4all.web.forms.members import InvitationForm
from skills4all.web.forms.moderation import RevisionForm
from skills4all.web.locale import LANGUAGES
from skills4all.web.sign_in_guard import count
from skills4all.web.workspace import WORDS, attempt, person, refused_status

blueprint = Blueprint("members", __name__)


@blueprint.get("/my/organisations/<public_id>/members")
def show(public_id: str) -> str:
    """Who acts for the organisation, who was asked to."""
    return _page(
        public_id,
        InvitationForm(formdata=held_forms.shown(url_for(".invite", public_id=public_id))),
    )


@blueprint.post("/my/organisations/<public_id>/members/<member_id>/role")
def change_role(public_id: str, member_id: str) -> ResponseReturnValue:
    """Owner or editor."""
    owner = request.form.get("role") == MemberRole.OWNER.value
    role = MemberRole.OWNER if owner else MemberRole.EDITOR
    return _done(
        public_id,
        lambda: members.change_role(db.session(), person(), public_id, member_id, role),
        _("C’est enregistré."),
    )


@blueprint.post("/my/organisations/<public_id>/members/<member_id>/remove")
def remove(public_id: str, member_id: str) -> ResponseReturnValue:
    """Take a member out."""
    return _done(
        public_id,
        lambda: members.remove(db.session(), person(), public_id, member_id),
        _("Cette personne n’agit plus pour l’organisation."),
    )


@blueprint.post("/my/organisations/<public_id>/leave")
def leave(public_id: str) -> ResponseReturnValue:
    """Act for it no longer."""
    form = RevisionForm()
    actor = person()
    if attempt(form, lambda: members.leave(db.session(), actor, public_id)) is None:
        return _refused(public_id, form)
    # Losing a role ends every session; who left by their own will goes on in this one.
    login_user(actor)
    flash(_("Vous n’agissez plus pour cette organisation."), "success")
    return redirect(url_for("account.home"))


@blueprint.post("/my/organisations/<public_id>/invitations")
def invite(public_id: str) -> ResponseReturnValue:
    """Ask someone by e-mail."""
    form = InvitationForm()
    if form.validate():
        count(limits.INVITATION_ACCOUNT, person().public_id)
        role = MemberRole(form.role.data)
        done = attempt(
            form,
            lambda: invitations.invite(
                db.session(), person(), public_id, form.email.data, role, form.language.data
            ),
        )
        if done is not None:
            flash(_("L’invitation est partie. Elle est valable 14 jours."), "success")
            return redirect(url_for(".show", public_id=public_id))
    return _page(public_id, form), refused_status(form)


@blueprint.post("/my/organisations/<public_id>/invitations/<invitation_id>/withdraw")
def withdraw(public_id: str, invitation_id: str) -> ResponseReturnValue:
    """Take an invitation back."""

    def change() -> bool:
        invitations.withdraw(db.session(), person(), public_id, invitation_id)
        return True

    return _done(public_id, change, _("L’invitation est retirée."))


@blueprint.get("/invitations/<invitation_id>")
def invitation(invitation_id: str) -> str:
    """Who invites, to what. Reading it changes nothing."""
    found = invitations.find(db.session(), invitation_id)
    return render_template(
        "account/invitation.html",
        invitation=found,
        organisation=found.organisation,
        for_me=invitations.is_for(found, person()),
        my_address=person().email,
    )


@blueprint.post("/invitations/<invitation_id>")
def accept(invitation_id: str) -> ResponseReturnValue:
    """Yes."""
    form = RevisionForm()
    actor = person()
    joined = attempt(form, lambda: invitations.accept(db.session(), actor, invitation_id))
    if joined is None:
        flash(" ".join(str(each) for each in form.form_errors), "error")
        return redirect(url_for(".invitation", invitation_id=invitation_id))
    # A new role ends every session of the account; this one goes on.
    login_user(actor)
    flash(_("Bienvenue : vous agissez maintenant pour cette organisation."), "success")
    return redirect(url_for("organisations.show", public_id=joined.public_id))


def _done(public_id: str, change: Callable[[], Any], said: str) -> ResponseReturnValue:
    form = RevisionForm()
    if attempt(form, change) is None:
        return _refused(public_id, form)
    flash(said, "success")
    return redirect(url_for(".show", public_id=public_id))


def _refused(public_id: str, form: RevisionForm) -> ResponseReturnValue:
    flash(" ".join(str(each) for each in form.form_errors), "error")
    return redirect(url_for(".show", public_id=public_id))


def _page(public_id: str, form: InvitationForm) -> str:
    found = rights.organisation(db.session(), person(), public_id)
    owner = workspaces.is_owner(db.session(), person().id, found.id)
    return render_template(
        "account/members.html",
        organisation=found,
        members=workspaces.memberships(db.session(), found.id),
        invitations=invitations.waiting(db.session(), found) if owner else [],
        owner=owner,
        me=person(),
        form=form,
        tongues=LANGUAGES,
        **WORDS,
    )
