"""The thread of one enrolment or application, for whoever is on one of its two sides.

Other pages show it with two lines: `thread=thread_of("enrolment", public_id)` in the view and
`{{ t.thread(thread) }}` from `components/thread.html` in the template.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from skills4all.extensions import db
from skills4all.models import utc_now
from skills4all.services.messages import matter, thread
from skills4all.web.current_learner import current_learner, signed_in_account
from skills4all.web.forms.message import MessageForm
from skills4all.web.workspace import attempt, refused_status

blueprint = Blueprint("messages", __name__)


@dataclass(frozen=True, slots=True)
class ShownThread:
    """What `components/thread.html` shows."""

    thread: thread.Thread
    form: MessageForm


def thread_of(kind: str, public_id: str, form: MessageForm | None = None) -> ShownThread:
    """The thread as this visitor may read it; what is shown counts as read, which is committed.

    Raises `NotFound`.
    """
    read = thread.read(db.session(), _matter(kind, public_id), page=_page_number(), now=utc_now())
    shown = ShownThread(read, form or MessageForm(formdata=None))
    db.session.commit()
    return shown


@blueprint.route(
    "/my/messages/<any(enrolment, application):kind>/<public_id>", methods=["GET", "POST"]
)
def show(kind: str, public_id: str) -> ResponseReturnValue:
    """Read and write."""
    if current_learner() is None and signed_in_account() is None:
        return redirect(url_for("security.login", next=request.path))
    form = MessageForm()
    if form.validate_on_submit() and _sent(form, kind, public_id):
        flash(_("Message envoyé."), "success")
        return redirect(url_for(".show", kind=kind, public_id=public_id))
    page = render_template("messages/show.html", shown=thread_of(kind, public_id, form))
    return page, refused_status(form) if form.errors else 200


def _sent(form: MessageForm, kind: str, public_id: str) -> bool:
    found = _matter(kind, public_id)
    secret = current_app.config["SECRET_KEY"]
    done = attempt(
        form,
        lambda: thread.send(
            db.session(),
            found,
            form.text.data,
            author=signed_in_account(),
            secret=secret,
            now=utc_now(),
        ),
    )
    return done is not None


def _matter(kind: str, public_id: str) -> matter.Matter:
    return matter.find(
        db.session(), kind, public_id, account=signed_in_account(), learner=current_learner()
    )


def _page_number() -> int:
    text = request.args.get("messages", "1")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
