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
from skills4all.web.workspace import WORDS, person

blueprint = Blueprint("institution", __name__)

MEASURES = {
    "supply": _l("Personnes qui cherchent"),
    "demand": _l("Postes ouverts ou promis"),
    "gaps": _l("Compétences qui manquent"),
}
"""What the map can show."""
NOTES = {
    "supply": _l(
        "Personnes qui ont dit où elles vivent. Moins de dix ne se montrent pas, ni ce qu’un total "
        "trahirait."
    ),
    "demand": _l("Postes des offres ouvertes aujourd’hui et des engagements d’embauche."),
    "gaps": _l(
        "Compétences qui manquent à dix personnes ou plus d’une province, et qu’aucune session n’y "
        "enseigne. Comptées chaque jour."
    ),
}


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
        measure=measure,
        by_province=request.args.get("by") == "province",
        measures=MEASURES,
        notes=NOTES,
        shown={name: _shown(name) for name in MEASURES} if mine else {},
        provinces=small_numbers.provinces_of_regions(),
        **WORDS,
    )


def _shown(measure: str) -> Shown:
    database = db.session()
    if measure == "supply":
        return Shown(*small_numbers.told(by_place.learners(database)))
    if measure == "demand":
        counts = by_place.positions(database, today())
    else:
        counts = by_place.lacked_skills(database)
    provinces = small_numbers.provinces_of_regions().values()
    each: Told = {place: counts.get(place, 0) for inside in provinces for place in inside}
    return Shown(dict(small_numbers.sums(counts)), each)
