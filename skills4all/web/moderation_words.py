"""Words of the moderators' desk: what was looked at, names of fields, reasons ready to be used."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

EVIDENCE_NAMES = {
    "register": _l("Registre de commerce ou ICE"),
    "statutes": _l("Statuts"),
    "accreditation": _l("Autorisation ou accréditation de l’État"),
    "mandate": _l("Mandat de la personne qui l’inscrit"),
    "website": _l("Site officiel de l’organisation"),
    "call": _l("Appel à un numéro trouvé ailleurs"),
}
KIND_NAMES = {
    "organisation": _l("Organisation"),
    "programme": _l("Formation"),
    "opening": _l("Offre"),
    "pledge": _l("Engagement d’embauche"),
}
FIELD_NAMES = {
    "name": _l("Nom de l’organisation"),
    "title": _l("Titre"),
    "description": _l("Description"),
    "registration_number": _l("Numéro ICE ou registre de commerce"),
    "place_id": _l("Province ou préfecture"),
    "address": _l("Adresse"),
    "website": _l("Site web"),
    "contact_email": _l("E-mail public de contact"),
    "contact_phone": _l("Téléphone public"),
    "occupation_id": _l("Métier"),
    "hours": _l("Heures de cours en tout"),
    "price": _l("Prix"),
    "funding": _l("Financement"),
    "funding_note": _l("Précision sur le financement"),
    "certificate": _l("Certificat ou diplôme remis"),
    "mode": _l("Façon de suivre les cours"),
    "teaching_language": _l("Langue d’enseignement"),
    "entry_level_id": _l("Niveau d’études"),
    "contract": _l("Contrat"),
    "remote": _l("télétravail possible"),
    "pay_min": _l("Salaire minimum"),
    "pay_max": _l("Salaire maximum"),
    "positions": _l("Postes"),
    "starts_on": _l("Début"),
    "deadline": _l("Date limite"),
    "skills": _l("Compétences"),
}
READY_REASONS = (
    _l("Le texte ne dit pas assez de quoi il s’agit."),
    _l("Il manque le prix, les dates ou le lieu."),
    _l("De l’argent est demandé à qui postule : nous ne publions pas ces offres."),
    _l("Le texte écarte des personnes sans lien avec le travail demandé."),
    _l("Nous n’avons pas pu vérifier que vous agissez pour cette organisation."),
)
