"""Read the reference CSV files into the frozen `Vocabulary`. Format: docs/reference.md."""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from skills4all.matching.vocabulary import (
    CEFR,
    LANGUAGES,
    Conferred,
    DegreeLevel,
    FieldOfStudy,
    Label,
    Named,
    Occupation,
    Place,
    Requirement,
    Skill,
    Vocabulary,
)

FOLDER = Path(__file__).parent
Row = dict[str, str]


def rows(name: str, folder: Path = FOLDER) -> Iterator[Row]:
    """Rows of one CSV file as mappings, cells stripped."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {key: (value or "").strip() for key, value in row.items() if key}


def skill_rows(folder: Path = FOLDER) -> Iterator[Row]:
    """Rows of all skill files, in the order of file names."""
    for path in sorted((folder / "skills").glob("*.csv")):
        yield from rows(f"skills/{path.name}", folder)


def many(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def weighted(cell: str) -> tuple[tuple[str, float], ...]:
    """`a:0.5;b:0.3` as pairs."""
    pairs = (part.rpartition(":") for part in many(cell))
    return tuple((name, float(weight)) for name, _, weight in pairs)


def level(cell: str) -> int:
    """A skill level 1-4, or a CEFR code as 1-6."""
    return CEFR[cell] if cell in CEFR else int(cell)


def labels(row: Row) -> tuple[Label, ...]:
    """Preferred labels, aliases and exact forms of a row."""
    found = [Label(row[language], language, "preferred") for language in LANGUAGES]
    for language in LANGUAGES:
        found += [Label(text, language) for text in many(row.get(f"aliases_{language}", ""))]
    found += [Label(text, "en", "exact") for text in many(row.get("aliases_exact", ""))]
    return tuple(found)


def read(folder: Path = FOLDER) -> Vocabulary:
    """Build the vocabulary from the files of `folder`. Raises KeyError or ValueError on bad files;
    `checks` names the line.
    """
    return Vocabulary(
        version=version(folder),
        skills=_skills(folder),
        occupations=_occupations(folder),
        fields=_fields(folder),
        levels=_levels(folder),
        places=_places(folder),
        reasons={row["id"]: Named(row["id"], labels(row)) for row in rows("reasons.csv", folder)},
        replaced_by={row["id"]: row["replaced_by"] for row in rows("replaced.csv", folder)},
    )


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The shipped vocabulary, read once a process."""
    return read()


def version(folder: Path = FOLDER) -> str:
    """First 12 hex digits of the SHA-256 over all files: changes with any of them."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.csv")):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _skills(folder: Path) -> dict[str, Skill]:
    return {
        row["id"]: Skill(
            id=row["id"],
            labels=labels(row),
            kind=row["kind"],  # type: ignore[arg-type]
            broader=row["broader"] or None,
            near=weighted(row["near"]),
            esco=row["esco"] or None,
        )
        for row in skill_rows(folder)
    }


def _occupations(folder: Path) -> dict[str, Occupation]:
    wanted: dict[str, list[Requirement]] = defaultdict(list)
    for row in rows("occupation_skills.csv", folder):
        relation = "essential" if row["relation"] == "essential" else "optional"
        wanted[row["occupation"]].append(
            Requirement(row["skill"], relation, float(row["weight"]), level(row["level"]))  # type: ignore[arg-type]
        )
    return {
        row["id"]: Occupation(
            id=row["id"],
            labels=labels(row),
            requirements=tuple(wanted[row["id"]]),
            isco=row["isco"],
            esco=row["esco"] or None,
            zone=int(row["zone"]),
            entry_level=row["entry_level"],
            segment=row["segment"],
            family=row["family"],
            descriptions=tuple(Label(row[f"description_{x}"], x) for x in LANGUAGES),
        )
        for row in rows("occupations.csv", folder)
    }


def _fields(folder: Path) -> dict[str, FieldOfStudy]:
    given: dict[str, list[Conferred]] = defaultdict(list)
    for row in rows("field_skills.csv", folder):
        given[row["field"]].append(
            Conferred(
                row["skill"],
                row["from_level"],
                float(row["strength"]),
                level(row["level"]),
                row["reason"],
            )
        )
    untaught: dict[str, list[str]] = defaultdict(list)
    for row in rows("field_untaught.csv", folder):
        untaught[row["field"]].append(row["skill"])
    return {
        row["id"]: FieldOfStudy(
            id=row["id"],
            labels=labels(row),
            isced=row["isced"],
            generic=row["generic"] == "1",
            levels=many(row["levels"]),
            conferred=tuple(given[row["id"]]),
            untaught=tuple(untaught[row["id"]]),
        )
        for row in rows("fields.csv", folder)
    }


def _levels(folder: Path) -> dict[str, DegreeLevel]:
    return {
        row["id"]: DegreeLevel(row["id"], labels(row), int(row["rank"]), int(row["isced_level"]))
        for row in rows("levels.csv", folder)
    }


def _places(folder: Path) -> dict[str, Place]:
    return {
        row["id"]: Place(
            id=row["id"],
            labels=labels(row),
            kind=row["kind"],  # type: ignore[arg-type]
            parent=row["parent"] or None,
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            neighbours=many(row["neighbours"]),
            code=row["code"],
        )
        for row in rows("places.csv", folder)
    }
