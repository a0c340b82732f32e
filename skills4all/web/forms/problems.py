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
    "nothing_looked_at": _l("Cochez au moins une chose que vous avez vérifiée."),
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
    "owners_only": _l("Seuls les responsables de l’organisation peuvent faire cela."),
    "last_owner": _l(
        "Il faut au moins une personne responsable. Donnez d’abord ce rôle à une autre personne."
    ),
    "already_member": _l("Cette personne est déjà membre."),
    "already_accepted": _l("Cette invitation a déjà été acceptée."),
    "another_address": _l(
        "Cette invitation est pour une autre adresse e-mail que celle de votre compte."
    ),
    "not_published": _l("Ceci n’est pas publié."),
    "not_verified": _l("Cette organisation n’est pas vérifiée."),
    "not_suspended": _l("Cette organisation n’est pas suspendue."),
    "already_closed": _l("Ce compte est fermé."),
    "not_closed": _l("Ce compte n’est pas fermé."),
    "own_account": _l("C’est votre propre compte."),
    "operators_only": _l("Seule une personne qui exploite le service peut faire cela."),
    "conversation_over": _l("Cet échange est terminé : on ne peut plus y écrire."),
    "not_a_draft": _l("Ceci a déjà été envoyé."),
    "archived": _l("Cette formation est archivée."),
    "session_over": _l("Cette session est terminée ou annulée."),
    "opening_over": _l("Cette offre est close."),
    "opening_not_over": _l("Cette offre n’est pas close."),
    "already_confirmed": _l("C’est déjà confirmé."),
    "pledge_over": _l("Cet engagement n’est plus en cours."),
    "account_needed": _l("Pour vous inscrire, il faut un compte."),
    "enrolment_closed": _l("Les inscriptions à cette session sont closes."),
    "enrolment_not_open": _l("Les inscriptions à cette session ne sont pas encore ouvertes."),
    "already_enrolled": _l("Vous avez déjà demandé une place dans cette session."),
    "enrolment_refused": _l("Le centre a refusé votre inscription à cette session."),
    "too_many_enrolments": _l(
        "Vous avez déjà beaucoup d’inscriptions en cours. Annulez-en une d’abord."
    ),
    "no_seat_kept": _l("Cette place n’est plus gardée pour vous."),
    "enrolment_over": _l("Cette inscription n’est plus en cours."),
    "session_not_started": _l("La session n’a pas encore commencé."),
    "not_attended": _l(
        "Notez d’abord sa présence : seules les personnes présentes sont certifiées."
    ),
    "not_certified": _l("Il n’y a pas de certificat à retirer."),
    "learner_gone": _l("Cette personne a effacé son compte."),
    "learner_has_no_name": _l("Cette personne n’a pas donné son nom : demandez-le-lui d’abord."),
    "already_applied": _l("Vous avez déjà envoyé votre candidature à cette offre."),
    "profile_changed": _l(
        "Votre profil a changé depuis que cette page s’est affichée. Relisez ce qui sera envoyé."
    ),
    "profile_empty": _l("Dites d’abord vos études ou vos compétences dans votre profil."),
    "application_decided": _l("L’employeur a déjà décidé : cette candidature ne se retire plus."),
    "step_not_possible": _l("Cette étape n’est pas possible pour cette candidature."),
    "employer_not_verified": _l("Votre organisation doit d’abord être vérifiée."),
    "asked_before": _l(
        "Vous avez déjà écrit à cette personne à ce sujet. Vous pourrez le refaire six mois après."
    ),
    "contact_over": _l("Cette demande n’est plus en cours."),
    "contact_needs_account": _l(
        "Pour accepter, il faut un compte : c’est à son adresse e-mail que l’employeur vous écrira."
    ),
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
