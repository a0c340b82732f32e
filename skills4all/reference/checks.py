"""What is wrong with the reference files, each fault with its file and identifier."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from skills4all.matching.text import keys
from skills4all.matching.vocabulary import CEFR, LANGUAGES
from skills4all.reference.files import FOLDER, Row, many, rows, skill_rows

KINDS = {"knowledge", "skill", "tool", "language", "transversal"}
PLACE_KINDS = {"country", "region", "prefecture", "province"}
SEGMENTS = {"", "ITO", "BPO", "ESO", "KPO"}
LEAST_ESSENTIAL = 4


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """`what` is wrong with row `id` of `file`."""

    file: str
    id: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.id}: {self.what}"


class Files:
    """The rows of all files, read once, with the sets of identifiers that links may point to."""

    def __init__(self, folder: Path = FOLDER) -> None:
        def table(name: str) -> list[Row]:
            return list(rows(name, folder))

        self.skills = list(skill_rows(folder))
        self.occupations = table("occupations.csv")
        self.occupation_skills = table("occupation_skills.csv")
        self.fields = table("fields.csv")
        self.field_skills = table("field_skills.csv")
        self.field_untaught = table("field_untaught.csv")
        self.levels = table("levels.csv")
        self.places = table("places.csv")
        self.reasons = table("reasons.csv")
        self.replaced = table("replaced.csv")
        self.computing_shares = table("computing_shares.csv")

    def named(self) -> Iterator[tuple[str, list[Row]]]:
        yield "skills", self.skills
        yield "occupations.csv", self.occupations
        yield "fields.csv", self.fields
        yield "levels.csv", self.levels
        yield "places.csv", self.places
        yield "reasons.csv", self.reasons
        yield "computing_shares.csv", self.computing_shares


def check(folder: Path = FOLDER) -> list[Fault]:
    """All faults of the files of `folder`, sorted; an empty list means they are sound."""
    files = Files(folder)
    faults: list[Fault] = []
    for rule in RULES:
        faults.extend(rule(files))
    return sorted(faults)


def _ids(table: Iterable[Row]) -> set[str]:
    return {row["id"] for row in table}


def _unique_ids(files: Files) -> Iterator[Fault]:
    for name, table in files.named():
        for identifier, count in Counter(row["id"] for row in table).items():
            if count > 1:
                yield Fault(name, identifier, f"stands {count} times")


def _languages(files: Files) -> Iterator[Fault]:
    for name, table in files.named():
        for row in table:
            for language in LANGUAGES:
                if not row.get(language):
                    yield Fault(name, row["id"], f"has no {language} label")
    for row in files.occupations:
        for language in LANGUAGES:
            if not row.get(f"description_{language}"):
                yield Fault("occupations.csv", row["id"], f"has no {language} description")


def _aliases(files: Files) -> Iterator[Fault]:
    """A written form belongs to one concept; exact forms are told apart by their capitals."""
    for name, table in (
        ("skills", files.skills),
        ("occupations.csv", files.occupations),
        ("fields.csv", files.fields),
    ):
        owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for row in table:
            for form in _forms(row):
                owners[form].add(row["id"])
        for form, ids in owners.items():
            if len(ids) > 1 and form:
                yield Fault(name, " and ".join(sorted(ids)), f"both claim {' '.join(form)!r}")


def _forms(row: Row) -> set[tuple[str, ...]]:
    texts = [row[language] for language in LANGUAGES if row.get(language)]
    for language in LANGUAGES:
        texts += many(row.get(f"aliases_{language}", ""))
    return {keys(text) for text in texts}


def _skill_links(files: Files) -> Iterator[Fault]:
    known = _ids(files.skills)
    parent = {row["id"]: row["broader"] for row in files.skills}
    for row in files.skills:
        if row["kind"] not in KINDS:
            yield Fault("skills", row["id"], f"kind {row['kind']!r} is not one of {sorted(KINDS)}")
        if row["broader"] and row["broader"] not in known:
            yield Fault("skills", row["id"], f"broader {row['broader']!r} is unknown")
        if _in_circle(row["id"], parent):
            yield Fault("skills", row["id"], "is broader than itself")
        for near in many(row["near"]):
            skill, _, strength = near.rpartition(":")
            if skill not in known or skill == row["id"]:
                yield Fault("skills", row["id"], f"near {near!r} names no other skill")
            elif not _between(strength, 0.05, 0.95):
                yield Fault("skills", row["id"], f"near {near!r}: strength is not in 0.05-0.95")


def _in_circle(start: str, parent: dict[str, str]) -> bool:
    seen = set()
    at = parent.get(start, "")
    while at and at not in seen:
        if at == start:
            return True
        seen.add(at)
        at = parent.get(at, "")
    return False


def _occupation_links(files: Files) -> Iterator[Fault]:
    skills, occupations = _ids(files.skills), _ids(files.occupations)
    levels = _ids(files.levels)
    essential: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for row in files.occupation_skills:
        name = f"{row['occupation']}/{row['skill']}"
        if row["occupation"] not in occupations or row["skill"] not in skills:
            yield Fault("occupation_skills.csv", name, "names something unknown")
        if (row["occupation"], row["skill"]) in seen:
            yield Fault("occupation_skills.csv", name, "stands twice")
        seen.add((row["occupation"], row["skill"]))
        if row["relation"] not in {"essential", "optional"} or not _between(row["weight"], 0.05, 1):
            yield Fault("occupation_skills.csv", name, "relation or weight is out of range")
        if not _is_level(row["level"]):
            yield Fault("occupation_skills.csv", name, f"level {row['level']!r}")
        essential[row["occupation"]] += row["relation"] == "essential"
    for row in files.occupations:
        if essential[row["id"]] < LEAST_ESSENTIAL:
            yield Fault("occupations.csv", row["id"], "has too few essential skills")
        if row["entry_level"] not in levels or row["zone"] not in {"1", "2", "3", "4", "5"}:
            yield Fault("occupations.csv", row["id"], "entry level or zone is unknown")
        if row["segment"] not in SEGMENTS or not (len(row["isco"]) == 4 and row["isco"].isdigit()):
            yield Fault("occupations.csv", row["id"], "segment or ISCO code is wrong")


def _field_links(files: Files) -> Iterator[Fault]:
    levels = _ids(files.levels)
    for row in files.fields:
        if not (len(row["isced"]) == 4 and row["isced"].isdigit()):
            yield Fault("fields.csv", row["id"], f"ISCED-F code {row['isced']!r}")
        if not many(row["levels"]) or not set(many(row["levels"])) <= levels:
            yield Fault("fields.csv", row["id"], "levels are missing or unknown")
    generic = Counter(row["isced"] for row in files.fields if row["generic"] == "1")
    for code in sorted({row["isced"] for row in files.fields}):
        if generic[code] != 1:
            yield Fault("fields.csv", code, f"has {generic[code]} generic fields, not one")


def _conferred(files: Files) -> Iterator[Fault]:
    skills, fields, levels = _ids(files.skills), _ids(files.fields), _ids(files.levels)
    reasons = _ids(files.reasons)
    for row in files.field_skills:
        name = f"{row['field']}/{row['skill']}"
        if row["field"] not in fields or row["skill"] not in skills:
            yield Fault("field_skills.csv", name, "names something unknown")
        if row["from_level"] not in levels or row["reason"] not in reasons:
            yield Fault("field_skills.csv", name, "level or reason is unknown")
        if not _between(row["strength"], 0.05, 0.95) or not _is_level(row["level"]):
            yield Fault("field_skills.csv", name, "strength or level is out of range")
    for row in files.field_untaught:
        if row["field"] not in fields or row["skill"] not in skills:
            yield Fault("field_untaught.csv", f"{row['field']}/{row['skill']}", "is unknown")


def _growth(files: Files) -> Iterator[Fault]:
    """What a field gives never shrinks with a higher degree."""
    rank = {row["id"]: int(row["rank"]) for row in files.levels if row["rank"].isdecimal()}
    rungs: dict[tuple[str, str], list[tuple[int, float, int]]] = defaultdict(list)
    for row in files.field_skills:
        sound = _is_level(row["level"]) and _between(row["strength"], 0, 1)
        if sound and row["from_level"] in rank:
            level = CEFR.get(row["level"]) or int(row["level"])
            rungs[row["field"], row["skill"]].append(
                (rank[row["from_level"]], float(row["strength"]), level)
            )
    for (field, skill), steps in rungs.items():
        steps.sort()
        for (_, weaker, lower), (_, stronger, higher) in pairwise(steps):
            if stronger < weaker or higher < lower:
                yield Fault("field_skills.csv", f"{field}/{skill}", "shrinks with the degree")


def _scales(files: Files) -> Iterator[Fault]:
    """Human languages are measured by CEFR codes, all other skills by 1-4; never the other way."""
    languages = {row["id"] for row in files.skills if row["kind"] == "language"}
    tables = (
        ("occupation_skills.csv", "occupation", files.occupation_skills),
        ("field_skills.csv", "field", files.field_skills),
    )
    for name, owner, table in tables:
        for row in table:
            if (row["level"] in CEFR) != (row["skill"] in languages):
                what = f"level {row['level']!r} is of the other scale"
                yield Fault(name, f"{row[owner]}/{row['skill']}", what)


def _ranks(files: Files) -> Iterator[Fault]:
    for row in files.levels:
        if not (row["rank"].isdecimal() and row["isced_level"].isdecimal()):
            yield Fault("levels.csv", row["id"], "rank or ISCED level is not a number")


def _places(files: Files) -> Iterator[Fault]:
    known = {row["id"]: row for row in files.places}
    for row in files.places:
        if row["kind"] not in PLACE_KINDS:
            yield Fault("places.csv", row["id"], f"kind {row['kind']!r}")
        if row["kind"] != "country" and row["parent"] not in known:
            yield Fault("places.csv", row["id"], f"parent {row['parent']!r} is unknown")
        if not (_between(row["latitude"], 20, 36.2) and _between(row["longitude"], -17.5, -0.8)):
            yield Fault("places.csv", row["id"], "lies outside Morocco")
        for neighbour in many(row["neighbours"]):
            other = known.get(neighbour)
            if other is None or row["id"] not in many(other["neighbours"]):
                yield Fault("places.csv", row["id"], f"neighbour {neighbour!r} is not mutual")


def _replaced(files: Files) -> Iterator[Fault]:
    living = set().union(*(_ids(table) for _, table in files.named()))
    for row in files.replaced:
        if row["id"] in living or row["replaced_by"] not in living:
            yield Fault("replaced.csv", row["id"], "is in use still, or its successor is unknown")


def _computing_shares(files: Files) -> Iterator[Fault]:
    """A figure stands with its source, speaks of fields that we have, and alone of each."""
    name, isced = "computing_shares.csv", {row["id"]: row["isced"] for row in files.fields}
    claims = Counter(code for row in files.computing_shares for code in many(row["isced"]))
    for row in files.computing_shares:
        codes = many(row["isced"])
        if not codes or not set(codes) <= set(isced.values()):
            yield Fault(name, row["id"], "no field of ours has one of its ISCED-F codes")
        if any(claims[code] > 1 for code in codes):
            yield Fault(name, row["id"], "another figure speaks of one of its codes")
        if not {isced.get(field) for field in many(row["left_out"])} <= set(codes):
            yield Fault(name, row["id"], "leaves out a field that is of none of its codes")
        if not _between(row["share"], 0.005, 0.995):
            yield Fault(name, row["id"], "share is not in 0.005-0.995")
        if row["level"] not in _ids(files.levels):
            yield Fault(name, row["id"], f"level {row['level']!r} is unknown")
        if not _sourced(row):
            yield Fault(name, row["id"], "country, years, source or day of checking is not sound")


def _sourced(row: Row) -> bool:
    years = many(row["years"])
    return bool(
        row["group"]
        and row["source"]
        and row["publisher"]
        and row["address"].startswith("https://")
        and re.fullmatch("[A-Z]{2}", row["country"])
        and years
        and all(re.fullmatch("[0-9]{4}", year) for year in years)
        and list(years) == sorted(set(years))
        and _is_day(row["checked"])
    )


def _is_day(cell: str) -> bool:
    try:
        return bool(date.fromisoformat(cell))
    except ValueError:
        return False


def _between(cell: str, low: float, high: float) -> bool:
    try:
        return low <= float(cell) <= high
    except ValueError:
        return False


def _is_level(cell: str) -> bool:
    return cell in CEFR or cell in {"1", "2", "3", "4"}


Rule = Callable[[Files], Iterator[Fault]]
RULES: tuple[Rule, ...] = (
    _unique_ids,
    _languages,
    _aliases,
    _skill_links,
    _occupation_links,
    _field_links,
    _conferred,
    _growth,
    _scales,
    _ranks,
    _places,
    _replaced,
    _computing_shares,
)
