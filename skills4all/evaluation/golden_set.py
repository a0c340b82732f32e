"""The golden set: people in their own words, and the roles that must and must not lead.

Written by hand in French, Arabic and English, from the vocabulary and from what really happened to
graduates. Each case goes through the same service call as the result page.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from skills4all.matching.documents import Background, LearnerProfile
from skills4all.matching.vocabulary import LANGUAGES

FOLDER = Path(__file__).parent / "golden"
LEADING = 5
"""Places on a phone's first screen of results."""


@dataclass(frozen=True, slots=True)
class Case:
    """`must` stand in the first `LEADING` roles, `must_not` do not."""

    id: str
    language: str
    field: str | None
    level: str | None
    text: str
    must: tuple[str, ...]
    must_not: tuple[str, ...]

    @property
    def profile(self) -> LearnerProfile:
        studied = (Background(self.field, self.level or ""),) if self.field else ()
        return LearnerProfile(studied, text=self.text)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case: `missing` are `must` roles not leading, `wrong` those that lead."""

    case: Case
    ranking: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(role for role in self.case.must if role not in self.ranking[:LEADING])

    @property
    def wrong(self) -> tuple[str, ...]:
        return tuple(role for role in self.case.must_not if role in self.ranking[:LEADING])

    @property
    def right(self) -> bool:
        return not self.missing and not self.wrong


@lru_cache(maxsize=1)
def cases() -> tuple[Case, ...]:
    """All cases, by language and number."""
    return tuple(case for language in LANGUAGES for case in _read(language))


def _read(language: str) -> Iterator[Case]:
    for row in json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8")):
        yield Case(
            row["id"],
            language,
            row["field"],
            row["level"],
            row["text"],
            tuple(row["must"]),
            tuple(row["must_not"]),
        )


def outcomes(
    rank: Callable[[LearnerProfile], Sequence[str]], chosen: Sequence[Case] | None = None
) -> list[Outcome]:
    """Each case with the ranking that `rank` gives its profile."""
    return [Outcome(case, tuple(rank(case.profile))) for case in chosen or cases()]
