"""The skills an opening or a pledge asks for: checked, and written to its rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from skills4all.models import OpeningSkill, PledgeSkill, Relation, SkillOrigin
from skills4all.services.problems import Problems

Row = TypeVar("Row", OpeningSkill, PledgeSkill)

WEIGHTS = {Relation.ESSENTIAL: 1.0, Relation.OPTIONAL: 0.5}


@dataclass(frozen=True, slots=True)
class Asked:
    """`level` 1-4, or 1-6 for a human language. `origin`: chosen by hand, or read and kept."""

    level: int
    relation: Relation = Relation.ESSENTIAL
    origin: SkillOrigin = SkillOrigin.WRITTEN


AskedSkills = Mapping[str, Asked]


def check(problems: Problems, asked: AskedSkills) -> None:
    """Note unknown skills, levels that do not exist, too many of them."""
    problems.skills("skills", {skill: each.level for skill, each in asked.items()})


def write(rows: list[Row], kind: type[Row], asked: AskedSkills) -> None:
    """Make `rows` (a relationship) say what `asked` says."""
    for row in list(rows):
        if row.skill_id not in asked:
            rows.remove(row)
    known = {row.skill_id: row for row in rows}
    for skill, each in sorted(asked.items()):
        row = known.get(skill) or kind(skill_id=skill)
        if skill not in known:
            rows.append(row)
        row.level, row.relation = each.level, each.relation
        row.weight = WEIGHTS[each.relation]
        if isinstance(row, OpeningSkill):
            row.origin = each.origin


def as_tuples(rows: list[Row]) -> list[tuple[str, str, int]]:
    """For comparing before and after."""
    return sorted((row.skill_id, row.relation.value, row.level) for row in rows)
