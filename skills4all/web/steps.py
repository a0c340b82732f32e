"""All that a learner set going, on one page: what happens next and by when, most urgent first."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from skills4all.extensions import db
from skills4all.models import (
    Application,
    ApplicationStatus,
    Enrolment,
    EnrolmentStatus,
)
from skills4all.models.enrolment import HOLDS_A_SEAT
from skills4all.queries import applications, enrolments, learners, messages
from skills4all.services.calendar import today
from skills4all.web.application_words import STAGES, what_next
from skills4all.web.workspace import person

blueprint = Blueprint("steps", __name__)

WAY = {
    "profile": _l("Profil"),
    "pathway": _l("Parcours"),
    "training": _l("Formation"),
    "certificate": _l("Certificat"),
    "application": _l("Candidature"),
    "hired": _l("Embauche"),
}
"""The stations from studies to a job, in the usual order."""
OVER = (
    EnrolmentStatus.REFUSED,
    EnrolmentStatus.CANCELLED,
    EnrolmentStatus.CERTIFIED,
    ApplicationStatus.REFUSED,
    ApplicationStatus.WITHDRAWN,
    ApplicationStatus.HIRED,
)


@blueprint.get("/my/steps")
def mine() -> ResponseReturnValue:
    """Enrolments, applications and kept pathways."""
    learner = learners.of_account(db.session(), person().id)
    if learner is None:
        return redirect(url_for("profile.start"))
    seats = enrolments.all_of_learner(db.session(), learner.id)
    bids = applications.sent_by(db.session(), person().id)
    unread = messages.unread_by_learner(db.session(), learner.id)
    pathways = learners.saved_pathways(db.session(), learner)
    steps: list[Enrolment | Application] = [*seats, *bids]
    steps.sort(key=lambda row: _urgency(row, unread))
    return render_template(
        "learner/steps.html",
        going_on=[row for row in steps if row.status not in OVER or _waits(row, unread)],
        over=[row for row in steps if row.status in OVER and not _waits(row, unread)],
        ranks={row.id: enrolments.rank(db.session(), row) for row in seats if row.position},
        pathways=pathways,
        way=WAY,
        behind=_behind(bool(pathways), seats, bids),
        unread=unread,
        stages=STAGES,
        what_next=what_next,
        today=today(),
    )


def _behind(kept: bool, seats: Sequence[Enrolment], bids: Sequence[Application]) -> list[str]:
    """Stations that the learner has passed; nobody has to pass them in order."""
    states = {row.status for row in seats} | {row.status for row in bids}
    passed = {
        "pathway": kept,
        "training": bool(states & set(HOLDS_A_SEAT)),
        "certificate": EnrolmentStatus.CERTIFIED in states,
        "application": bool(bids),
        "hired": ApplicationStatus.HIRED in states,
    }
    return ["profile", *(name for name, is_so in passed.items() if is_so)]


def _waits(row: Enrolment | Application, unread: messages.Unread) -> int:
    kind = "enrolment" if isinstance(row, Enrolment) else "application"
    return unread.get((kind, row.id), 0)


def _urgency(row: Enrolment | Application, unread: messages.Unread) -> tuple[object, ...]:
    """A seat that is kept for some hours, then what was written, then what is soonest."""
    if isinstance(row, Enrolment):
        kept, when = row.offer_expires_at, row.session.starts_on
    else:
        kept, when = None, row.applied_at.date()
    return (kept is None, str(kept or ""), not _waits(row, unread), str(when), row.public_id)
