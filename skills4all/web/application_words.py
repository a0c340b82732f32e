"""Words of applications: stages for either side, what happens next, reasons told to an employer.

An employer reads the same reasons as the learner, about somebody else: « déclaré par vous »
becomes « déclaré par la personne ».
"""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from skills4all.models import Application, ApplicationStatus
from skills4all.services.applications import steps
from skills4all.web.forms.profile import STATUSES
from skills4all.web.locale import day

STAGES = {
    "received": (_l("Reçue"), "brand"),
    "viewed": (_l("Lue"), ""),
    "shortlisted": (_l("Présélection"), "good"),
    "interview": (_l("Entretien"), "good"),
    "offer": (_l("Proposition"), "good"),
    "hired": (_l("Embauche"), "good"),
    "refused": (_l("Refusée"), "bad"),
    "withdrawn": (_l("Retirée"), ""),
}
PIPELINE = {each.value: STAGES[each.value] for each in steps.PIPELINE}
"""The stages an employer sees, in their order."""
NEXT = {
    "shortlisted": _l("L’employeur vous a retenu pour la suite. Il vous écrira à cette adresse :"),
    "interview": _l("L’employeur vous propose un entretien. Il vous écrira à cette adresse :"),
    "offer": _l("L’employeur vous propose le poste. Il vous écrira à cette adresse :"),
    "hired": _l("L’employeur confirme votre embauche. Félicitations."),
    "refused": _l("L’employeur ne donne pas suite. Son motif est ci-dessous."),
    "withdrawn": _l("Vous avez retiré cette candidature. L’employeur n’en lit plus rien."),
}
BANDS = {
    "within_reach": _l("À sa portée"),
    "stretch": _l("À sa portée avec de l’effort"),
    "far": _l("Encore loin de sa portée"),
    "unknown": _l("Trop peu d’informations"),
}
STATES = {
    "matched": _l("Présentes"),
    "partly": _l("Présentes en partie"),
    "missing": _l("À apprendre"),
    "unknown": _l("Rien ne le dit"),
}
SOURCES = {
    "inferred": _l("supposé d’après ses études"),
    "read": _l("lu dans un texte de la personne"),
    "declared": _l("déclaré par la personne"),
    "certified": _l("certifié"),
}
TO_EMPLOYER: dict[str, Any] = {"bands": BANDS, "states": STATES, "sources": SOURCES}
"""Put these words in the place of those for the learner, for one page."""


def init_app(app: Flask) -> None:
    """Give templates the words of studies, which a frozen profile is told in."""
    app.jinja_env.globals.update(study_statuses=STATUSES)


def stage(status: ApplicationStatus) -> str:
    """The name of a stage."""
    return str(STAGES[status.value][0])


def what_next(application: Application) -> str:
    """What the learner can expect, and by when."""
    if application.status in steps.SILENT:
        sentence = _(
            "Réponse attendue avant le %(day)s. Passé ce jour, nous relançons l’employeur.",
            day=day(steps.answer_due(application)),
        )
        return str(sentence)
    return str(NEXT[application.status.value])
