"""Sentences for what services refuse, put beside the field they are about."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form

from skills4all.errors import DomainError, FieldProblem, Invalid
from skills4all.services import knowledge
from skills4all.web.wording import WEEKDAYS, label

SENTENCES = {
    "required": _l("Remplissez ce champ."),
    "one_line": _l("Écrivez sur une seule ligne."),
    "control_character": _l("Ce texte contient un caractère invisible qui n’est pas accepté."),
    "too_long": _l("C’est trop long : %(most)s caractères au plus."),
    "too_short": _l("C’est trop court : écrivez au moins %(least)s caractères."),
    "out_of_range": _l("Donnez une valeur entre %(least)s et %(most)s."),
    "unknown": _l("Nous ne connaissons pas cette valeur. Choisissez-la dans la liste."),
    "too_many": _l("C’est trop : %(most)s au plus."),
    "level": _l("« %(name)s » : ce niveau n’existe pas pour cette compétence."),
    "no_letters": _l("Écrivez un nom avec des lettres."),
    "not_an_address": _l("Écrivez une adresse complète, par exemple https://www.exemple.ma."),
    "not_a_mailbox": _l("Cette adresse e-mail n’est pas valable."),
    "free_has_no_price": _l("Une formation gratuite n’a pas de prix : mettez 0."),
    "required_as_taught": _l(
        "« %(name)s » est demandée à l’entrée au niveau que la formation enseigne."
    ),
    "no_skill_taught": _l("Ajoutez au moins une compétence enseignée."),
    "no_skill_asked": _l("Ajoutez au moins une compétence demandée."),
    "ends_before_start": _l("La fin doit venir après le début."),
    "in_the_past": _l("Cette date est déjà passée."),
    "too_far": _l("Cette date est trop éloignée du début."),
    "enrol_after_end": _l("On ne peut pas s’inscrire après la fin de la session."),
    "slot_ends_first": _l("%(name)s : la fin du cours doit venir après son début."),
    "slots_overlap": _l("%(name)s : deux cours se chevauchent."),
    "seats_taken": _l("Des places sont déjà prises : gardez-en au moins autant."),
    "pay_reversed": _l("Le salaire maximum doit être au moins égal au minimum."),
    "before_session_ends": _l("L’embauche doit commencer après la fin de la session choisie."),
}
REFUSALS = {
    "changed_meanwhile": _l(
        "Quelqu’un d’autre a modifié cette page pendant que vous écriviez. Rien n’a été enregistré."
    ),
    "organisation_suspended": _l(
        "Votre organisation est suspendue : vous pouvez lire, mais rien changer."
    ),
    "organisation_not_verified": _l("Vérifiez d’abord l’organisation."),
    "own_organisation": _l("C’est votre propre organisation : une autre personne doit décider."),
    "already_decided": _l("Une décision a déjà été prise."),
    "already_registered": _l("Vous avez déjà inscrit une organisation de ce nom."),
    "too_many_waiting": _l(
        "Plusieurs de vos organisations attendent déjà d’être vérifiées. Attendez notre réponse."
    ),
    "not_a_draft": _l("Ceci a déjà été envoyé."),
    "archived": _l("Cette formation est archivée."),
    "session_over": _l("Cette session est terminée ou annulée."),
    "opening_over": _l("Cette offre est close."),
    "pledge_over": _l("Cet engagement n’est plus en cours."),
    "employer_not_verified": _l("Votre organisation doit d’abord être vérifiée."),
    "asked_before": _l(
        "Vous avez déjà écrit à cette personne à ce sujet. Vous pourrez le refaire six mois après."
    ),
    "contact_over": _l("Cette demande n’est plus en cours."),
    "contact_needs_account": _l(
        "Pour accepter, il faut un compte : c’est à son adresse e-mail que l’employeur vous écrira."
    ),
    "thread_closed": _l("Cet échange est clos : on ne peut plus y écrire."),
    "too_many_attempts": _l("C’est trop pour le moment : réessayez plus tard."),
}
PLACES = {"skills": "skill_name"}
"""Fields of a problem that the form shows elsewhere."""


def attach(form: Form, refusal: Invalid) -> None:
    """Add each problem to its field, or to the form when it has no such field."""
    for problem in refusal.problems:
        name = PLACES.get(problem.field, problem.field)
        sentence = sentence_of(problem)
        if name in form:
            form[name].errors = [*form[name].errors, sentence]
        else:
            form.form_errors.append(sentence)


def sentence_of(problem: FieldProblem) -> str:
    """In the reader's language."""
    sentence = SENTENCES.get(problem.code)
    if sentence is None:
        return str(_("Cette valeur ne peut pas être acceptée."))
    values: dict[str, Any] = {**problem.details, "name": _name(problem)}
    return str(sentence) % values if "%(" in str(sentence) else str(sentence)


def _name(problem: FieldProblem) -> str:
    value = problem.value or ""
    if problem.field == "slots":
        return str(WEEKDAYS[int(value)]).capitalize() if value in "0123456" and value else value
    return label("skill", value) if value in knowledge.vocabulary().skills else value


def refusal_text(refusal: DomainError) -> str:
    """A sentence for the reader, whatever the refusal."""
    return str(REFUSALS.get(refusal.code) or _("Cette action n’est pas possible maintenant."))
