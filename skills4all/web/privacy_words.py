"""Names of tables, columns, purposes and terms, for people who read a copy of their data."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

TICK_TO_ERASE = _l("Cochez la case pour confirmer : l’effacement ne peut pas être défait.")

PURPOSES = {
    "profile": _l("Garder mon profil et me proposer des parcours"),
    "visibility": _l("Être visible des employeurs, sans mon nom"),
    "alerts": _l("Recevoir des alertes"),
    "follow_up": _l("Être recontacté pour dire ce que je suis devenu"),
    "longer_retention": _l("Garder mes candidatures plus longtemps"),
}
RETENTION_WORDS = (
    (_l("Compte et profil"), _l("24 mois après votre dernière visite, avec un rappel à 22 mois")),
    (_l("Inscription jamais confirmée"), _l("30 jours")),
    (_l("Profil sans compte"), _l("30 jours après le dernier usage du code de reprise")),
    (
        _l("Inscription à une formation"),
        _l("24 mois après la fin de la session, puis sans votre nom, pour les statistiques"),
    ),
    (
        _l("Candidature"),
        _l("3 mois après un refus pour l’employeur, puis sans votre nom"),
    ),
    (_l("Journal des classements, sans nom"), _l("12 mois")),
    (_l("Journal de sécurité"), _l("12 mois")),
    (_l("Messages envoyés"), _l("30 jours après l’envoi")),
    (_l("Compteur d’essais, sans adresse lisible"), _l("un jour")),
    (_l("CV et textes à lire"), _l("jamais gardés : lus, puis oubliés aussitôt")),
)
TABLES = {
    "accounts": _l("Compte"),
    "account_roles": _l("Rôles"),
    "login_identifiers": _l("Identifiants de connexion"),
    "learners": _l("Profil"),
    "learner_backgrounds": _l("Études"),
    "learner_skills": _l("Compétences"),
    "working_languages": _l("Langues de travail"),
    "saved_pathways": _l("Parcours gardés"),
    "consents": _l("Accords donnés"),
    "plans": _l("Plans"),
    "plan_steps": _l("Étapes des plans"),
    "enrolments": _l("Inscriptions aux formations"),
    "applications": _l("Candidatures"),
    "application_events": _l("Étapes des candidatures"),
    "contact_requests": _l("Demandes de contact"),
    "alert_subscriptions": _l("Alertes"),
    "alerts_told": _l("Ce que des alertes vous ont dit"),
    "memberships": _l("Organisations"),
    "outcomes": _l("Votre situation après une formation"),
    "event_registrations": _l("Inscriptions aux événements"),
    "cohort_members": _l("Promotions"),
    "reports": _l("Signalements"),
    "messages": _l("Messages"),
}
COLUMNS = {
    "about": _l("À propos"),
    "budget": _l("Budget, en centimes de dirham"),
    "confirmed_at": _l("Confirmé le"),
    "content_language": _l("Langue du texte"),
    "created_at": _l("Créé le"),
    "denied": _l("Écarté par vous"),
    "display_name": _l("Nom affiché"),
    "email": _l("Adresse e-mail"),
    "evidence": _l("D’après"),
    "field_id": _l("Filière"),
    "given_at": _l("Donné le"),
    "hours_per_week": _l("Heures par semaine"),
    "institution": _l("Établissement"),
    "language": _l("Langue"),
    "last_seen_at": _l("Dernière visite"),
    "level": _l("Niveau"),
    "level_id": _l("Niveau d’études"),
    "locale": _l("Langue des pages"),
    "max_km": _l("Distance, en km"),
    "mode": _l("Façon de suivre les cours"),
    "months": _l("Durée, en mois"),
    "occupation_id": _l("Métier"),
    "place_id": _l("Province"),
    "purpose": _l("But"),
    "recorded_at": _l("Noté le"),
    "skill_id": _l("Compétence"),
    "source": _l("Source"),
    "status": _l("État"),
    "updated_at": _l("Changé le"),
    "visibility": _l("Visibilité"),
    "withdrawn_at": _l("Retiré le"),
    "year": _l("Année"),
}
