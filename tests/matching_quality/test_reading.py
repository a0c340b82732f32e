"""How well skills are read from the annotated texts: floors per language, faults in the message.

The floors are what is reached, less a little; they rise with the reader and never fall silently.
"""

from functools import cache

import pytest

from skills4all.evaluation.reading_set import LANGUAGES, Reading, load, measure, readings, unseen
from skills4all.matching.reading.concepts import SkillReader
from skills4all.reference.files import vocabulary

FLOORS = {
    # language: precision, recall, precision and recall of what is denied
    "fr": (0.97, 0.97, 0.93, 0.95),
    "ar": (0.96, 0.97, 0.95, 0.95),
    "en": (0.97, 0.95, 0.95, 0.93),
    "darija": (0.95, 0.95, 0.95, 0.95),
}


@cache
def results() -> tuple[Reading, ...]:
    reader = SkillReader(vocabulary())
    return tuple(readings(reader.read, load()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_skills_are_read_as_people_read_them(language: str) -> None:
    mine = [each for each in results() if each.item.language == language]
    found = measure(mine)
    reached = (
        found.stated.precision,
        found.stated.recall,
        found.denied.precision,
        found.denied.recall,
    )
    faults = "\n".join(fault for each in mine for fault in each.faults())
    message = f"{language}: {[round(value, 3) for value in reached]}\n{faults}"
    assert all(value >= floor for value, floor in zip(reached, FLOORS[language], strict=True)), (
        message
    )


@pytest.mark.parametrize(
    ("language", "precision", "recall"),
    [("fr", 0.95, 0.88), ("ar", 0.94, 0.83), ("en", 0.93, 0.87)],
)
def test_ordinary_texts_nobody_tuned_on(language: str, precision: float, recall: float) -> None:
    reader = SkillReader(vocabulary())
    mine = [each for each in readings(reader.read, unseen()) if each.item.language == language]
    found = measure(mine).stated
    assert len(mine) >= 25
    assert found.precision >= precision, found
    assert found.recall >= recall, found


def test_the_set_is_sound() -> None:
    """Identifiers are unique, skills exist, and nothing is both stated and denied."""
    items = (*load(), *unseen())
    known = vocabulary().skills
    assert len({item.id for item in items}) == len(items) >= 200
    for item in items:
        assert (item.skills | item.denied) <= known.keys(), item.id
        assert not item.skills & item.denied, item.id
