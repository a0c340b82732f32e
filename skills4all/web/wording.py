"""Sentences for codes: what matching and services say in codes, said to a reader.

Everything a page prints for a band, a state, a source, a limit or a problem comes from here, so
that each is worded once and translated once.
"""

import math
from collections.abc import Iterable

from babel import Locale
from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_babel import ngettext

from skills4all.errors import FieldProblem
from skills4all.matching.plans import Relaxation
from skills4all.models import Session
from skills4all.queries.responsiveness import Responsiveness
from skills4all.services import knowledge
from skills4all.web.locale import comma, money, reader_language

BANDS = {
    "within_reach": later("À votre portée"),
    "stretch": later("Accessible avec de l’effort"),
    "far": later("Encore loin"),
    "unknown": later("Il nous manque des réponses"),
}
STATES = {
    "matched": later("Vous l’avez"),
    "partly": later("Vous l’avez en partie"),
    "missing": later("À apprendre"),
    "unknown": later("Nous ne savons pas"),
}
SOURCES = {
    "inferred": later("supposé d’après vos études"),
    "read": later("lu dans votre texte"),
    "declared": later("déclaré par vous"),
    "certified": later("certifié"),
}
VIAS = {
    "narrower": later("grâce à « %(skill)s », qui en fait partie"),
    "near": later("grâce à « %(skill)s », qui s’en approche"),
    "broader": later("grâce à « %(skill)s », plus général"),
}
SKILL_LEVELS = {
    1: later("bases"),
    2: later("pratique guidée"),
    3: later("autonome"),
    4: later("expert"),
}
CEFR_LEVELS = {1: "A1", 2: "A2", 3: "B1", 4: "B2", 5: "C1", 6: "C2"}
ALL_OF_TEN = 10
IN_COUNTRIES = {"US": later("Aux États-Unis")}
"""Countries whose figures we quote, as a sentence begins."""
PLANS = {
    "fastest": later("Le plus rapide"),
    "cheapest": later("Le moins cher"),
    "nearest": later("Le plus près de chez vous"),
}
LIMITS = {
    "budget": later("le budget"),
    "months": later("la durée"),
    "hours_per_week": later("les heures par semaine"),
    "mode": later("la façon de suivre les cours"),
    "max_km": later("la distance"),
}
MODES = {
    "onsite": later("sur place"),
    "online": later("en ligne"),
    "hybrid": later("hybride"),
}
FUNDINGS = {
    "paid": later("payante"),
    "partly_funded": later("financée en partie"),
    "funded": later("financée"),
    "free": later("gratuite"),
}
CONTRACTS = {
    "cdi": later("CDI"),
    "cdd": later("CDD"),
    "anapec": later("Contrat d’insertion (Idmaj)"),
    "internship": later("Stage"),
    "apprenticeship": later("Alternance"),
    "freelance": later("Freelance"),
    "temporary": later("Intérim"),
}
FAMILIES = {
    "data": later("Données et intelligence artificielle"),
    "software": later("Développement de logiciels"),
    "infrastructure": later("Systèmes, réseaux et cloud"),
    "security": later("Cybersécurité"),
    "embedded": later("Systèmes embarqués et électronique"),
    "science": later("Sciences, santé et ingénierie numériques"),
    "business": later("Gestion, conseil et produit"),
    "design": later("Design, web et marketing"),
    "support": later("Assistance et formation"),
}
ORGANISATION_KINDS = {
    "centre": later("Centre de formation"),
    "employer": later("Employeur"),
    "institution": later("Institution"),
}
WEEKDAYS = (
    later("lundi"),
    later("mardi"),
    later("mercredi"),
    later("jeudi"),
    later("vendredi"),
    later("samedi"),
    later("dimanche"),
)


def field_headings() -> dict[str, str]:
    """Headings for fields of study, by the first two digits of ISCED-F; sciences first."""
    return {
        "05": _("Sciences et mathématiques"),
        "07": _("Ingénierie, industrie et construction"),
        "09": _("Santé"),
        "08": _("Agriculture et vétérinaire"),
        "06": _("Informatique"),
        "04": _("Économie, gestion et droit"),
        "03": _("Sciences sociales"),
        "01": _("Éducation"),
        "10": _("Services"),
        "02": _("Lettres et arts"),
        "00": _("Baccalauréat et formations générales"),
    }


def problem_sentences(problems: Iterable[FieldProblem]) -> dict[str, list[str]]:
    """What is wrong with each field, in the reader's language, with the nearest good values."""
    found: dict[str, list[str]] = {}
    for problem in problems:
        found.setdefault(problem.field, []).append(_sentence(problem))
    return found


