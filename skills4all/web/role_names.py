"""What else a role is called, so that people recognise it under the name they know."""

from skills4all.matching.text import fold
from skills4all.matching.vocabulary import Occupation

MOST = 6


def other_names(role: Occupation, language: str) -> list[str]:
    """Its aliases in `language`, without those that its label already says."""
    said = {fold(part.strip()) for part in role.label(language).split("/")}
    aliases = (
        each.text for each in role.labels if each.language == language and each.kind == "alias"
    )
    return [name for name in dict.fromkeys(aliases) if fold(name) not in said][:MOST]
