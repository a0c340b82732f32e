"""Words that people use for our choices: contract, way of teaching, funding, language."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from skills4all.models import Contract, Funding, Mode
from skills4all.services.importing.tables import header_key
from skills4all.services.importing.values import BadValue

Choice = TypeVar("Choice", bound=StrEnum)

CONTRACTS: Mapping[Contract, str] = {
    Contract.CDI: "cdi"
    "|contrat à durée indéterminée|durée indéterminée|permanent|full time"
    "|indefinite|عقد غير محدد المدة|غير محدد المدة|دائم",
    Contract.CDD: "cdd|contrat à durée déterminée|durée déterminée|fixed term|عقد محدد المدة"
    "|محدد المدة",
    Contract.ANAPEC: "anapec|contrat anapec|ci|contrat d'insertion|idmaj|insertion|أنابيك|إدماج"
    "|عقد الإدماج",
    Contract.INTERNSHIP: "internship|stage|stage pré-embauche|pfe|stage pfe|intern"
    "|تدريب|تدريب مهني",
    Contract.APPRENTICESHIP: "apprenticeship|alternance|apprentissage|تدرج|التدرج المهني",
    Contract.FREELANCE: "freelance|indépendant|auto-entrepreneur|contractor|مستقل|عمل حر",
    Contract.TEMPORARY: "temporary|intérim|interim|temporaire|temp|مؤقت|عمل مؤقت",
}
MODES: Mapping[Mode, str] = {
    Mode.ONSITE: "onsite|présentiel|en présentiel|sur place|on site|in person|classroom|حضوري"
    "|حضوريا",
    Mode.ONLINE: "online|en ligne|à distance|distanciel|e-learning|remote|distance|عن بعد"
    "|عبر الأنترنت",
    Mode.HYBRID: "hybrid|hybride|mixte|blended|présentiel et distanciel|مختلط|هجين",
}
FUNDINGS: Mapping[Funding, str] = {
    Funding.PAID: "paid|payant|payante|à la charge du participant|مؤدى عنه|بالأداء",
    Funding.PARTLY_FUNDED: "partly funded|partiellement financé|partiellement prise en charge"
    "|cofinancé|partiel|ممول جزئيا",
    Funding.FUNDED: "funded|financé|financée|pris en charge|prise en charge|subventionné|ممول",
    Funding.FREE: "free|gratuit|gratuite|مجاني|مجانا",
}
LANGUAGES: Mapping[str, str] = {
    "fr": "fr|français|french|الفرنسية|فرنسية",
    "ar": "ar|arabe|arabic|العربية|عربية",
    "en": "en|anglais|english|الإنجليزية|إنجليزية",
}


def chosen(text: str, words: Mapping[Choice, str]) -> Choice:
    """The choice that `text` means. Raises `BadValue` with the known words."""
    for choice, names in words.items():
        if header_key(text) in {header_key(name) for name in (*names.split("|"), choice.value)}:
            return choice
    known = ", ".join(names.split("|")[1] if "|" in names else names for names in words.values())
    raise BadValue("unknown", value=text, nearest=known)


def language(text: str) -> str:
    for code, names in LANGUAGES.items():
        if header_key(text) in {header_key(name) for name in names.split("|")}:
            return code
    raise BadValue("unknown", value=text, nearest="français, arabe, anglais")
