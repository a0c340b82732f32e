"""The name of one skill says nothing of the next: "réseaux sans fil, Python" denies no Python.

Words that deny or tell a level also stand inside names of skills; there they belong to the name.
"""

from __future__ import annotations

from collections.abc import Iterator

from skills4all.matching.vocabulary import Label
from tests.matching_quality.people import AND, COMMA, MATCHER, WORLD

NEIGHBOUR = "cobol"
WORD = "COBOL"


def labels() -> Iterator[Label]:
    for skill in WORLD.skills.values():
        if skill.id != NEIGHBOUR:
            yield from (label for label in skill.labels if label.language in AND)


def said_of_neighbour(text: str) -> tuple[int | None, bool]:
    """Level and denial of the neighbour, which every text here names once."""
    (found,) = (item for item in MATCHER.read(text) if item.skill == NEIGHBOUR)
    return found.level, found.denied


def test_no_name_denies_the_skill_after_it() -> None:
    texts = (label.text + COMMA[label.language] + WORD for label in labels())
    wrong = [text for text in texts if said_of_neighbour(text) != (None, False)]
    assert not wrong, (len(wrong), wrong)


def test_no_name_tells_the_level_of_the_skill_before_it() -> None:
    texts = (WORD + AND[label.language] + label.text for label in labels())
    wrong = {text: said for text in texts if (said := said_of_neighbour(text)) != (None, False)}
    assert not wrong, (len(wrong), list(wrong.items())[:12])


def test_words_outside_a_name_still_deny_and_tell() -> None:
    """The control: what the two tests above look for does exist."""
    assert said_of_neighbour("pas de réseaux, COBOL") == (None, True)
    assert said_of_neighbour("notions de COBOL") == (1, False)
