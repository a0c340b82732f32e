"""The workspace of an institution: what it is, who acts for it, and its country on a map."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask_babel import lazy_gettext as _l

from skills4all.extensions import db
from skills4all.models import OrganisationKind
from skills4all.queries import by_place, workspaces
from skills4all.services import small_numbers
from skills4all.services.calendar import today
from skills4all.services.small_numbers import Told
from skills4all.web import next_words
from skills4all.web.workspace import WORDS, person

blueprint = Blueprint("institution", __name__)

MEASURES = {
    "supply": _l("Personnes qui cherchent"),
    "demand": _l("Postes ouverts ou promis"),
    "balance": _l("Postes pour dix personnes"),
    "gaps": _l("Compétences qui manquent"),
}
"""What the map can show."""
NOTES = {
    "supply": _l(
        "Personnes qui ont dit où elles vivent. Moins de dix ne se montrent pas, ni ce qu’un total "
        "trahirait."
    ),
    "balance": _l(
        "Ce que l’offre et la demande donnent ensemble : plus le nombre est petit, plus les "
        "emplois manquent."
    ),
    "demand": _l("Postes des offres ouvertes aujourd’hui et des engagements d’embauche."),
    "gaps": _l(
        "Compétences qui manquent à dix personnes ou plus d’une province, et qu’aucune session n’y "
        "enseigne. Comptées chaque jour."
    ),
}


HEADINGS = {
    "supply": _l("Personnes"),
    "demand": _l("Postes"),
    "balance": _l("Postes pour dix personnes"),
    "gaps": _l("Manques"),
}
"""The same in the few letters that a table has room for."""


@dataclass(frozen=True)
class Shown:
    """One measure: counts by region and by province."""

    regions: Told
    provinces: Told


@blueprint.get("/institution/")
def home() -> str:
    """The institutions one acts for, and supply, demand and gaps by province."""
    mine = workspaces.organisations(db.session(), person().id, OrganisationKind.INSTITUTION)
    measure = request.args.get("show", "")
    measure = measure if measure in MEASURES else "supply"
    return render_template(
        "institution/home.html",
        organisations=mine,
        todo=next_words.for_institution(mine),
        measure=measure,
        by_province=request.args.get("by") == "province",
        measures=MEASURES,
        notes=NOTES,
        shown=_shown() if mine else {},
        headings=HEADINGS,
        provinces=small_numbers.provinces_of_regions(),
        **WORDS,
    )


def _shown() -> dict[str, Shown]:
    database = db.session()
    supply = Shown(*small_numbers.told(by_place.learners(database)))
    demand = _of_things(by_place.positions(database, today()))
    balance = Shown(
        _balance(supply.regions, demand.regions), _balance(supply.provinces, demand.provinces)
    )
    gaps = _of_things(by_place.lacked_skills(database))
    return {"supply": supply, "demand": demand, "balance": balance, "gaps": gaps}


def _of_things(counts: dict[str, int]) -> Shown:
    """Counts of what is not people: nothing is too small to be told."""
    inside = small_numbers.provinces_of_regions().values()
    each: Told = {place: counts.get(place, 0) for places in inside for place in places}
    return Shown(dict(small_numbers.sums(counts)), each)


def _balance(people: Told, posts: Told) -> Told:
    """Posts for ten people, in whole numbers; where people are not told, this is not either."""
    return {
        place: None if count is None else round(10 * (posts[place] or 0) / count)
        for place, count in people.items()
    }
