"""Does the order we give agree with what graduates became? Field and level alone, no text.

Owns the comparison with two tables of US graduates (NCSES, mean of 2017, 2019 and 2021) and the
mapping from their words to ours. The tables are read where they lie and are no part of this
repository. What the comparison means, and what it does not: docs/outcomes.md.

A role of the table stands for the best covered of our occupations in it: who is counted there
holds one of these jobs, the nearest to what they know, and not the average of all. A best of many
is high by chance, so a role maps to one to six occupations that really are it.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from types import MappingProxyType

from skills4all.matching.documents import Background, LearnerProfile
from skills4all.matching.evaluation import spearman
from skills4all.matching.ranking import Matcher

ROLES_FILE = "field_by_computing_role.csv"
SHARES_FILE = "field_to_computing_share.csv"
LEVEL = "Bachelor's"
"""The rows of the table of shares that a licence compares with."""
FAMILIES = ("software", "data", "infrastructure", "security")
COMPUTING = ("25", "351")
"""ISCO-08 codes of what the table calls computing begin so: labelling images and drawing fibre
routes stand in our data and infrastructure families, not in its figures."""
LEAST = 3
"""Fewer ranks than this have no correlation worth the name."""

OCCUPATIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Computer and information scientists, research": (
            "data-scientist",
            "machine-learning-engineer",
            "nlp-engineer",
            "computer-vision-engineer",
        ),
        "Computer and information systems managers": ("it-project-manager",),
        "Computer engineers-software": (
            "embedded-software-developer",
            "iot-developer",
            "devops-engineer",
        ),
        "Computer network architects": ("network-engineer", "telecommunications-engineer"),
        "Computer programmers (business, scientific, process control)": (
            "scientific-software-developer",
            "mainframe-developer",
            "erp-technical-developer",
            "rpa-developer",
        ),
        "Computer support specialists": (
            "it-support-technician",
            "help-desk-agent",
            "it-field-technician",
            "application-support-analyst",
        ),
        "Computer system analysts": (
            "business-analyst",
            "erp-functional-consultant",
            "bi-consultant",
            "lims-specialist",
        ),
        "Database administrators": ("database-administrator", "data-engineer"),
        "Information security analysts": (
            "soc-analyst",
            "penetration-tester",
            "cybersecurity-consultant",
            "iam-engineer",
            "security-administrator",
        ),
        "Network and computer systems administrators": (
            "system-administrator",
            "cloud-administrator",
        ),
        "Operations research analysts, including modeling": ("operations-research-analyst",),
        "Other computer information science occupations": (
            "data-analyst",
            "bi-developer",
            "gis-analyst",
            "software-tester",
        ),
        "Software developers-applications and systems software": (
            "software-developer",
            "back-end-developer",
            "java-developer",
            "python-developer",
            "dotnet-developer",
            "mobile-app-developer",
        ),
        "Statisticians": ("statistician", "biostatistician", "clinical-data-manager"),
        "Web developers": (
            "web-developer",
            "front-end-developer",
            "full-stack-developer",
            "web-integrator",
        ),
    }
)
"""Roles of the table -> our occupations, as the US classification (O*NET-SOC 2010) groups jobs:
GIS, testing and business intelligence are "other", a clinical data manager is a statistician.
"Mathematicians" and "Other mathematical scientists" have no role of ours."""

FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Agricultural and food sciences": (
            "agronomie",
            "production-animale",
            "horticulture",
            "halieutique",
            "agroalimentaire",
        ),
        "Biological sciences": (
            "svi",
            "svt",
            "microbiologie",
            "genetique",
            "biochimie",
            "biotechnologie",
            "ecologie",
        ),
        "Environmental life sciences": ("environnement", "foresterie"),
        "Computer and information sciences": (
            "smi",
            "genie-logiciel",
            "reseaux-informatiques",
            "cybersecurite",
            "data-ia",
            "miage",
        ),
        "Mathematics and statistics": (
            "sma",
            "maths-appliquees",
            "recherche-operationnelle",
            "statistique",
        ),
        "Chemical engineering": ("genie-procedes",),
        "Civil and architectural engineering": ("genie-civil", "hydraulique"),
        "Electrical and computer engineering": (
            "genie-electrique",
            "systemes-embarques",
            "automatique",
            "telecommunications",
            "physique-electronique",
        ),
        "Industrial engineering": ("genie-industriel",),
        "Mechanical engineering": ("genie-mecanique", "genie-thermique"),
        "Other engineering": (
            "genie-materiaux",
            "genie-environnement",
            "mecatronique",
            "mines",
            "textile",
            "automobile",
        ),
        "Chemistry, except biochemistry": (
            "smc",
            "chimie-analytique",
            "chimie-materiaux",
            "chimie-pharmaceutique",
            "chimie-appliquee",
        ),
        "Earth, atmospheric, and ocean sciences": ("stu", "geologie-appliquee", "meteorologie"),
        "Physics and astronomy": ("smp", "physique-materiaux"),
        "Economics": ("economie", "econometrie"),
        "Management and administration fields": ("gestion", "comptabilite", "finance"),
        "Sales and marketing fields": ("marketing",),
        "Education, except science and math teacher education": ("sciences-education",),
        "Health": ("infirmier", "techniques-sante", "kinesitherapie"),
    }
)
"""Fields of the table -> our fields that offer a licence. Left out: what mixes several of them
(MIP, BCG), technicians' courses, and bioinformatics, too small to count as much as biology."""

GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "biological agricultural and environmental life sciences": (
            "Agricultural and food sciences",
            "Biological sciences",
            "Environmental life sciences",
        ),
        "physical and related sciences": (
            "Chemistry, except biochemistry",
            "Earth, atmospheric, and ocean sciences",
            "Physics and astronomy",
        ),
        "engineering": (
            "Chemical engineering",
            "Civil and architectural engineering",
            "Electrical and computer engineering",
            "Industrial engineering",
            "Mechanical engineering",
            "Other engineering",
        ),
        "computer and mathematical sciences": (
            "Computer and information sciences",
            "Mathematics and statistics",
        ),
        "social and related sciences": ("Economics",),
    }
)
REPORTED = tuple(GROUPS)[:3]
"""The groups the table can carry; the other two only say what is usual for a role."""


@dataclass(frozen=True, slots=True)
class RoleOutcome:
    """One role in one group. `lift`: our score over the mean of the five groups, the counterpart
    of `lq`, the group's share of the role over its share of all computing roles of the table.
    """

    role: str
    score: float
    lift: float
    lq: float
    people: float


@dataclass(frozen=True, slots=True)
class GroupAgreement:
    """Spearman over the `n` roles with figures, None where there is no order to compare.

    `against_lq`, our scores as people see them, and `lift_against_lq`, like with like, are the
    meaningful ones. `against_people` mostly asks whether we rank by the size of a role; we do not.
    """

    group: str
    n: int
    against_lq: float | None
    lift_against_lq: float | None
    against_people: float | None
    roles: tuple[RoleOutcome, ...]


@dataclass(frozen=True, slots=True)
class FieldOutcome:
    """`share` of a field's graduates in computing; `score`, our mean of families' best."""

    field: str
    share: float
    score: float


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """Spearman over `n` fields; `without_computing` leaves the computing degree out."""

    n: int
    agreement: float | None
    without_computing: float | None
    fields: tuple[FieldOutcome, ...]


class Outcomes:
    """Our scores beside the figures of `folder`. Raises OSError when a file is not there."""

    def __init__(self, matcher: Matcher, folder: Path) -> None:
        self._matcher = matcher
        self._folder = folder
        self._known: dict[tuple[str, str], dict[str, float]] = {}

    def groups(self) -> list[GroupAgreement]:
        """Agreement over roles, for the three groups that have figures enough."""
        rows = [row for row in _rows(self._folder / ROLES_FILE) if row["role"] in OCCUPATIONS]
        scores = {group: self.role_scores(group) for group in GROUPS}
        return [_group(name, rows, scores) for name in REPORTED]

    def fields(self) -> FieldAgreement:
        """Agreement over fields, by their share in computing; ours at licence, most first."""
        found = [
            FieldOutcome(row["field"], float(row["share"]), self._computing(row["field"]))
            for row in _rows(self._folder / SHARES_FILE)
            if row["level"] == LEVEL and row["field"] in FIELDS and row["share"]
        ]
        others = [each for each in found if each.field != "Computer and information sciences"]
        return FieldAgreement(
            len(found),
            _agreement((each.share, each.score) for each in found),
            _agreement((each.share, each.score) for each in others),
            tuple(sorted(found, key=lambda each: -each.share)),
        )

    def role_scores(self, group: str) -> dict[str, float]:
        """Role of the table -> mean, over our fields of the group, of its best occupation.

        At the State engineering degree where an engineering field offers it, else at licence.
        """
        studies = [each for name in GROUPS[group] for each in FIELDS[name]]
        covered = [self._covered(each, self._level(each, group)) for each in studies]
        return {
            role: fmean(max(scores[each] for each in mapped) for scores in covered)
            for role, mapped in OCCUPATIONS.items()
        }

    def _computing(self, field: str) -> float:
        """Mean over our fields, then over the families, of the best computing occupation."""
        computing = [
            each
            for each in self._matcher.vocabulary.occupations.values()
            if each.isco.startswith(COMPUTING)
        ]
        covered = [self._covered(each, "licence") for each in FIELDS[field]]
        return fmean(
            max(scores[each.id] for each in computing if each.family == family)
            for scores in covered
            for family in FAMILIES
        )

    def _level(self, field: str, group: str) -> str:
        known = self._matcher.vocabulary.fields[field]
        return "ingenieur" if group == "engineering" and "ingenieur" in known.levels else "licence"

    def _covered(self, field: str, level: str) -> dict[str, float]:
        """Occupation -> coverage by who says no more than a field and a level."""
        if (field, level) not in self._known:
            profile = LearnerProfile(backgrounds=(Background(field, level),))
            matches = self._matcher.roles(self._matcher.standing(profile))
            self._known[field, level] = {
                each.occupation.id: each.coverage.score or 0.0 for each in matches
            }
        return self._known[field, level]


def _group(
    name: str, rows: Iterable[Mapping[str, str]], scores: Mapping[str, Mapping[str, float]]
) -> GroupAgreement:
    found = []
    for row in rows:
        if row["field"] == name and row["lq"] and row["people"]:
            role, ours = row["role"], scores[name][row["role"]]
            usual = fmean(each[role] for each in scores.values())
            lift = ours / usual if usual else 0.0
            found.append(RoleOutcome(role, ours, lift, float(row["lq"]), float(row["people"])))
    return GroupAgreement(
        name,
        len(found),
        _agreement((each.score, each.lq) for each in found),
        _agreement((each.lift, each.lq) for each in found),
        _agreement((each.score, each.people) for each in found),
        tuple(sorted(found, key=lambda each: -each.lq)),
    )


def _agreement(pairs: Iterable[tuple[float, float]]) -> float | None:
    """Spearman, or None where one side has no order."""
    both = tuple(pairs)
    one, two = [pair[0] for pair in both], [pair[1] for pair in both]
    if len(both) < LEAST or len(set(one)) == 1 or len(set(two)) == 1:
        return None
    return spearman(one, two)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