def _sentence(problem: FieldProblem) -> str:
    value = problem.value or ""
    if problem.code == "number":
        largest = problem.details.get("largest", "")
        sentence = _(
            "« %(value)s » n’est pas un nombre entier entre 0 et %(largest)s.",
            value=value,
            largest=largest,
        )
        return str(sentence)
    if problem.code == "level":
        sentence = _("« %(value)s » : ce niveau n’existe pas pour cette compétence.", value=value)
        return str(sentence)
    near = [_any_label(name) for name in problem.nearest]
    if near:
        sentence = _(
            "Nous ne connaissons pas « %(value)s ». Vouliez-vous dire : %(near)s ?",
            value=value,
            near=" · ".join(near),
        )
        return str(sentence)
    return str(_("Nous ne connaissons pas « %(value)s ».", value=value))


def _any_label(identifier: str) -> str:
    kinds: tuple[knowledge.Kind, ...] = ("field", "level", "place", "skill", "occupation")
    for kind in kinds:
        if identifier in knowledge.names(kind).concepts:
            return label(kind, identifier)
    return str(MODES.get(identifier, identifier))


def label(kind: knowledge.Kind, identifier: str | None) -> str:
    """The name of a concept in the reader's language."""
    return knowledge.label(kind, identifier, reader_language())


def is_human_language(skill: str) -> bool:
    """Whether the skill is a language people speak: its levels are those of the CEFR."""
    known = knowledge.vocabulary().skills.get(skill)
    return known is not None and known.kind == "language"


def level_text(skill: str, level: int | None) -> str:
    """A level as people say it: a CEFR code for a human language, a word for a skill."""
    if level is None:
        return ""
    if is_human_language(skill):
        return CEFR_LEVELS.get(level, "")
    return str(SKILL_LEVELS.get(level, ""))


def reason_text(code: str) -> str:
    """Why a field confers a skill, as a phrase after "because"."""
    reason = knowledge.vocabulary().reasons.get(code)
    return reason.label(reader_language()) if reason else ""


def relaxation_text(relaxation: Relaxation) -> str:
    """What to change for a plan to become possible, and to how much."""
    needed = relaxation.needed or 0
    sentences = {
        "budget": _("Un budget de %(amount)s.", amount=money(math.ceil(needed))),
        "months": _("Une durée de %(months)s mois.", months=math.ceil(needed)),
        "hours_per_week": _("%(hours)s heures par semaine.", hours=math.ceil(needed)),
        "max_km": _("Une distance de %(km)s km.", km=math.ceil(needed)),
        "mode": _("Accepter une autre façon de suivre les cours."),
    }
    return str(sentences[relaxation.limit])


def slots_text(session: Session) -> str:
    """Weekly lessons in local wall time."""
    return comma().join(
        f"{WEEKDAYS[slot.weekday]} {slot.starts:%H:%M}–{slot.ends:%H:%M}" for slot in session.slots
    )


def responsiveness_text(employer: Responsiveness) -> str:
    """How an employer answers, said of it: "répond à 8 candidatures sur 10"."""
    if not employer.is_known:
        return str(_("pas encore assez de candidatures pour dire s’il répond"))
    if not employer.in_ten:
        return str(_("n’a répondu à aucune candidature depuis un an"))
    delay = (
        ngettext("%(num)s jour", "%(num)s jours", employer.days)
        if employer.days
        else _("moins d’un jour")
    )
    if employer.in_ten == ALL_OF_TEN:
        return str(_("répond à toutes les candidatures, en %(delay)s en médiane", delay=delay))
    return str(
        ngettext(
            "répond à %(num)s candidature sur 10, en %(delay)s en médiane",
            "répond à %(num)s candidatures sur 10, en %(delay)s en médiane",
            employer.in_ten,
            delay=delay,
        )
    )


def language_name(code: str) -> str:
    """The name of a language in the reader's language."""
    return Locale.parse(code).get_display_name(reader_language()) or code


def country_name(code: str) -> str:
    """The name of a country in the reader's language."""
    return str(Locale.parse(reader_language()).territories.get(code, code))


def init_app(app: Flask) -> None:
    """Give templates the words."""
    app.jinja_env.globals.update(
        label=label,
        level_text=level_text,
        comma=comma,
        reason_text=reason_text,
        bands=BANDS,
        states=STATES,
        sources=SOURCES,
        vias=VIAS,
        plan_names=PLANS,
        limit_names=LIMITS,
        mode_names=MODES,
        funding_names=FUNDINGS,
        contract_names=CONTRACTS,
        weekday_names=WEEKDAYS,
        family_names=FAMILIES,
        organisation_kinds=ORGANISATION_KINDS,
        slots_text=slots_text,
        responsiveness_text=responsiveness_text,
        is_human_language=is_human_language,
        language_name=language_name,
        in_countries=IN_COUNTRIES,
        country_name=country_name,
    )
