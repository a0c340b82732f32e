"""Occupations to choose from, in the reader's language."""

from __future__ import annotations

from skills4all.matching.text import fold
from skills4all.services.knowledge import vocabulary
from skills4all.web.choices import Choice
from skills4all.web.locale import reader_language


def occupation_choices() -> tuple[Choice, ...]:
    """All roles by label."""
    language = reader_language()
    roles = vocabulary().occupations.values()
    choices = [Choice(role.id, role.label(language)) for role in roles]
    return tuple(sorted(choices, key=lambda choice: fold(choice.text)))
