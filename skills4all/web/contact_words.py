"""Words for cards, contact requests and what a learner has under way."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from skills4all.services.candidates.shown import Shown
from skills4all.web.wording import field_headings, label

CARD_BANDS = {
    "within_reach": _l("À portée"),
    "stretch": _l("Accessible avec de l’effort"),
    "far": _l("Encore loin"),
    "unknown": _l("Trop peu de réponses"),
}
CARD_STATES = {
    "matched": _l("Acquises"),
    "partly": _l("En partie"),
    "missing": _l("À apprendre"),
    "unknown": _l("Non dit"),
}
CARD_SOURCES = {
    "inferred": _l("supposé d’après les études"),
    "read": _l("lu dans un texte"),
    "declared": _l("déclaré"),
    "certified": _l("certifié"),
}
ASKED_BY_EMPLOYER = {
    "asked": (_l("En attente de réponse"), "warn"),
    "accepted": (_l("Acceptée"), "good"),
    "declined": (_l("Déclinée"), ""),
    "withdrawn": (_l("N’est plus disponible"), ""),
    "expired": (_l("Sans réponse"), ""),
}
"""`withdrawn` does not tell the employer who ended it, nor why."""
ASKED_OF_LEARNER = {
    "asked": (_l("Attend votre réponse"), "warn"),
    "accepted": (_l("Acceptée"), "good"),
    "declined": (_l("Déclinée"), ""),
    "withdrawn": (_l("Terminée"), ""),
    "expired": (_l("Expirée sans réponse"), ""),
}
ENROLMENTS = {
    "requested": (_l("Demande envoyée"), "warn"),
    "confirmed": (_l("Place confirmée"), "good"),
    "waiting": (_l("Liste d’attente"), "warn"),
    "refused": (_l("Refusée"), ""),
    "cancelled": (_l("Annulée"), ""),
    "attended": (_l("Session suivie"), "good"),
    "certified": (_l("Certificat obtenu"), "good"),
}
APPLICATIONS = {
    "received": (_l("Reçue"), ""),
    "viewed": (_l("Vue par l’employeur"), ""),
    "shortlisted": (_l("Retenue pour la suite"), "good"),
    "interview": (_l("Entretien"), "good"),
    "offer": (_l("Proposition d’embauche"), "good"),
    "hired": (_l("Embauche conclue"), "good"),
    "refused": (_l("Refusée"), ""),
    "withdrawn": (_l("Retirée"), ""),
}
STEP_STATES: dict[str, dict[str, Any]] = {
    "enrolment": ENROLMENTS,
    "application": APPLICATIONS,
    "contact": ASKED_OF_LEARNER,
    "pathway": {"kept": (_l("Gardé"), "")},
}
STEP_KINDS = {
    "enrolment": _l("Inscription"),
    "application": _l("Candidature"),
    "contact": _l("Demande de contact"),
    "pathway": _l("Parcours"),
}
NEXT = {
    "take_seat": _l("Une place s’est libérée : acceptez-la"),
    "centre_answers": _l("Le centre vous répond"),
    "seat_may_come": _l("Une place peut se libérer"),
    "session_starts": _l("La session commence"),
    "session_ends": _l("La session se termine"),
    "certificate": _l("Le centre peut délivrer un certificat"),
    "employer_reads": _l("L’employeur lit votre candidature"),
    "employer_answers": _l("L’employeur vous répond"),
    "interview": _l("Préparez l’entretien"),
    "answer_offer": _l("Répondez à la proposition"),
    "answer_contact": _l("Acceptez ou déclinez"),
    "open_pathway": _l("Voir les sessions et les offres d’aujourd’hui"),
}
PLACELESS = _l("Maroc")


def shown_text(shown: Shown) -> list[str]:
    """What a card tells of studies and place, from the studies on."""
    field = label("field", shown.field) if shown.field else field_headings().get(shown.broad, "")
    level = label("level", shown.level) if shown.level else ""
    region = label("place", shown.region) if shown.region else str(PLACELESS)
    return [each for each in (field or str(_("Études non précisées")), level, region) if each]
