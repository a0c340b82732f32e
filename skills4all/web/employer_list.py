"""The employer's list of openings: what is said of each, what to do next first."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from skills4all.extensions import db
from skills4all.models import Opening, Organisation, utc_now
from skills4all.queries import next_steps, responsiveness
from skills4all.queries.next_steps import Step
from skills4all.queries.responsiveness import Pile
from skills4all.services.calendar import today
from skills4all.services.openings.answering import LATE
from skills4all.services.openings.life import days_left
from skills4all.web.listing import Column, Listing, listed
from skills4all.web.workspace import STATUSES

STEPS = {
    Step.CORRECT: _l("Corriger et renvoyer"),
    Step.CONFIRM: _l("Dire si elle est toujours ouverte"),
    Step.FINISH: _l("Terminer et envoyer"),
    Step.WAIT: _l("Rien : nous la vérifions"),
    Step.NOTHING: _l("Rien pour l’instant"),
    Step.OVER: _l("Rien : elle est close"),
}
Piles = dict[int, Pile]


def openings_of(mine: Sequence[Organisation]) -> tuple[Listing | Response, Piles]:
    """The list the address asks for (or its file), and the applications to each opening."""
    ids = [each.id for each in mine]
    late = utc_now() - LATE
    piles = responsiveness.piles(db.session(), ids, late)
    statement = (
        select(Opening)
        .join(Opening.organisation)
        .where(Opening.organisation_id.in_(ids))
        .options(contains_eager(Opening.organisation))
    )
    found = listed(
        statement,
        _columns(mine, piles),
        search=(Opening.title, Organisation.name),
        tie=Opening.id.desc(),
        sort="next",
        file="offres",
    )
    return found, piles


def _columns(mine: Sequence[Organisation], piles: Piles) -> list[Column]:
    now, day = utc_now(), today()
    owner = Column("by", _l("Employeur"), lambda row: row.organisation.name, Organisation.name)
    return [
        Column("title", _l("Intitulé"), lambda row: row.title, Opening.title),
        Column(
            "next",
            _l("À faire"),
            lambda row: next_step(row, piles),
            next_steps.order(day, now - LATE),
        ),
        *((owner,) if len(mine) > 1 else ()),
        Column("status", _l("État"), lambda row: STATUSES[row.status.value][0], Opening.status),
        Column("left", _l("Temps restant"), lambda row: days_left(row, day), next_steps.last_day()),
        Column(
            "applications",
            _l("Candidatures"),
            lambda row: pile_of(piles, row).total,
            next_steps.applications(),
        ),
    ]


def pile_of(piles: Piles, opening: Opening) -> Pile:
    return piles.get(opening.id, Pile())


def next_step(opening: Opening, piles: Piles) -> str:
    """In words."""
    pile = pile_of(piles, opening)
    step = next_steps.step_of(opening, pile, today())
    if step is Step.ANSWER:
        late = ngettext(
            "Répondre à %(num)s candidature en retard",
            "Répondre à %(num)s candidatures en retard",
            pile.overdue,
        )
        return str(late)
    if step is Step.READ:
        new = ngettext("Lire %(num)s candidature", "Lire %(num)s candidatures", pile.waiting)
        return str(new)
    return str(STEPS[step])


def is_urgent(opening: Opening, piles: Piles) -> bool:
    """Whether something is asked of the employer before anything else."""
    return next_steps.step_of(opening, pile_of(piles, opening), today()) <= Step.CONFIRM
