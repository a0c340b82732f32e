"""Moderators find an account and help; never a password, never what a profile says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security.confirmable import send_confirmation_instructions
from flask_security.recoverable import send_reset_password_instructions

from skills4all.errors import Invalid
from skills4all.extensions import db
from skills4all.models import Account
from skills4all.services import limits
from skills4all.services.accounts import role_names
from skills4all.services.moderation import people
from skills4all.web import held_forms
from skills4all.web.forms.moderation import ReasonForm, RevisionForm
from skills4all.web.sign_in_guard import count
from skills4all.web.workspace import WORDS, attempt, person

blueprint = Blueprint("desk_people", __name__)


@blueprint.get("/moderation/people")
def search() -> ResponseReturnValue:
    """By the beginning of an address."""
    words = request.args.get("q", "").strip()
    found: list[Account] = []
    problem = ""
    if words:
        try:
            found = people.search(db.session(), person(), words)
            db.session.commit()
        except Invalid:
            problem = _("Écrivez au moins %(least)s caractères.", least=people.SHORTEST)
    page = render_template(
        "moderation/people.html",
        words=words,
        found=found,
        most=people.MOST,
        problem=problem,
        role_names=role_names,
    )
    return page, 422 if problem else 200


@blueprint.get("/moderation/people/<public_id>")
def show(public_id: str) -> str:
    """One account: its state and what can be done."""
    seen = people.look(db.session(), person(), public_id)
    db.session.commit()
    return render_template(
        "moderation/person.html",
        seen=seen,
        account=seen.account,
        roles=role_names(seen.account),
        mine=role_names(person()),
        me=person(),
        form=ReasonForm(formdata=held_forms.shown(url_for(".close", public_id=public_id))),
        **WORDS,
    )


@blueprint.post("/moderation/people/<public_id>/mail")
def mail(public_id: str) -> ResponseReturnValue:
    """Send the letter that the account needs: to confirm the address, or for a new password."""
    account = people.mail_again(db.session(), person(), public_id)
    count(limits.E_MAIL_RECIPIENT, account.email or "")
    if account.confirmed_at is None:
        send_confirmation_instructions(account)  # type: ignore[no-untyped-call]
    else:
        send_reset_password_instructions(account)  # type: ignore[no-untyped-call]
    db.session.commit()
    flash(_("L’e-mail est parti."), "success")
    return redirect(url_for(".show", public_id=public_id))


@blueprint.post("/moderation/people/<public_id>/close")
def close(public_id: str) -> ResponseReturnValue:
    """Nobody signs in with it any more."""
    reason = request.form.get("reason", "")
    return _done(public_id, lambda: people.close(db.session(), person(), public_id, reason))


@blueprint.post("/moderation/people/<public_id>/reopen")
def reopen(public_id: str) -> ResponseReturnValue:
    """It can be used again."""
    return _done(public_id, lambda: people.reopen(db.session(), person(), public_id))


@blueprint.post("/moderation/people/<public_id>/sign-out")
def sign_out(public_id: str) -> ResponseReturnValue:
    """Out of every browser."""
    return _done(public_id, lambda: people.end_sessions(db.session(), person(), public_id))


@blueprint.post("/moderation/people/<public_id>/moderator")
def moderator(public_id: str) -> ResponseReturnValue:
    """Give or take the role; operators only."""
    wanted = request.form.get("wanted") == "yes"
    return _done(
        public_id, lambda: people.set_moderator(db.session(), person(), public_id, wanted=wanted)
    )


def _done(public_id: str, change: Callable[[], Any]) -> ResponseReturnValue:
    form = RevisionForm()
    if attempt(form, change) is None:
        flash(" ".join(map(str, form.form_errors)) or _("Écrivez le motif."), "error")
    else:
        flash(_("C’est fait."), "success")
    return redirect(url_for(".show", public_id=public_id))
