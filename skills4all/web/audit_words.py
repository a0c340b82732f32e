"""Codes of the audit trail in words. A code without words is shown as it is."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

THINGS = {
    "organisation": _l("Organisation"),
    "programme": _l("Formation"),
    "session": _l("Session"),
    "opening": _l("Offre"),
    "pledge": _l("Engagement d’embauche"),
    "account": _l("Compte"),
    "learner": _l("Profil"),
    "enrolment": _l("Inscription"),
    "application": _l("Candidature"),
    "import": _l("Import"),
}
ACTS = {
    "registered": _l("inscription"),
    "created": _l("création"),
    "added": _l("ajout"),
    "edited": _l("modification"),
    "submitted": _l("envoi à la vérification"),
    "approved": _l("acceptation"),
    "rejected": _l("refus"),
    "taken_down": _l("retrait de la publication"),
    "suspended": _l("suspension"),
    "lifted": _l("fin de la suspension"),
    "closed": _l("fermeture"),
    "cancelled": _l("annulation"),
    "archived": _l("archivage"),
    "withdrawn": _l("retrait"),
    "duplicated": _l("copie"),
    "imported": _l("import d’un fichier"),
    "erased": _l("effacement"),
    "exported": _l("copie des données"),
    "given": _l("rôle donné"),
    "taken": _l("rôle retiré"),
    "member_invited": _l("invitation d’un membre"),
    "member_joined": _l("arrivée d’un membre"),
    "member_role": _l("changement de rôle d’un membre"),
    "member_removed": _l("retrait d’un membre"),
    "member_left": _l("départ d’un membre"),
    "invitation_withdrawn": _l("retrait d’une invitation"),
    "upheld": _l("signalement retenu"),
    "dismissed": _l("signalement écarté"),
    "searched": _l("recherche"),
    "looked_at": _l("consultation"),
    "reopened": _l("réouverture"),
    "signed_out": _l("fin des sessions"),
    "mailed_again": _l("e-mail renvoyé"),
}


def act(action: str) -> str:
    """`programme.approved` -> what was done."""
    code = action.rpartition(".")[2]
    return str(ACTS.get(code, code))


def thing(kind: str) -> str:
    """The kind of thing it was done to."""
    return str(THINGS.get(kind, kind))
