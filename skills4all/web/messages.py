"""One conversation, the same page for both of its sides."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from skills4all.extensions import db
from skills4all.services import limits
from skills4all.services.calendar import today
from skills4all.services.messages import matter as matters
from skills4all.services.messages import thread
from skills4all.web.forms.fields import WorkspaceForm, text
from skills4all.web.sign_in_guard import count
from skills4all.web.workspace import attempt, person, refused_status

blueprint = Blueprint("messages", __name__)

KIND = f"<any({', '.join(matters.KINDS)}):kind>"
PAGES = {
    ("enrolment", True): "enrolments.show",
    ("enrolment", False): "centre_enrolments.show",
    ("application", True): "applications.show",
    ("application", False): "applicants.show",
}
"""Where each side sees what the conversation is about."""


class MessageForm(WorkspaceForm):
    """What one says."""

    text = text(_l("Votre message"), rows=5)


@blueprint.route(f"/my/messages/{KIND}/<public_id>", methods=["GET", "POST"])
def show(kind: str, public_id: str) -> ResponseReturnValue:
    """Read it, write in it."""
    found = matters.find(db.session(), person(), kind, public_id)
    form = MessageForm()
    if form.validate_on_submit():
        count(limits.MESSAGE_ACCOUNT, person().public_id)
        done = attempt(
            form, lambda: thread.send(db.session(), person(), found, form.text.data, today())
        )
        if done is not None:
            flash(_("Votre message est envoyé."), "success")
            return redirect(url_for(".show", kind=kind, public_id=public_id))
        found = matters.find(db.session(), person(), kind, public_id)
    before = request.args.get("before", "")
    messages, older = thread.read(db.session(), found, before=before)
    db.session.commit()
    page = render_template(
        "messages/thread.html",
        matter=found,
        messages=messages,
        older=older,
        earlier=bool(before),
        form=form,
        open=found.is_open(today()),
        back=url_for(PAGES[kind, found.as_learner], public_id=public_id),
    )
    return page, refused_status(form) if form.errors else 200
