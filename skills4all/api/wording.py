"""Sentences of the JSON interface: what is wrong, said to whoever wrote the client."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from skills4all.errors import FieldProblem
from skills4all.services import knowledge


def title(status: int, code: str | None) -> str:
    """A problem's title: the same for every occurrence of `status` and `code`."""
    titles = {
        400: _("Ce n’est pas du JSON bien formé."),
        404: _("Cette adresse n’existe pas."),
        405: _("Cette adresse ne s’appelle pas avec cette méthode."),
        413: _("Le corps de la requête est trop volumineux."),
        415: _("Envoyez du JSON : Content-Type: application/json."),
        422: _("Certaines valeurs ne conviennent pas."),
        429: _("Trop de requêtes : attendez un peu."),
        500: _("Une erreur s’est produite de notre côté."),
        503: _("Le service est momentanément indisponible."),
    }
    return str(titles.get(status) or titles[422 if code else 400 if status < 500 else 500])


def plan_name(kind: str) -> str:
    """What a plan aims at, as the pages say it."""
    names = {
        "fastest": _("Le plus rapide"),
        "cheapest": _("Le moins cher"),
        "nearest": _("Le plus près de chez vous"),
    }
    return str(names[kind])


def fault(problem: FieldProblem, language: str) -> dict[str, Any]:
    """One bad value: where, why, and the valid values nearest to it, with their labels."""
    kind: Any = problem.details.get("kind")
    nearest = [
        {
            "id": identifier,
            "label": knowledge.label(kind, identifier, language) if kind else _word(identifier),
        }
        for identifier in problem.nearest
    ]
    return {
        "field": problem.field,
        "pointer": problem.details.get("pointer", "#"),
        "code": problem.code,
        "value": problem.value,
        "detail": f"{problem.field}: {_sentence(problem, nearest)}".lstrip(": "),
        "nearest": nearest,
    }


def _word(identifier: str) -> str:
    """The name of a value that is no concept: a mode or a language."""
    words = {
        "onsite": _("sur place"),
        "online": _("en ligne"),
        "hybrid": _("hybride"),
        "fr": "français",
        "ar": "العربية",
        "en": "English",
    }
    return str(words.get(identifier, identifier))


def _sentence(problem: FieldProblem, nearest: list[dict[str, Any]]) -> str:
    value = problem.value or ""
    if problem.code == "unknown":
        near = " · ".join(f"{each['id']} ({each['label']})" for each in nearest)
        if near:
            return str(
                _("« %(value)s » est inconnu. Valeurs proches : %(near)s.", value=value, near=near)
            )
        return str(_("« %(value)s » est inconnu.", value=value))
    if problem.code == "number":
        return str(
            _(
                "il faut un nombre entier de %(least)s à %(largest)s.",
                least=problem.details.get("least", ""),
                largest=problem.details.get("largest", ""),
            )
        )
    if problem.code == "too_long":
        largest = problem.details.get("largest", "")
        return str(_("au plus %(largest)s caractères.", largest=largest))
    if problem.code == "too_many":
        return str(_("au plus %(largest)s valeurs.", largest=problem.details.get("largest", "")))
    return _plain(problem.code, value)


def _plain(code: str, value: str) -> str:
    sentences = {
        "text": _("il faut un texte."),
        "list": _("il faut une liste."),
        "object": _("il faut un objet JSON."),
        "unknown_name": _("ce nom n’existe pas ici."),
        "level": _("« %(value)s » : ce niveau n’existe pas pour cette compétence.", value=value),
        "needs_province": _("une distance se compte depuis chez soi : donnez aussi « province »."),
    }
    return str(sentences.get(code) or _("cette valeur ne convient pas."))
