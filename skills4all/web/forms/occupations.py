"""Occupations to choose from, in the reader's language."""

from __future__ import annotations

from skills4all.matching.text import fold
from skills4all.services.knowledge import vocabulary
from skills4all.services.suggestions import occupations_near
from skills4all.web.choices import Choice
from skills4all.web.locale import reader_language
from skills4all.web.pathways import live_indexes


def suggested_occupations(title: str, text: str, chosen: str) -> tuple[str, ...]:
    """The three the text is nearest to; the one that is chosen stays among them, first."""
    near = occupations_near(live_indexes().all(), title, text)
    return near if not chosen or chosen in near else (chosen, *near[:2])


def occupation_choices() -> tuple[Choice, ...]:
    """All roles by label."""
    language = reader_language()
    roles = vocabulary().occupations.values()
    choices = [Choice(role.id, role.label(language)) for role in roles]
    return tuple(sorted(choices, key=lambda choice: fold(choice.text)))
