"""What employers ask of a learner: who, for what, what a yes would reveal; yes, no, no longer."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from skills4all.extensions import db
from skills4all.models import Learner, utc_now
from skills4all.queries import contacts as rows
from skills4all.services.contacts import answer, states
from skills4all.web import contact_words as words
from skills4all.web.forms.moderation import RevisionForm
from skills4all.web.learner_only import for_learner
from skills4all.web.workspace import decide

blueprint = Blueprint("contacts", __name__)


@blueprint.get("/my/contacts")
@for_learner
def mine(learner: Learner) -> ResponseReturnValue:
    """All requests; those that wait first, then those that were accepted."""
    now = utc_now()
    found = rows.of_learner(db.session(), learner.id)
    return render_template(
        "learner/contacts.html",
        learner=learner,
        waiting=[row for row in found if states.is_waiting(row, now)],
        accepted=[row for row in found if row.status.value == "accepted"],
        over=[
            row
            for row in found
            if row.status.value != "accepted" and not states.is_waiting(row, now)
        ],
        states=words.ASKED_OF_LEARNER,
        until=states.until,
        button_form=RevisionForm(formdata=None),
    )


@blueprint.post("/my/contacts/<public_id>/accept")
@for_learner
def accept(learner: Learner, public_id: str) -> ResponseReturnValue:
    """Give one's name to this employer for this request."""
    return _done(
        lambda: answer.accept(db.session(), learner, public_id, now=utc_now()),
        _("Vous avez accepté : cet employeur voit votre nom et votre e-mail."),
    )


@blueprint.post("/my/contacts/<public_id>/decline")
@for_learner
def decline(learner: Learner, public_id: str) -> ResponseReturnValue:
    """No; the employer learns nothing."""
    return _done(
        lambda: answer.decline(db.session(), learner, public_id, now=utc_now()),
        _("Vous avez décliné. Rien de vous n’est révélé."),
    )


@blueprint.post("/my/contacts/<public_id>/end")
@for_learner
def end(learner: Learner, public_id: str) -> ResponseReturnValue:
    """The employer reads nothing more."""
    return _done(
        lambda: answer.end(db.session(), learner, public_id),
        _("C’est terminé : cet employeur ne voit plus votre profil ici."),
    )


def _done(change: Callable[[], None], said: str) -> ResponseReturnValue:
    decide(lambda _seen: change(), said)
    return redirect(url_for(".mine"))
