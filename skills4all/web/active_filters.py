"""The filters a list is under, in words, so that each can be seen and taken away."""

from collections.abc import Mapping

from flask_babel import gettext as _

from skills4all.matching.vocabulary import Named
from skills4all.services import knowledge
from skills4all.web.choices import Choice
from skills4all.web.locale import reader_language
from skills4all.web.wording import CONTRACTS, MODES


def in_words(args: Mapping[str, str]) -> list[Choice]:
    """One choice a filter: `value` its name in the address, `text` what it keeps. A value that
    filters nothing is left out.
    """
    known = knowledge.vocabulary()
    said = {
        "place": _named(known.places, args.get("place", "")),
        "occupation": _named(known.occupations, known.current(args.get("occupation", ""))),
        "mode": _of(MODES, args.get("mode", "")),
        "contract": _of(CONTRACTS, args.get("contract", "")),
        "remote": _("Télétravail possible") if args.get("remote") == "1" else "",
        "free": _("Gratuites seulement") if args.get("free") == "1" else "",
    }
    return [Choice(name, text) for name, text in said.items() if text]


def _named(concepts: Mapping[str, Named], identifier: str) -> str:
    found = concepts.get(identifier)
    return found.label(reader_language()) if found else ""


def _of(words: Mapping[str, object], value: str) -> str:
    return str(words[value]) if value in words else ""
