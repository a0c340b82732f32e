"""The workspace of a training centre: who enrolled in a session, who waits, who is certified."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from skills4all.errors import DomainError, NotFound
from skills4all.extensions import db
from skills4all.models import Account, Enrolment, Learner, Session
from skills4all.queries import enrolments as rows
from skills4all.services.calendar import today
from skills4all.services.enrolments import attendance, certify, refuse, withdraw_certificate
from skills4all.services.organisations import rights
from skills4all.web import certificate_document, held_forms
from skills4all.web.enrolment_words import state
from skills4all.web.forms.enrolment import WhyForm
from skills4all.web.forms.problems import refusal_text
from skills4all.web.listing import Column, listed
from skills4all.web.locale import day
from skills4all.web.workspace import WORDS, attempt, decide, person

blueprint = Blueprint("centre_enrolments", __name__)

WAITING = "waiting"


def _name(row: Enrolment) -> str:
    return (row.learner.display_name or "") if row.learner else str(_("Personne effacée"))


def _email(row: Enrolment) -> str:
    account = row.learner.account if row.learner else None
    return (account.email or "") if account else ""


NAME = Column("name", _l("Nom"), _name, Learner.display_name)
EMAIL = Column("email", _l("E-mail"), _email, Account.email)
STATE = Column("status", _l("État"), lambda row: state(row)[0], Enrolment.status)
ASKED = Column("asked", _l("Demandé le"), lambda row: day(row.requested_at), Enrolment.requested_at)
PLACE = Column("place", _l("Rang"), lambda row: row.position, Enrolment.position)
MESSAGE = Column("message", _l("Message"), lambda row: row.message or "")
ENROLLED = (NAME, EMAIL, STATE, ASKED)
ON_THE_LIST = (PLACE, NAME, EMAIL, STATE, ASKED)


@blueprint.get("/centre/sessions/<session_id>/enrolments")
def session(session_id: str) -> ResponseReturnValue:
    """Who enrolled; with `list=waiting` who waits, in order."""
    found = rights.session(db.session(), person(), session_id)
    waiting = request.args.get("list") == WAITING
    columns = ON_THE_LIST if waiting else ENROLLED
    listing = listed(
        rows.in_session(found.id, waiting=waiting),
        (*columns, MESSAGE) if request.args.get("format") else columns,
        search=(Learner.display_name, Account.email),
        tie=Enrolment.id,
        sort="place" if waiting else "name",
        file=f"{WAITING if waiting else 'enrolments'}-{found.starts_on.isoformat()}",
    )
    if isinstance(listing, Response):
        return listing
    return render_template(
        "centre/enrolments.html",
        session=found,
        programme=found.programme,
        listing=listing,
        waiting=waiting,
        counts={status.value: n for status, n in rows.counts(db.session(), found.id).items()},
        may_change=_may_change(found),
        today=today(),
        **WORDS,
    )


@blueprint.post("/centre/sessions/<session_id>/attended")
def all_attended(session_id: str) -> ResponseReturnValue:
    """Everyone who holds a seat came."""
    return _for_all(
        session_id,
        lambda: attendance.all_attended(db.session(), person(), session_id, today()),
    )


@blueprint.post("/centre/sessions/<session_id>/certified")
def all_certified(session_id: str) -> ResponseReturnValue:
    """Everyone who attended is certified."""
    return _for_all(
        session_id,
        lambda: certify.certify_all(db.session(), person(), session_id, today()),
    )


def _for_all(session_id: str, change: Callable[[], int]) -> ResponseReturnValue:
    try:
        done = change()
        db.session.commit()
    except NotFound:
        db.session.rollback()
        raise
    except DomainError as refusal:
        db.session.rollback()
        flash(refusal_text(refusal), "error")
    else:
        said = ngettext(
            "C’est fait pour %(num)s personne.", "C’est fait pour %(num)s personnes.", done
        )
        flash(said, "success")
    return redirect(url_for(".session", session_id=session_id))


@blueprint.get("/centre/enrolments/<public_id>")
def show(public_id: str) -> str:
    """One enrolment: who, what they wrote, and what can be done."""
    no = url_for(".refuse", public_id=public_id)
    back = url_for(".withdraw", public_id=public_id)
    return _page(public_id, WhyForm(formdata=held_forms.shown(no) or held_forms.shown(back)))


@blueprint.post("/centre/enrolments/<public_id>/refuse", endpoint="refuse")
def refuse_one(public_id: str) -> ResponseReturnValue:
    """No, and why."""
    return _with_reason(
        public_id,
        lambda reason: refuse.refuse(db.session(), person(), public_id, reason),
        _("L’inscription est refusée ; la personne en lit le motif."),
    )


@blueprint.post("/centre/enrolments/<public_id>/withdraw")
def withdraw(public_id: str) -> ResponseReturnValue:
    """Take the certificate back, and why."""
    return _with_reason(
        public_id,
        lambda reason: withdraw_certificate.withdraw_certificate(
            db.session(), person(), public_id, reason
        ),
        _("Le certificat est retiré ; la personne en lit le motif."),
    )


@blueprint.post("/centre/enrolments/<public_id>/attended")
def attended(public_id: str) -> ResponseReturnValue:
    """They came."""
    return _decided(
        public_id,
        lambda _seen: attendance.attended(db.session(), person(), public_id, today()),
        _("La présence est notée."),
    )


@blueprint.post("/centre/enrolments/<public_id>/not-attended")
def not_attended(public_id: str) -> ResponseReturnValue:
    """That was a mistake."""
    return _decided(
        public_id,
        lambda _seen: attendance.not_attended(db.session(), person(), public_id),
        _("La présence n’est plus notée."),
    )


@blueprint.post("/centre/enrolments/<public_id>/certify", endpoint="certify")
def certify_one(public_id: str) -> ResponseReturnValue:
    """Issue the certificate."""
    return _decided(
        public_id,
        lambda _seen: certify.certify(db.session(), person(), public_id, today()),
        _("Le certificat est délivré."),
    )


@blueprint.get("/centre/enrolments/<public_id>/certificate.pdf")
def certificate(public_id: str) -> Response:
    """The certificate as the learner has it."""
    return certificate_document.answer(rights.enrolment(db.session(), person(), public_id))


def _decided(public_id: str, change: Callable[[int], Any], done: str) -> ResponseReturnValue:
    decide(change, done)
    return redirect(url_for(".show", public_id=public_id))


def _with_reason(public_id: str, change: Callable[[str], Any], done: str) -> ResponseReturnValue:
    form = WhyForm()
    # Before the form is read: what is not the actor's does not exist, whatever was typed.
    rights.enrolment(db.session(), person(), public_id)
    if form.validate() and attempt(form, lambda: change(form.reason.data or "")) is not None:
        flash(done, "success")
        return redirect(url_for(".show", public_id=public_id))
    return _page(public_id, form), 422


def _page(public_id: str, form: WhyForm) -> str:
    found = rights.enrolment(db.session(), person(), public_id)
    return render_template(
        "centre/enrolment.html",
        enrolment=found,
        session=found.session,
        programme=found.session.programme,
        rank=rows.rank(db.session(), found) if found.position else None,
        form=form,
        may_change=_may_change(found.session),
        today=today(),
    )


def _may_change(session: Session) -> bool:
    return session.programme.organisation.status.value != "suspended"
