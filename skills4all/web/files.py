"""Files of an organisation: programmes and openings brought in and taken along.

A file is read in the request and forgotten. Good lines are kept at once; the bad ones come back in
a box, with what is wrong, to be corrected there or in a spreadsheet and sent again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import aliased

from skills4all.errors import NotFound
from skills4all.extensions import db
from skills4all.models import ConceptLabel, ConceptType, Organisation, OrganisationKind
from skills4all.models.gap_count import LEAST_SHOWN, GapCount
from skills4all.queries import workspaces
from skills4all.queries.concept_labels import preferred
from skills4all.services import csv_files, gaps_near, limits
from skills4all.services.calendar import today
from skills4all.services.importing import columns
from skills4all.services.importing.corrections import corrections
from skills4all.services.importing.openings import import_openings
from skills4all.services.importing.outcome import Outcome, Wishes
from skills4all.services.importing.owners import Organisations, OwnOrganisation
from skills4all.services.importing.problems import BadFile
from skills4all.services.importing.programmes import import_programmes
from skills4all.services.importing.tables import Columns
from skills4all.services.organisations import rights
from skills4all.services.programmes import as_file
from skills4all.services.programmes.duplicate_programme import duplicate_programme
from skills4all.web import held_forms
from skills4all.web.forms.moderation import RevisionForm
from skills4all.web.listing import Column, listed
from skills4all.web.locale import reader_language
from skills4all.web.sign_in_guard import count
from skills4all.web.wording import label
from skills4all.web.workspace import attempt, person

blueprint = Blueprint("files", __name__)

MOST_BYTES = 2 * 1024 * 1024
Import = Callable[[Database, bytes, Wishes, date, Organisations], Outcome]


@dataclass(frozen=True, slots=True)
class Format:
    """What a kind of organisation sends: how it is read, under which names of columns."""

    work: Import
    columns: Columns
    home: str


FORMATS: Mapping[OrganisationKind, Format] = {
    OrganisationKind.CENTRE: Format(import_programmes, columns.PROGRAMMES, "centre.home"),
    OrganisationKind.EMPLOYER: Format(import_openings, columns.OPENINGS, "employer.home"),
}


@blueprint.route("/my/organisations/<public_id>/import", methods=["GET", "POST"])
def bring(public_id: str) -> ResponseReturnValue:
    """Send a file; what came of it."""
    found, form = _sender(public_id)
    if request.method == "GET":
        return _page(found, form)
    count(limits.UPLOAD_ADDRESS, request.remote_addr or "")
    rights.refuse_suspended(found)
    data = _sent()
    if not data:
        return _page(found, form, refused=_("Choisissez un fichier, ou collez des lignes.")), 422
    if len(data) > MOST_BYTES:
        return _page(
            found, form, refused=_("Le fichier dépasse 2 Mo : envoyez-le en parties.")
        ), 422
    try:
        outcome = _read(found, form, data)
    except BadFile as bad:
        db.session.rollback()
        return _page(found, form, refused=bad.sentence(_)), 422
    bad_lines = ""
    if outcome.problems:
        note = _("à corriger")
        bad_lines = corrections(data, form.columns, outcome.problems, _, note)
    page = _page(found, form, outcome=outcome, bad_lines=bad_lines)
    return page, 422 if outcome.problems and not outcome.public_ids else 200


@blueprint.post("/my/organisations/<public_id>/corrections")
def to_correct(public_id: str) -> Response:
    """The lines of the box as a file for a spreadsheet."""
    _sender(public_id)
    return _file("a-corriger", csv_files.BYTE_ORDER_MARK + request.form.get("text", ""))


@blueprint.get("/my/organisations/<public_id>/programmes.csv")
def take(public_id: str) -> Response:
    """All programmes with their coming sessions, in the format that `bring` reads."""
    found = rights.organisation(db.session(), person(), public_id, OrganisationKind.CENTRE)
    programmes = workspaces.all_programmes(db.session(), found.id)
    lines = csv_files.lines(as_file.HEADER, as_file.rows(programmes, today()))
    return _file("formations", "".join(lines))


@blueprint.post("/centre/programmes/<public_id>/duplicate")
def duplicate(public_id: str) -> ResponseReturnValue:
    """A new draft from this programme."""
    title = rights.programme(db.session(), person(), public_id).title
    copy = _("%(title)s (copie)", title=title)[:200]
    form = RevisionForm()
    made = attempt(form, lambda: duplicate_programme(db.session(), person(), public_id, copy))
    if made is None:
        flash(" ".join(str(each) for each in form.form_errors), "error")
        return redirect(url_for("centre.programme", public_id=public_id))
    flash(
        _("La copie est un brouillon : changez ce qui diffère, puis ajoutez des dates."), "success"
    )
    return redirect(url_for("centre.edit_programme", public_id=made.public_id))


@blueprint.get("/my/organisations/<public_id>/gaps")
def gaps(public_id: str) -> ResponseReturnValue:
    """What learners near this centre lack and nobody teaches there, most lacked first."""
    found = rights.organisation(db.session(), person(), public_id, OrganisationKind.CENTRE)
    skill, place, language = aliased(ConceptLabel), aliased(ConceptLabel), reader_language()
    named = (
        gaps_near.near(gaps_near.region_of(found.place_id))
        .outerjoin(skill, preferred(skill, GapCount.skill_id, language, ConceptType.SKILL))
        .outerjoin(place, preferred(place, GapCount.place_id, language, ConceptType.PLACE))
    )
    columns = [
        Column("skill", _l("Compétence"), lambda row: label("skill", row.skill_id), skill.text),
        Column(
            "place",
            _l("Province ou préfecture"),
            lambda row: label("place", row.place_id),
            place.text,
        ),
        Column("people", _l("Personnes"), lambda row: row.people, GapCount.people),
    ]
    options: dict[str, Any] = {"search": (skill.text, place.text), "tie": GapCount.id}
    listing = listed(named, columns, sort="-people", file="manques", **options)
    if isinstance(listing, Response):
        return listing
    return render_template(
        "centre/gaps.html", organisation=found, listing=listing, least=LEAST_SHOWN
    )


def _sender(public_id: str) -> tuple[Organisation, Format]:
    found = rights.organisation(db.session(), person(), public_id)
    if found.kind not in FORMATS:
        raise NotFound(kind="organisation")
    return found, FORMATS[found.kind]


def _sent() -> bytes:
    file = request.files.get("file")
    data = file.read(MOST_BYTES + 1) if file else b""
    return data or request.form.get("text", "").strip().encode()


def _read(found: Organisation, form: Format, data: bytes) -> Outcome:
    wishes = Wishes(organisation=found.public_id, source="file", actor=person().public_id)
    owners = OwnOrganisation(db.session(), found)
    outcome = form.work(db.session(), data, wishes, today(), owners)
    db.session.commit()
    return outcome


def _page(found: Organisation, form: Format, **values: Any) -> str:
    return render_template(
        "centre/import.html",
        organisation=found,
        home=form.home,
        names=[names[0] for names in form.columns.values()],
        say=_,
        **{"refused": "", "outcome": None, "bad_lines": _typed(), **values},
    )


def _typed() -> str:
    """Lines that stood in the box, sent once more or once the session was over."""
    return held_forms.typed().get("text", "")


def _file(name: str, text: str) -> Response:
    response = Response(text, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response
