"""The list of an opening's applicants: what it shows, what it is sorted by, what it exports.

The order by coverage is one more column to sort by; the list hides nobody, whatever the score.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask import Response
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, case, literal

from skills4all.extensions import db
from skills4all.matching.coverage import Item
from skills4all.matching.ranking import OpeningMatch
from skills4all.models import Application, ApplicationStatus, Opening
from skills4all.queries.applications import readable
from skills4all.services.applications import ranking, steps
from skills4all.web.application_words import BANDS, STATES, stage
from skills4all.web.listing import Column, Listing, listed
from skills4all.web.locale import comma
from skills4all.web.wording import label

NAME = Application.profile["name"].as_string()


def applicants_of(opening: Opening, only: str) -> Listing | Response:
    """`only`: a stage; anything else shows all."""
    statement = readable(opening.id)
    if only in {each.value for each in steps.PIPELINE}:
        statement = statement.where(Application.status == ApplicationStatus(only))
    return listed(
        statement,
        _columns(opening),
        search=(NAME,),
        tie=Application.id,
        sort="coverage",
        file="candidatures",
    )


def _columns(opening: Opening) -> list[Column]:
    matched = ranking.against(opening)

    # A row of the export has five cells from one match.
    @lru_cache(maxsize=1)
    def match(row: Application) -> OpeningMatch:
        found = matched(row)
        assert found is not None  # the list holds readable applications only
        return found

    return [
        Column("name", _l("Nom"), lambda row: row.profile["name"], NAME),
        Column(
            "coverage",
            _l("Face à l’offre"),
            lambda row: BANDS[match(row).coverage.band],
            _place(ranking.order(db.session(), opening)),
        ),
        Column("status", _l("Étape"), lambda row: stage(row.status), _stage_order()),
        Column(
            "applied", _l("Reçue le"), lambda row: row.applied_at.date(), Application.applied_at
        ),
        Column("place", _l("Province"), lambda row: label("place", row.profile["place"])),
        Column("email", _l("Adresse e-mail"), lambda row: row.profile["email"]),
        *(_told(state, match) for state in STATES),
    ]


def _told(state: str, match: Callable[[Application], OpeningMatch]) -> Column:
    """In the export: a file explains itself as the page does."""
    return Column(state, STATES[state], lambda row: _names(match(row), state), shown=False)


def _names(match: OpeningMatch, state: str) -> str:
    items: tuple[Item, ...] = getattr(match.gap, state)
    return comma().join(label("skill", item.requirement.skill) for item in items)


def _place(order: list[int]) -> ColumnElement[Any]:
    """The place of each application in the order, as the database can sort by it."""
    if not order:
        return literal(0)
    places = {key: place for place, key in enumerate(order)}
    return case(places, value=Application.id, else_=len(order))


def _stage_order() -> ColumnElement[Any]:
    places = {status: place for place, status in enumerate(steps.PIPELINE)}
    return case(places, value=Application.status, else_=len(places))
