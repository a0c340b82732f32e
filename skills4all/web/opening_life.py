"""The life of an opening after it is published: still open, open again, once more as a draft.

The link of a reminder works signed out. It is signed and names the opening, the day it was about
and the member it was sent to; opening it changes nothing, because mail programs open links.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeSerializer

from skills4all.errors import DomainError, NotFound
from skills4all.extensions import db
from skills4all.models import Opening
from skills4all.services.calendar import today
from skills4all.services.openings.confirm_open import (
    Reminder,
    confirm_open,
    confirm_reminded,
    to_confirm,
)
from skills4all.services.openings.duplicate_opening import duplicate_opening
from skills4all.services.openings.reopen_opening import reopen_opening
from skills4all.web.employer import opening_page
from skills4all.web.forms.opening import ReopenForm
from skills4all.web.locale import day
from skills4all.web.workspace import attempt, decide, person, refused_status

blueprint = Blueprint("opening_life", __name__)

GONE = 410


@blueprint.get("/openings/still-open/<token>")
def still_open(token: str) -> ResponseReturnValue:
    """One question, one button."""
    return _answered(lambda: to_confirm(db.session(), _read(token))[1], "employer/still_open.html")


@blueprint.post("/openings/still-open/<token>")
def say_still_open(token: str) -> ResponseReturnValue:
    """Yes, it is."""
    return _answered(
        lambda: confirm_reminded(db.session(), _read(token), today()),
        "employer/still_open_done.html",
    )


def _answered(act: Callable[[], Opening], page: str) -> ResponseReturnValue:
    """The page, or one that says the link serves no longer."""
    try:
        opening = act()
        db.session.commit()
    except DomainError:
        db.session.rollback()
        return render_template("employer/still_open_gone.html"), GONE
    return render_template(page, opening=opening)


def _read(token: str) -> Reminder:
    """Raises `NotFound` for a token that is not ours."""
    try:
        opening, until, account = _signer().loads(token)
        return Reminder(account, opening, date.fromisoformat(until))
    except (BadSignature, ValueError, TypeError):
        raise NotFound(kind="opening") from None


def still_open_token(facts: Mapping[str, str]) -> str:
    """For the letter: `id` of the opening, `expires_on`, and the `account` it goes to."""
    signed = _signer().dumps([facts["id"], facts["expires_on"], facts["account"]])
    return signed if isinstance(signed, str) else signed.decode()


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="opening-still-open")


@blueprint.post("/employer/openings/<public_id>/confirm")
def confirm(public_id: str) -> ResponseReturnValue:
    """The same button in the workspace."""
    decide(
        lambda seen: confirm_open(db.session(), person(), public_id, seen, today()),
        _("Merci : cette offre reste visible 60 jours de plus."),
    )
    return redirect(url_for("employer.opening", public_id=public_id))


@blueprint.post("/employer/openings/<public_id>/reopen")
def reopen(public_id: str) -> ResponseReturnValue:
    """Wanted again; a deadline that is past is refused beside its field."""
    form = ReopenForm()
    done = form.validate() and attempt(
        form,
        lambda: reopen_opening(
            db.session(), person(), public_id, form.seen(), form.deadline.data, today()
        ),
    )
    if not done:
        return opening_page(public_id, form), refused_status(form)
    flash(_("C’est enregistré."), "success")
    return redirect(url_for("employer.opening", public_id=public_id))


@blueprint.post("/employer/openings/<public_id>/duplicate")
def duplicate(public_id: str) -> ResponseReturnValue:
    """A new draft that begins as this one."""
    copy = duplicate_opening(db.session(), person(), public_id, today())
    db.session.commit()
    flash(_("Voici une copie, encore en brouillon. Changez ce qui est différent."), "success")
    return redirect(url_for("employer.edit_opening", public_id=copy.public_id))


def told_day(written: str) -> str:
    """A date that a letter carries as `2027-03-15`, as the reader writes it."""
    return day(date.fromisoformat(written))


def init_app(app: Flask) -> None:
    """Give letters what they need."""
    app.jinja_env.globals["still_open_token"] = still_open_token
    app.jinja_env.filters["told_day"] = told_day
