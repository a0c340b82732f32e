"""The PDF of a certificate: its words in the reader's language, around what was certified."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from skills4all.errors import NotFound
from skills4all.models import Enrolment, EnrolmentStatus
from skills4all.services.documents import typesetting
from skills4all.web.enrolment_words import told_day
from skills4all.web.locale import reader_language
from skills4all.web.wording import label, level_text


def answer(enrolment: Enrolment) -> Response:
    """Raises `NotFound` unless there is a certificate that holds."""
    if enrolment.status is not EnrolmentStatus.CERTIFIED or not enrolment.certificate:
        raise NotFound(kind="certificate")
    code = str(enrolment.certificate_code)
    made = typesetting.pdf("certificate", content(enrolment.certificate, code), reader_language())
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="certificate-{code}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def content(said: dict[str, Any], code: str) -> dict[str, Any]:
    """What the template sets: only text."""
    base = current_app.config["S4A_SETTINGS"].base_url
    return {
        "title": str(_("Certificat de formation")),
        "given": str(_("%(centre)s certifie que", centre=said["centre"])),
        "name": said["name"],
        "followed": str(_("a suivi la formation")),
        "programme": said["programme"],
        "when": str(
            _(
                "du %(first)s au %(last)s",
                first=told_day(said["starts_on"]),
                last=told_day(said["ends_on"]),
            )
        ),
        "hours": str(ngettext("%(num)s heure", "%(num)s heures", said["hours"])),
        "skills_title": str(_("Compétences certifiées")),
        "skills": skill_names(said),
        "issued": str(_("Délivré le %(day)s", day=told_day(said["issued_on"]))),
        "centre": said["centre"],
        "check": str(_("Ce certificat se vérifie à cette adresse :")),
        "address": base + url_for("certificates.show", code=code),
        "code_title": str(_("Code du certificat")),
        # From right to left, groups would be copied out of the PDF in the opposite order.
        "code": code.replace("-", "") if reader_language() == "ar" else code,
    }


def skill_names(said: dict[str, Any]) -> list[str]:
    """Each certified skill with its level, in the reader's language."""
    return [
        f"{label('skill', each['id'])} · {level_text(each['id'], each['level'])}"
        for each in said["skills"]
    ]
