"""Pages of a learner: ask for a place in a session, follow it, accept, give up, certificate."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from skills4all.errors import NotFound
from skills4all.extensions import db
from skills4all.models import Enrolment, EnrolmentStatus, Learner, Session
from skills4all.queries import enrolments as rows
from skills4all.queries import learners
from skills4all.services.calendar import now_here, today
from skills4all.services.enrolments import own
from skills4all.services.enrolments.accept_seat import accept_seat
from skills4all.services.enrolments.ask_for_place import ask_for_place, session_to_ask
from skills4all.services.enrolments.leave import CAN_LEAVE, leave
from skills4all.services.enrolments.open_to_requests import why_closed
from skills4all.web import certificate_document
from skills4all.web.forms.enrolment import WishForm
from skills4all.web.forms.problems import REFUSALS
from skills4all.web.workspace import attempt, decide, person

blueprint = Blueprint("enrolments", __name__)


@blueprint.get("/my/enrolments", endpoint="list")
def all_mine() -> str:
    """All of one's enrolments, with what happens next."""
    learner = _profile()
    found = rows.all_of_learner(db.session(), learner.id) if learner else []
    ranks = {row.id: rows.rank(db.session(), row) for row in found if row.position}
    return render_template("enrolments/list.html", enrolments=found, ranks=ranks, today=today())


@blueprint.route("/my/enrolments/new/<session_id>", methods=["GET", "POST"])
def new(session_id: str) -> ResponseReturnValue:
    """Ask for a place. Who has asked already finds the page of that."""
    session, learner = session_to_ask(db.session(), session_id), _profile()
    if learner is None:
        return render_template("enrolments/no_profile.html", session=session)
    asked = rows.for_session(db.session(), learner.id, session.id)
    if asked is not None and asked.status is not EnrolmentStatus.CANCELLED:
        return redirect(url_for(".show", public_id=asked.public_id))
    account = person()
    form = WishForm(data={"name": learner.display_name or account.display_name or ""})
    if form.validate_on_submit():
        done = attempt(
            form, lambda: ask_for_place(db.session(), learner, session_id, form.wish(), today())
        )
        if done is not None:
            flash(_asked(done), "success")
            return redirect(url_for(".show", public_id=done.public_id))
    return _form_page(form, session_to_ask(db.session(), session_id))


def _asked(enrolment: Enrolment) -> str:
    if enrolment.status is EnrolmentStatus.CONFIRMED:
        return str(_("Votre place est réservée."))
    return str(_("Vous êtes sur la liste d’attente."))


def _form_page(form: WishForm, session: Session) -> ResponseReturnValue:
    closed = why_closed(session, today())
    page = render_template(
        "enrolments/new.html",
        form=form,
        session=session,
        programme=session.programme,
        closed=REFUSALS[closed] if closed else None,
        today=today(),
    )
    return page, 422 if form.errors else 200


@blueprint.get("/my/enrolments/<public_id>")
def show(public_id: str) -> str:
    """One enrolment: its state, what happens next and by when, what can be done."""
    found = _mine(public_id)
    return render_template(
        "enrolments/enrolment.html",
        enrolment=found,
        session=found.session,
        programme=found.session.programme,
        rank=rows.rank(db.session(), found) if found.position else None,
        can_leave=found.status in CAN_LEAVE and found.session.ends_on >= today(),
        now=now_here(),
        today=today(),
    )


@blueprint.post("/my/enrolments/<public_id>/accept")
def accept(public_id: str) -> ResponseReturnValue:
    """Take the seat that was kept."""
    learner = _profile_or_404()
    decide(
        lambda _seen: accept_seat(db.session(), learner, public_id),
        _("Votre place est réservée."),
    )
    return redirect(url_for(".show", public_id=public_id))


@blueprint.post("/my/enrolments/<public_id>/cancel")
def cancel(public_id: str) -> ResponseReturnValue:
    """Give up the seat, the seat that was kept, or the place on the list."""
    learner = _profile_or_404()
    decide(
        lambda _seen: leave(db.session(), learner, public_id, today()),
        _("Votre inscription est annulée."),
    )
    return redirect(url_for(".show", public_id=public_id))


@blueprint.get("/my/enrolments/<public_id>/certificate.pdf")
def certificate(public_id: str) -> Response:
    """The certificate, in the language of the page."""
    return certificate_document.answer(_mine(public_id))


def _profile() -> Learner | None:
    """The profile of the account; one that was opened with a code has no seat to book."""
    return learners.of_account(db.session(), person().id)


def _profile_or_404() -> Learner:
    learner = _profile()
    if learner is None:
        raise NotFound(kind="enrolment")
    return learner


def _mine(public_id: str) -> Enrolment:
    return own.enrolment(db.session(), _profile_or_404(), public_id)
