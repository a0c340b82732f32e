"""What the pages of centres, employers and moderators share: who acts, running a use case from a
form, and saying what it refused. One request, one transaction: committed here or rolled back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from skills4all.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound, TooManyAttempts
from skills4all.extensions import db
from skills4all.models import Account
from skills4all.services.revision import CHANGED
from skills4all.web.forms.moderation import RevisionForm
from skills4all.web.forms.problems import attach, refusal_text

Done = TypeVar("Done")

ORGANISATION_STATUSES = {
    "pending": (_l("En attente de vérification"), "warn"),
    "verified": (_l("Vérifiée"), "good"),
    "suspended": (_l("Suspendue"), "bad"),
    "rejected": (_l("À corriger"), "bad"),
}
STATUSES = {
    "draft": (_l("Brouillon"), ""),
    "pending": (_l("En attente de vérification"), "warn"),
    "published": (_l("Publié"), "good"),
    "rejected": (_l("À corriger"), "bad"),
    "archived": (_l("Archivé"), ""),
    "closed": (_l("Clos"), ""),
    "expired": (_l("Expiré"), ""),
    "withdrawn": (_l("Retiré"), ""),
    "fulfilled": (_l("Tenu"), "good"),
}
SESSION_STATUSES = {
    "draft": (_l("Brouillon"), ""),
    "published": (_l("Inscriptions ouvertes"), "good"),
    "full": (_l("Complète"), "warn"),
    "closed": (_l("Inscriptions closes"), ""),
    "cancelled": (_l("Annulée"), "bad"),
    "finished": (_l("Terminée"), ""),
}
WORDS: dict[str, Any] = {
    "organisation_statuses": ORGANISATION_STATUSES,
    "statuses": STATUSES,
    "session_statuses": SESSION_STATUSES,
}
"""For templates of workspaces."""


def person() -> Account:
    """Whoever is signed in; the door has made sure that somebody is."""
    return cast(Account, current_user._get_current_object())


def attempt(form: Any, change: Callable[[], Done]) -> Done | None:
    """Run a use case and commit. None when it was refused: then nothing is stored, and `form`
    says why; `form.outdated` when the row changed meanwhile. `NotFound` passes through.
    """
    try:
        done = change()
        db.session.commit()
        return done
    except NotFound:
        db.session.rollback()
        raise
    except Invalid as refusal:
        db.session.rollback()
        attach(form, refusal)
    except (Conflict, NotAllowed, TooManyAttempts) as refusal:
        db.session.rollback()
        form.outdated = refusal.code == CHANGED
        form.form_errors.append(refusal_text(refusal))
    return None


def refused_status(form: Any) -> int:
    """409 when someone else was faster, else 422."""
    return 409 if getattr(form, "outdated", False) else 422


def order() -> str:
    """Which button of a form was pressed; "save" when none says so."""
    return request.form.get("do", "save")


def decide(change: Callable[[int], Any], done: Any) -> bool:
    """Run a use case behind a single button, with the revision its page showed.

    Says `done`, or why not, on the next page. `Invalid` and `NotFound` pass through, rolled back.
    """
    form = RevisionForm()
    try:
        change(form.seen())
        db.session.commit()
    except (NotFound, Invalid):
        db.session.rollback()
        raise
    except DomainError as refusal:
        db.session.rollback()
        flash(refusal_text(refusal), "error")
        return False
    flash(str(done), "success")
    return True


def typed_skill_added(form: Any) -> bool:
    """A skill name still standing in its box counts as added; an unknown one is refused."""
    if not form.skill_name.data or form.add_named():
        return True
    # So that all that is wrong is told at once.
    unknown = list(form.skill_name.errors)
    form.validate()
    form.skill_name.errors = unknown
    return False


def worked_on(
    form: Any,
    show: Callable[[], str],
    save: Callable[[], Any],
    submit: Callable[[Any], Any],
    page: str,
) -> ResponseReturnValue:
    """The page of a form: obeys its buttons, saves, or says what to correct.

    `show` renders the form, `submit` hands in what `save` stored when that button was pressed
    (both or nothing), `page` is the endpoint of the thing once it is stored.
    """
    if request.method == "POST" and form.rearranged(order()):
        return show()
    if form.is_submitted() and typed_skill_added(form) and form.validate():
        done = attempt(form, lambda: submit(save()) if order() == "submit" else save())
        if done is not None:
            flash(_("C’est enregistré."), "success")
            return redirect(url_for(page, public_id=done.public_id))
    return show(), refused_status(form) if form.errors else 200
