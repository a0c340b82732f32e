"""What the model card says, as values: figures, counts, goals, and where we fall short of them.

Owns `measured.json`, the only source of the page and of docs/model-card.md. Sentences are made
elsewhere: `card_text` for the document, `web/model_card` for the page.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from skills4all.evaluation import golden_set, reading_set
from skills4all.matching.ranking import MODEL_VERSION
from skills4all.reference.themes import themes
from skills4all.reference.word_meaning import word_meaning
from skills4all.services import knowledge, recommendations
from skills4all.services.indexing.live import LiveIndexes

FILE = Path(__file__).parent / "measured.json"

OURS = "skills4all"
SIMPLE = "word+char"
"""The strongest cheap ranker: what anybody could build in a day."""
GOLDEN = "golden"
NDCG = "ndcg@10"

GOALS: Mapping[str, float] = MappingProxyType(
    {
        "b1_onet_nonit_to_it": 0.72,
        "b3_cip_field_to_it_role": 0.80,
        "b6_skills_to_role_fr": 0.40,
        "b6_skills_to_role_en": 0.55,
        "b10_skill_to_course_en": 0.42,
        "b7_rome_mobility_fr": 0.50,
        "b8_rome_title_to_role_fr": 0.60,
        "b4_cip_stem_to_occupation": 0.50,
        "b9_melo_fr_to_en": 0.20,
    }
)
"""nDCG@10 that we set ourselves before measuring."""

WIDE = 0.10
LEAST_QUERIES = 30
"""A lead this large over so many queries is more than luck; else both figures and no claim."""

GROUPS = ("05", "07", "06")
"""Studies with enough cases to tell: sciences, engineering, computing (ISCED-F, two digits)."""
NO_STUDIES, OTHER_STUDIES = "none", "other"

Figures = Mapping[str, Mapping[str, Mapping[str, float]]]
"""benchmark -> ranker -> measure -> value, as `flask matcher evaluate --json` writes it."""
Measured = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One benchmark as the card shows it. `simple` and `goal` are None where there is none."""

    name: str
    ours: float
    simple: float | None
    goal: float | None
    queries: int

    @property
    def short(self) -> bool:
        """Below the goal."""
        return self.goal is not None and self.ours < self.goal

    @property
    def behind(self) -> bool:
        """The simple ranker does better."""
        return self.simple is not None and self.ours < self.simple

    @property
    def far_ahead(self) -> bool:
        """By more than luck explains."""
        lead = 0.0 if self.simple is None else round(self.ours - self.simple, 4)
        return lead >= WIDE and self.queries >= LEAST_QUERIES


def measurements(figures: Figures, live: LiveIndexes, today: date) -> dict[str, Any]:
    """All that the card says in figures. `live` must hold an index, as the result page does."""
    vocabulary = knowledge.vocabulary()
    return {
        "model": MODEL_VERSION,
        "vocabulary": vocabulary.version,
        "measured_on": today.isoformat(),
        "counts": {
            "skills": len(vocabulary.skills),
            "roles": len(vocabulary.occupations),
            "fields": len(vocabulary.fields),
            "themes": len(themes()),
            "words": len(word_meaning().words),
        },
        "reading": _reading(),
        "golden": _golden(live),
        "benchmarks": {
            name: {
                ranker: {key: value for key, value in row.items() if key != "seconds"}
                for ranker, row in rows.items()
            }
            for name, rows in sorted(figures.items())
        },
    }


def _reading() -> dict[str, dict[str, float]]:
    """Per language, over texts that the reader was never developed on; of Darija, of which there is
    no such set yet, the even-numbered ones.
    """
    darija = (each for each in reading_set.load() if each.language == "darija")
    items = [*reading_set.unseen(), *(each for each in darija if each.number % 2 == 0)]
    reader = knowledge.matcher().reader
    found = reading_set.report(reading_set.readings(reader.read, items))
    return {
        language: {
            "texts": each.texts,
            "precision": round(each.stated.precision, 4),
            "recall": round(each.stated.recall, 4),
            "denials": each.denied.right + each.denied.missed,
            "denied_precision": round(each.denied.precision, 4),
            "denied_recall": round(each.denied.recall, 4),
        }
        for language, each in found.languages.items()
    }


def _golden(live: LiveIndexes) -> dict[str, Any]:
    """Cases right in the order of the result page, per language and per group of studies."""
    found = golden_set.outcomes(
        lambda profile: [
            each.occupation.id for each in recommendations.recommend(profile, live).roles
        ]
    )
    return {
        "leading": golden_set.LEADING,
        "languages": _shares(found, lambda each: each.case.language),
        "groups": _shares(found, lambda each: _group(each.case.field)),
    }


def _group(field: str | None) -> str:
    known = knowledge.vocabulary().fields.get(field or "")
    if known is None:
        return NO_STUDIES
    return known.isced[:2] if known.isced[:2] in GROUPS else OTHER_STUDIES


def _shares(
    outcomes: Iterable[golden_set.Outcome], key: Callable[[golden_set.Outcome], str]
) -> dict[str, dict[str, int]]:
    counted: dict[str, list[bool]] = defaultdict(list)
    for each in outcomes:
        counted[key(each)].append(each.right)
    return {name: {"cases": len(each), "right": sum(each)} for name, each in counted.items()}


def write(measured: Measured) -> None:
    text = json.dumps(measured, indent=1, ensure_ascii=False)
    FILE.write_text(text + "\n", encoding="utf-8")


@lru_cache(maxsize=1)
def published() -> Measured:
    """What is committed: read once a process."""
    found: Measured = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def lines(measured: Measured) -> Iterator[Line]:
    """Benchmarks in the order of the goals, then the others by name; the golden set is none."""
    figures: Figures = measured["benchmarks"]
    names = [*(name for name in GOALS if name in figures), *(n for n in figures if n not in GOALS)]
    for name in names:
        rows = figures[name]
        if name != GOLDEN and OURS in rows:
            yield Line(
                name,
                rows[OURS][NDCG],
                rows[SIMPLE][NDCG] if SIMPLE in rows else None,
                GOALS.get(name),
                int(rows[OURS]["queries"]),
            )


def golden_line(measured: Measured) -> Line | None:
    """The golden set as one more ranking: ours beside the simple one."""
    rows = measured["benchmarks"].get(GOLDEN, {})
    if OURS not in rows or SIMPLE not in rows:
        return None
    return Line(GOLDEN, rows[OURS][NDCG], rows[SIMPLE][NDCG], None, int(rows[OURS]["queries"]))


def not_measured(measured: Measured) -> tuple[str, ...]:
    """Benchmarks that have a goal and no figure."""
    return tuple(name for name in GOALS if name not in measured["benchmarks"])


def right_share(counted: Mapping[str, int]) -> float:
    return counted["right"] / counted["cases"] if counted["cases"] else 0.0


def denials(measured: Measured) -> tuple[int, int]:
    """(understood, all), all languages together: each alone has too few for a share."""
    rows = measured["reading"].values()
    right = sum(round(row["denials"] * row["denied_recall"]) for row in rows)
    return right, sum(row["denials"] for row in rows)
