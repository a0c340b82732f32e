"""What is wrong with a line of a file: where, why, and how to cure it.

Codes are stable; each has a cause and a cure in French, the keys of the catalogues. Saying them
in another language is the caller's: `translate` is gettext or nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Translate = Callable[[str], str]


def _(text: str) -> str:
    """Marks a sentence for the catalogues; it is translated when it is said."""
    return text


SENTENCES: Mapping[str, tuple[str, str]] = {
    "required": (
        _("La cellule est vide."),
        _("Remplissez cette cellule : elle est obligatoire."),
    ),
    "too_long": (
        _("Le texte dépasse %(most)s caractères."),
        _("Raccourcissez-le, sans recopier toute la page d’origine."),
    ),
    "too_many_cells": (
        _("La ligne a plus de cellules que l’en-tête."),
        _("Mettez entre guillemets les textes qui contiennent le séparateur."),
    ),
    "unknown": (
        _("« %(value)s » n’est pas connu."),
        _("Écrivez une valeur connue, par exemple : %(nearest)s."),
    ),
    "money": (
        _("« %(value)s » ne se lit pas comme un montant."),
        _("Écrivez par exemple 8000, 8 000 DH ou 8000-12000 MAD/mois."),
    ),
    "currency": (
        _("« %(value)s » n’est pas en dirhams."),
        _("Convertissez le montant en dirhams (MAD)."),
    ),
    "range_order": (
        _("Le minimum dépasse le maximum."),
        _("Échangez les deux valeurs ou corrigez celle qui est fausse."),
    ),
    "date": (
        _("« %(value)s » n’est pas une date."),
        _("Écrivez par exemple 2026-12-31 ou 31/12/2026, le jour avant le mois."),
    ),
    "past": (
        _("La date %(value)s est passée."),
        _("Corrigez la date, ou retirez la ligne si elle n’est plus d’actualité."),
    ),
    "date_order": (
        _("La fin vient avant le début."),
        _("Échangez les deux dates ou corrigez celle qui est fausse."),
    ),
    "yes_no": (
        _("« %(value)s » n’est ni oui ni non."),
        _("Écrivez oui ou non."),
    ),
    "number": (
        _("« %(value)s » n’est pas un nombre entre %(least)s et %(most)s."),
        _("Écrivez un nombre en chiffres, sans texte autour."),
    ),
    "slots": (
        _("« %(value)s » ne se lit pas comme un horaire."),
        _("Écrivez par exemple : lun 18:00-20:00; sam 09:00-13:00."),
    ),
    "slots_meet": (
        _("Deux créneaux du même jour commencent à la même heure."),
        _("Gardez un seul des deux créneaux."),
    ),
    "no_skill": (
        _("Aucune compétence connue n’a été lue dans le titre ni dans le texte."),
        _("Nommez au moins une compétence, dans la description ou dans la colonne compétences."),
    ),
    "organisation_missing": (
        _("On ne sait pas de quelle organisation il s’agit."),
        _("Ajoutez une colonne organisation, ou donnez l’option --organisation."),
    ),
    "organisation_kind": (
        _("« %(value)s » existe, mais comme une organisation d’un autre genre."),
        _("Vérifiez le nom, ou donnez l’identifiant public de la bonne organisation."),
    ),
    "organisation_other": (
        _("« %(value)s » n’est pas votre organisation."),
        _("Videz cette cellule : les lignes sont les vôtres."),
    ),
    "duplicate_id": (
        _("L’identifiant %(value)s est déjà celui de la ligne %(first)s."),
        _("Donnez à chaque ligne son propre identifiant."),
    ),
    "duplicate_line": (
        _("La ligne répète la ligne %(first)s."),
        _("Retirez une des deux lignes."),
    ),
    "session_start": (
        _("La session n’a pas de date de début."),
        _("Remplissez la date de début, ou videz les autres cellules de la session."),
    ),
    "json_item": (
        _("L’élément n’est pas un objet JSON."),
        _('Écrivez chaque élément de la liste comme {"titre": "…"}.'),
    ),
    "unknown_header": (
        _("La colonne « %(value)s » n’est pas connue : elle n’a pas été lue."),
        _("Renommez-la si elle compte. Noms connus : %(nearest)s."),
    ),
    "double_header": (
        _("La colonne « %(value)s » dit la même chose qu’une autre : elle n’a pas été lue."),
        _("Gardez une seule des deux colonnes."),
    ),
}
"""Code -> cause, cure."""

FILE_SENTENCES: Mapping[str, tuple[str, str]] = {
    "file_empty": (
        _("Le fichier est vide."),
        _("Choisissez un fichier avec une ligne d’en-tête et au moins une ligne."),
    ),
    "file_headers": (
        _("Aucune colonne connue n’a été trouvée dans la première ligne."),
        _("La première ligne doit nommer les colonnes, par exemple : %(nearest)s."),
    ),
    "file_spreadsheet": (
        _("Ce fichier est un classeur, pas un texte."),
        _("Dans le tableur, choisissez « Enregistrer sous », puis CSV UTF-8."),
    ),
    "file_json": (
        _("Le JSON est mal formé, ligne %(line)s."),
        _("Le fichier doit contenir une liste d’objets : [{…}, {…}]."),
    ),
    "file_binary": (
        _("Le fichier ne se lit pas comme un texte."),
        _("Enregistrez-le en UTF-8 et recommencez."),
    ),
    "file_large": (
        _("Le fichier dépasse %(most)s Mo."),
        _("Découpez-le en plusieurs fichiers, chacun avec l’en-tête."),
    ),
    "organisation_unusable": (
        _("L’organisation « %(value)s » existe, mais d’un autre genre."),
        _("Donnez à --organisation un autre nom, ou l’identifiant public de la bonne."),
    ),
}


@dataclass(frozen=True, slots=True)
class LineProblem:
    """`line` counts from 1, the header included; for JSON it is the place in the list.

    `column` is the name that the file gives the column, or empty for the whole line.
    """

    line: int
    column: str
    code: str
    details: Mapping[str, object] = field(default_factory=dict)

    def cause(self, translate: Translate = _) -> str:
        return _say(SENTENCES[self.code][0], self.details, translate)

    def cure(self, translate: Translate = _) -> str:
        return _say(SENTENCES[self.code][1], self.details, translate)


class BadFile(Exception):
    """The file as a whole cannot be read; nothing was stored. `code` is in FILE_SENTENCES."""

    def __init__(self, code: str, **details: object) -> None:
        self.code, self.details = code, details
        super().__init__(code)

    def sentence(self, translate: Translate = _) -> str:
        cause, cure = FILE_SENTENCES[self.code]
        said = (_say(cause, self.details, translate), _say(cure, self.details, translate))
        return " ".join(said)


def _say(sentence: str, details: Mapping[str, object], translate: Translate) -> str:
    return translate(sentence) % dict(details)
