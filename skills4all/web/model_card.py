"""The model card for people: what is computed, how well, where it fails, what it is not for.

Every figure comes from `evaluation/measured.json`, which `flask matcher card` writes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template
from flask_babel import lazy_gettext as later

from skills4all.evaluation import card
from skills4all.services import graduates, recommendations
from skills4all.web.pathways import live_indexes

blueprint = Blueprint("model_card", __name__)

# `darija` is written in Latin letters: a language of its own for the reader of skills.
LANGUAGE_NAMES = {
    "fr": later("Français"),
    "ar": later("Arabe"),
    "en": later("Anglais"),
    "darija": later("Darija en lettres latines"),
}
GROUPS = {
    "05": later("Sciences et mathématiques"),
    "07": later("Ingénierie, industrie et construction"),
    "06": later("Informatique"),
    card.OTHER_STUDIES: later("Autres études"),
    card.NO_STUDIES: later("Études non précisées"),
}
QUESTIONS = {
    "b1_onet_nonit_to_it": later("D’un métier à un métier du numérique (États-Unis)"),
    "b2_onet_related_all": later("Les métiers qui ressemblent au mien (États-Unis)"),
    "b3_cip_field_to_it_role": later("D’une filière à un métier du numérique (États-Unis)"),
    "b4_cip_stem_to_occupation": later(
        "D’une filière scientifique à tous les métiers (États-Unis)"
    ),
    "b5_esco_role_to_skill_en": later("Ce que demande un métier, en anglais (Europe)"),
    "b5_esco_role_to_skill_fr": later("Ce que demande un métier, en français (Europe)"),
    "b6_skills_to_role_en": later("De six compétences à un métier, en anglais (Europe)"),
    "b6_skills_to_role_fr": later("De six compétences à un métier, en français (Europe)"),
    "b7_rome_mobility_fr": later("D’un métier au suivant (France)"),
    "b8_rome_title_to_role_fr": later("D’un intitulé de poste au métier (France)"),
    "b9_melo_fr_to_en": later("D’un intitulé français à un métier en anglais (Europe)"),
    "b9_melo_fr_to_fr": later("D’un intitulé français à un métier en français (Europe)"),
    "b10_skill_to_course_en": later("D’une compétence à un cours, en anglais"),
    "b13_rome_field_to_role_fr": later("D’un diplôme à un métier (France, peu de questions)"),
    card.GOLDEN: later("Nos propres exemples, l’ordre des métiers"),
}


@dataclass(frozen=True)
class Row:
    """Golden cases of one language or one group of studies."""

    name: str
    cases: int
    right: float


@blueprint.get("/model")
def show() -> str:
    """What the model does, its figures by language and by group, its weaknesses and its version."""
    measured = card.published()
    lines, golden = list(card.lines(measured)), card.golden_line(measured)
    reading = measured["reading"]
    return render_template(
        "public/model_card.html",
        measured=measured,
        measured_on=date.fromisoformat(measured["measured_on"]),
        model=recommendations.stamp(live_indexes()),
        roles=[
            *_rows(LANGUAGE_NAMES, measured["golden"]["languages"]),
            *_rows(GROUPS, measured["golden"]["groups"]),
        ],
        reading=[(name, reading[key]) for key, name in LANGUAGE_NAMES.items() if key in reading],
        denials=card.denials(measured),
        lines=lines,
        questions=QUESTIONS,
        figures=graduates.figures(),
        short=[each for each in lines if each.short],
        behind=[each for each in (*lines, golden) if each is not None and each.behind],
    )


def _rows(names: Mapping[str, object], counted: Mapping[str, Mapping[str, int]]) -> list[Row]:
    return [
        Row(str(name), counted[key]["cases"], card.right_share(counted[key]))
        for key, name in names.items()
        if key in counted
    ]
