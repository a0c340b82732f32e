"""The moderator's desk: one queue with everything that waits, and a decision on each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from skills4all.extensions import db
from skills4all.models import Opening, Organisation
from skills4all.queries import moderation
from skills4all.services.calendar import today
from skills4all.services.moderation import suspend as suspending
from skills4all.services.moderation import versions, waiting
from skills4all.services.moderation.approve import approve as approving
from skills4all.services.moderation.reject import reject as rejecting
from skills4all.services.openings.duplicates import doubles
from skills4all.services.organisations.lookalikes import lookalikes
from skills4all.web import held_forms, next_words
from skills4all.web.audit_words import act
from skills4all.web.forms.moderation import EvidenceForm, ReasonForm, RevisionForm
from skills4all.web.forms.organisation import KINDS as ORGANISATION_KINDS
from skills4all.web.listing import Column, listed
from skills4all.web.locale import reader_language
from skills4all.web.moderation_words import (
    EVIDENCE_NAMES,
    FIELD_NAMES,
    KIND_NAMES,
    READY_REASONS,
)
from skills4all.web.workspace import WORDS, attempt, decide, person, refused_status

blueprint = Blueprint("moderation", __name__)

KIND = f"<any({', '.join(moderation.KINDS)}):kind>"


@blueprint.get("/moderation/")
def queue() -> ResponseReturnValue:
    """Everything that waits, oldest first; `kind` in the address keeps one kind."""
    kind = request.args.get("kind", "")
    everything = moderation.waiting(kind, reader_language())
    rows = everything.c
    found = listed(
        select(everything),
        _columns(rows),
        search=(rows.title, rows.organisation),
        tie=rows.public_id,
        sort="since",
        file="a-verifier",
    )
    if isinstance(found, Response):
        return found
    return render_template(
        "moderation/queue.html",
        listing=found,
        kinds=KIND_NAMES,
        kind=kind,
        todo=next_words.for_moderator(),
        **WORDS,
    )


def _columns(rows: Any) -> list[Column]:
    return [
        Column("kind", _l("Sorte"), lambda row: KIND_NAMES[row.kind], rows.kind),
        Column("title", _l("Nom"), lambda row: row.title, rows.title),
        Column("by", _l("Organisation"), lambda row: row.organisation, rows.organisation),
        Column("since", _l("Depuis"), lambda row: row.since.date(), rows.since),
    ]


@blueprint.get(f"/moderation/{KIND}/<public_id>")
def item(kind: str, public_id: str) -> str:
    """One thing as its readers would see it, what happened to it, and the two buttons."""
    return _page(kind, public_id, None, None)


@blueprint.post(f"/moderation/{KIND}/<public_id>/approve")
def approve(kind: str, public_id: str) -> ResponseReturnValue:
    """Yes."""
    form = EvidenceForm() if kind == "organisation" else RevisionForm()
    looked_at = request.form.getlist("looked_at") if kind == "organisation" else []
    done = attempt(
        form,
        lambda: approving(db.session(), person(), kind, public_id, form.seen(), today(), looked_at),
    )
    if done is None:
        return _page(kind, public_id, form, None), refused_status(form)
    flash(_("Accepté. Les responsables sont prévenus par e-mail."), "success")
    return redirect(url_for(".queue"))


@blueprint.post(f"/moderation/{KIND}/<public_id>/reject")
def reject(kind: str, public_id: str) -> ResponseReturnValue:
    """No, with the reason."""
    form = ReasonForm()
    done = None
    if form.validate():
        done = attempt(
            form,
            lambda: rejecting(
                db.session(), person(), kind, public_id, form.seen(), form.reason.data
            ),
        )
    if done is None:
        return _page(kind, public_id, None, form), refused_status(form)
    flash(_("Refusé. Les responsables reçoivent le motif par e-mail."), "success")
    return redirect(url_for(".queue"))


@blueprint.post("/moderation/organisation/<public_id>/suspend")
def suspend(public_id: str) -> ResponseReturnValue:
    """Its pages go, its people are told."""
    return _with_reason(
        "organisation",
        public_id,
        lambda form: suspending.suspend(
            db.session(), person(), public_id, form.seen(), form.reason.data
        ),
        _("Suspendue. Ses pages ne sont plus visibles, ses membres sont prévenus."),
    )


@blueprint.post("/moderation/organisation/<public_id>/lift")
def lift(public_id: str) -> ResponseReturnValue:
    """The suspension is over."""
    decide(
        lambda seen: suspending.lift(db.session(), person(), public_id, seen),
        _("La suspension est levée."),
    )
    return redirect(url_for(".item", kind="organisation", public_id=public_id))


@blueprint.post(f"/moderation/{KIND}/<public_id>/take-down")
def take_down(kind: str, public_id: str) -> ResponseReturnValue:
    """One published thing leaves the public pages."""
    return _with_reason(
        kind,
        public_id,
        lambda form: suspending.take_down(
            db.session(), person(), kind, public_id, form.seen(), form.reason.data
        ),
        _("Retiré. Les responsables reçoivent le motif par e-mail."),
    )


def _with_reason(
    kind: str, public_id: str, change: Callable[[ReasonForm], Any], said: str
) -> ResponseReturnValue:
    form = ReasonForm()
    if form.validate() and attempt(form, lambda: change(form)) is not None:
        flash(said, "success")
        return redirect(url_for(".item", kind=kind, public_id=public_id))
    return _page(kind, public_id, None, form), refused_status(form)


def _held(kind: str, public_id: str, *verbs: str) -> Any:
    """What was typed into a form of this page, when the session ended meanwhile."""
    page = url_for(".item", kind=kind, public_id=public_id)
    return next((kept for verb in verbs if (kept := held_forms.shown(f"{page}/{verb}"))), None)


def _page(kind: str, public_id: str, yes: RevisionForm | None, no: ReasonForm | None) -> str:
    """Refused forms are shown again with what was typed; the lock moves to what is shown now."""
    found = waiting.find(db.session(), person(), kind, public_id)
    plain = EvidenceForm if kind == "organisation" else RevisionForm
    yes = yes or plain(formdata=_held(kind, public_id, "approve"))
    no = no or ReasonForm(formdata=_held(kind, public_id, "reject", "suspend", "take-down"))
    for form in (yes, no):
        form.see(found.revision)
    return render_template(
        "moderation/item.html",
        kind=kind,
        found=found,
        organisation=found if isinstance(found, Organisation) else found.organisation,
        lookalikes=lookalikes(db.session(), found) if isinstance(found, Organisation) else [],
        doubles=doubles(db.session(), found, foreign=True) if isinstance(found, Opening) else None,
        history=moderation.history(db.session(), kind, public_id),
        changes=versions.changes(db.session(), found),
        field_names=FIELD_NAMES,
        evidence=EVIDENCE_NAMES,
        ready_reasons=READY_REASONS,
        act=act,
        since=moderation.waiting_since(found),
        yes=yes,
        no=no,
        organisation_kinds=ORGANISATION_KINDS,
        **WORDS,
    )
