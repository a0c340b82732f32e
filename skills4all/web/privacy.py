"""One's own data: what we say of it, a copy, every consent, and the end of it all.

A copy and erasure ask for the password again; who has only a resume code gives the code again.
"""

from __future__ import annotations

import json
from datetime import timedelta
from functools import wraps
from typing import Any

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_security.utils import check_and_update_authn_fresh

from skills4all.errors import NotFound
from skills4all.extensions import db
from skills4all.models import ConsentPurpose
from skills4all.queries import learners as rows
from skills4all.services import limits
from skills4all.services.learners import consents, resume
from skills4all.services.privacy import erasure, export
from skills4all.services.privacy.person import person_of
from skills4all.web import privacy_words
from skills4all.web.current_learner import close_in_session, opened_learner, signed_in_account
from skills4all.web.forms.profile import WRONG_CODE
from skills4all.web.held_forms import about_a_person
from skills4all.web.sign_in_guard import count

blueprint = Blueprint("privacy", __name__)

FRESH = timedelta(minutes=10)


def init_app(app: Flask) -> None:
    """Give the notices their facts."""
    settings = app.config["S4A_SETTINGS"]
    app.config["S4A_CONTROLLER"] = settings.controller
    app.config["S4A_CNDP_RECEIPT"] = settings.cndp_receipt


@blueprint.get("/privacy")
def notice() -> str:
    """What is kept, why, how long, and what one may ask."""
    return render_template("privacy/notice.html", retention=privacy_words.RETENTION_WORDS)


def for_someone(view: Any) -> Any:
    """Hand the view the account and the learner of this visitor; nobody is sent to sign in."""

    @about_a_person
    @wraps(view)
    def with_someone(*args: Any, **values: Any) -> ResponseReturnValue:
        learner = opened_learner()
        account = None if learner else signed_in_account()
        if learner is None and account is None:
            return redirect(url_for("security.login", next=url_for(".mine")))
        if account is not None:
            learner = rows.of_account(db.session(), account.id)
        answer: ResponseReturnValue = view(account, learner, *args, **values)
        return answer

    return with_someone


@blueprint.get("/my/data")
@for_someone
def mine(_account: Any, learner: Any) -> ResponseReturnValue:
    """The door to all of it, with every consent ever given."""
    given = consents.history(db.session(), learner) if learner else ()
    return render_template(
        "privacy/mine.html",
        consents=given,
        purposes=privacy_words.PURPOSES,
        learner=learner,
    )


@blueprint.post("/my/data/consents/<purpose>/withdraw")
@for_someone
def withdraw(_account: Any, learner: Any, purpose: str) -> ResponseReturnValue:
    """Withdraw a consent: as easy as giving it."""
    if learner is None or purpose not in list(ConsentPurpose):
        raise NotFound(kind="consent")
    consents.withdraw(db.session(), learner, ConsentPurpose(purpose))
    db.session.commit()
    return redirect(url_for(".mine"))


@blueprint.route("/my/data/copy", methods=["GET", "POST"])
@for_someone
def copy(account: Any, learner: Any) -> ResponseReturnValue:
    """A copy of everything: a page to read, or JSON."""
    if account is not None and not _fresh():
        return _ask_again(".copy")
    if request.method == "GET":
        return render_template("privacy/copy.html", account=account, problems={})
    if account is None and not _code_is_right(learner):
        return render_template("privacy/copy.html", account=None, problems=_wrong_code()), 422
    told = export.export(
        db.session(),
        person_of(account, learner),
        actor=(account or learner).public_id,
    )
    db.session.commit()
    if request.form.get("format") == "json":
        return _as_file(told)
    return render_template(
        "privacy/copied.html",
        told=told,
        titles=privacy_words.TABLES,
        words=privacy_words.COLUMNS,
    )


@blueprint.route("/my/data/erase", methods=["GET", "POST"])
@for_someone
def erase(account: Any, learner: Any) -> ResponseReturnValue:
    """Erase everything, for good."""
    if account is not None and not _fresh():
        return _ask_again(".erase")
    if request.method == "GET":
        return render_template("privacy/erase.html", account=account, problems={})
    problems = _wrong_code() if account is None and not _code_is_right(learner) else {}
    if not request.form.get("sure"):
        problems["sure"] = [str(privacy_words.TICK_TO_ERASE)]
    if problems:
        return render_template("privacy/erase.html", account=account, problems=problems), 422
    if account is not None:
        erasure.erase_account(db.session(), account)
    else:
        erasure.erase_learner(db.session(), learner)
    db.session.commit()
    close_in_session()
    session.clear()
    return redirect(url_for(".erased"))


@blueprint.get("/erased")
def erased() -> str:
    """Nothing is left."""
    return render_template("privacy/erased.html")


def _fresh() -> bool:
    return bool(check_and_update_authn_fresh(FRESH, timedelta(0), "session"))


def _ask_again(endpoint: str) -> ResponseReturnValue:
    return redirect(url_for("security.verify", next=url_for(endpoint)))


def _code_is_right(learner: Any) -> bool:
    count(limits.RESUME_CODE_ADDRESS, request.remote_addr or "")
    secret = current_app.config["SECRET_KEY"]
    typed = resume.hashed(request.form.get("code", "")[:64], secret)
    return bool(learner.resume_code_hash == typed)


def _wrong_code() -> dict[str, list[str]]:
    return {"code": [str(WRONG_CODE)]}


def _as_file(told: dict[str, Any]) -> Response:
    text = json.dumps(told, ensure_ascii=False, indent=2)
    response = Response(text, mimetype="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="skills4all.json"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
