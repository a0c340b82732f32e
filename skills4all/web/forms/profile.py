"""What the profile's steps accept, and the sentence for each thing they refuse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from skills4all.errors import DomainError, FieldProblem, Invalid
from skills4all.models import Learner
from skills4all.services.answers import CENTIMES, LARGEST, Reading
from skills4all.services.learners.possibilities import Told
from skills4all.web.forms.accounts import AGREE_FIRST, MOST_ANSWERS
from skills4all.web.locale import money
from skills4all.web.wording import MODES, problem_sentences

__all__ = [
    "AGREE_FIRST",
    "MOST_ANSWERS",
    "STATUSES",
    "WRONG_CODE",
    "place_in",
    "possibilities_in",
    "possibilities_told",
    "problems_of",
    "query_of",
    "shown_possibilities",
]

WRONG_CODE = _l(
    "Ce code n’ouvre aucun profil. Vérifiez-le ; il sert 30 jours après le dernier usage."
)
STATUSES = {
    "obtained": _l("diplôme obtenu"),
    "in_progress": _l("études en cours"),
    "abandoned": _l("études arrêtées"),
}
FILE_PROBLEMS = {
    "too_large": _l("Ce fichier est trop lourd : 5 Mo au plus."),
    "encrypted": _l(
        "Ce PDF est protégé par un mot de passe. Enlevez la protection, ou collez le texte."
    ),
    "no_text": _l(
        "Aucun texte trouvé : c’est peut-être une image scannée. Collez le texte ci-dessous."
    ),
    "unknown_type": _l("Nous lisons les fichiers PDF, Word (.docx), Europass (.xml) et texte."),
    "old_word": _l(
        "Ce format Word ancien (.doc) n’est pas lu : enregistrez-le en .docx ou en PDF."
    ),
    "damaged": _l("Ce fichier est abîmé ou incomplet."),
    "too_long": _l(
        "Ce fichier est trop long à lire : essayez un fichier plus simple, ou collez le texte."
    ),
    "too_heavy": _l(
        "Ce fichier demande trop de mémoire : essayez un fichier plus simple, ou collez le texte."
    ),
    "nothing_to_read": _l("Choisissez un fichier ou écrivez un texte."),
    "busy": _l("Trop de CV sont lus en ce moment. Réessayez dans une minute."),
}
SENTENCES = {
    "required": _l("Cette réponse manque."),
    "year": _l("Donnez une année, par exemple 2024."),
    "level_only": _l("Choisissez un niveau de la liste."),
    "too_many_studies": _l("Dix parcours d’études au plus."),
}


def problems_of(refusal: DomainError) -> dict[str, list[str]]:
    """Field -> sentences, in the reader's language."""
    if refusal.code in FILE_PROBLEMS:
        return {"file": [str(FILE_PROBLEMS[refusal.code])]}
    if refusal.code in SENTENCES:
        return {"field": [str(SENTENCES[refusal.code])]}
    if not isinstance(refusal, Invalid):
        raise refusal
    return _with_sentences(refusal.problems)


def _with_sentences(problems: Iterable[FieldProblem]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for problem in problems:
        if problem.code in SENTENCES:
            found.setdefault(problem.field, []).append(str(SENTENCES[problem.code]))
        else:
            for name, sentences in problem_sentences([problem]).items():
                found.setdefault(name, []).extend(sentences)
    return found


def place_in(form: Mapping[str, str]) -> str | None:
    """The province chosen, None for none. Raises `Invalid`."""
    reading = Reading()
    place = reading.concept("place", "place", form.get("place", ""))
    reading.finish()
    return place


def possibilities_in(form: Mapping[str, str], place: str | None) -> Told:
    """Time, money and way as typed. Raises `Invalid` naming each bad field."""
    reading = Reading()
    numbers = {
        name: reading.number(name, form.get(name, ""), most) for name, most in LARGEST.items()
    }
    mode = form.get("mode", "")
    modes = reading.modes("mode", [mode] if mode else [])
    reading.finish()
    budget = numbers["budget"]
    return Told(
        place=place,
        budget=None if budget is None else budget * CENTIMES,
        months=numbers["months"],
        hours_per_week=numbers["hours"],
        mode=modes[0] if modes else None,
        max_km=numbers["km"],
    )


def shown_possibilities(learner: Learner) -> dict[str, str]:
    """What is stored, as it was typed."""
    values = {
        "budget": None if learner.budget is None else learner.budget // CENTIMES,
        "months": learner.months,
        "hours": None if learner.hours_per_week is None else f"{learner.hours_per_week:g}",
        "km": learner.max_km,
        "mode": learner.mode.value if learner.mode else None,
    }
    return {name: "" if value is None else str(value) for name, value in values.items()}


def possibilities_told(learner: Learner) -> list[str]:
    """What is stored of time and money, in a few words each."""
    told: list[str] = []
    if learner.hours_per_week is not None:
        told.append(_("%(hours)s h par semaine", hours=f"{learner.hours_per_week:g}"))
    if learner.months is not None:
        told.append(ngettext("%(num)s mois", "%(num)s mois", learner.months))
    if learner.budget is not None:
        told.append(money(learner.budget))
    if learner.max_km is not None:
        told.append(_("%(km)s km", km=learner.max_km))
    return [*told, *([str(MODES[learner.mode.value])] if learner.mode else [])]


def query_of(pairs: Iterable[tuple[str, str]]) -> str:
    """Pairs as one query string, cut at what sign-up accepts."""
    return urlencode(list(pairs))[:MOST_ANSWERS]
