"""A CV made from a profile: the same data whether it is today's or one that was sent.

Words are the reader's; nothing of a file somebody uploaded is ever in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask import Response
from flask_babel import gettext as _

from skills4all.services import knowledge
from skills4all.services.documents import typesetting
from skills4all.web.forms.profile import STATUSES
from skills4all.web.locale import day, reader_language
from skills4all.web.wording import label, language_name, level_text

TEMPLATE = "cv"
Row = dict[str, str]


def response(profile: Mapping[str, Any]) -> Response:
    """The document, shown by the browser; never kept by a cache."""
    body = typesetting.pdf(TEMPLATE, document(profile), reader_language())
    answer = Response(body, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="cv-{reader_language()}.pdf"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def document(profile: Mapping[str, Any]) -> dict[str, Any]:
    """What the template prints; sections without rows are left out."""
    name = profile["name"] or _("Curriculum vitæ")
    skills, tongues = _by_kind(profile["skills"])
    sections = (
        (_("Études"), [_study(each) for each in profile["studies"]]),
        (_("Compétences"), [_skill(each) for each in skills]),
        (_("Langues"), [*_languages(profile["languages"]), *(_skill(each) for each in tongues)]),
    )
    return {
        "title": f"{_('Curriculum vitæ')} – {name}",
        "name": name,
        "contact": _contact(profile),
        "sections": [{"title": title, "rows": rows} for title, rows in sections if rows],
        "foot": _(
            "CV fait par Skills4all à partir du profil. « Certifié » : vérifié par un centre de "
            "formation."
        ),
    }


def _contact(profile: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = (
        (_("Adresse e-mail :"), profile["email"], True),
        (_("Province :"), label("place", profile["place"]), False),
    )
    return [{"label": title, "text": text, "latin": latin} for title, text, latin in rows if text]


def _by_kind(
    skills: Iterable[Mapping[str, Any]],
) -> tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """Skills and human languages; each once, by its best evidence, which comes first."""
    known = knowledge.vocabulary().skills
    best: dict[str, Mapping[str, Any]] = {}
    for each in skills:
        best.setdefault(each["skill"], each)
    tongues = {skill for skill in best if skill in known and known[skill].kind == "language"}
    return (
        [each for skill, each in best.items() if skill not in tongues],
        [each for skill, each in best.items() if skill in tongues],
    )


def _study(each: Mapping[str, Any]) -> Row:
    notes = (str(STATUSES.get(each["status"], "")), each["year"], each["institution"])
    title = f"{label('field', each['field'])} – {label('level', each['level'])}"
    return {"title": title, "note": " · ".join(str(note) for note in notes if note)}


def _skill(each: Mapping[str, Any]) -> Row:
    notes = (level_text(each["skill"], each["level"]), certified_by(each))
    return {
        "title": label("skill", each["skill"]),
        "note": " · ".join(note for note in notes if note),
    }


def certified_by(each: Mapping[str, Any]) -> str:
    """Who certified a skill and when; nothing when nobody did."""
    if each["source"] != "certified":
        return ""
    if not each["certified_by"]:
        return str(_("certifié"))
    on = day(date.fromisoformat(each["certified_on"]))
    return str(_("certifié par %(who)s, le %(day)s", who=each["certified_by"], day=on))


def _languages(rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    return [{"title": language_name(each["language"]), "note": each["cefr"]} for each in rows]
