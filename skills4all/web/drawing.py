"""Gives templates the pictures: `draw.timeline(…)`, with the reader's direction filled in.

Between the figures a page has and the geometry of `pictures`, which knows neither rows nor
matching; words are the macros' (`components/pictures/`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from flask import Flask
from flask_babel import lazy_gettext as _l

from skills4all.matching.coverage import Coverage
from skills4all.matching.gap import Gap
from skills4all.matching.plans import Plan
from skills4all.matching.vocabulary import Occupation, Requirement
from skills4all.services import knowledge
from skills4all.web.locale import text_direction
from skills4all.web.pictures import (
    morocco,
    pay_ranges,
    pipeline,
    ring,
    seats,
    skill_map,
    stations,
    timeline,
)

STATES = ("matched", "partly", "missing", "unknown")
FAMILIES = {
    "skill": _l("Savoir-faire"),
    "knowledge": _l("Savoirs"),
    "tool": _l("Outils"),
    "transversal": _l("Savoir-être"),
    "language": _l("Langues"),
}
"""Families of skills, in the order they are shown."""


def _mirrored() -> bool:
    return text_direction() == "rtl"


def coverage_ring(coverage: Coverage, gap: Gap) -> list[ring.Arc]:
    """One arc a state; the first is exactly the score beside it, as in the bar."""
    held = sum(item.share for item in (*gap.matched, *gap.partly))
    score = coverage.score or 0.0
    return ring.arcs(
        [
            ("matched", score),
            ("partly", max(held - score, 0.0)),
            ("missing", sum(item.share for item in gap.missing)),
            ("unknown", sum(item.share for item in gap.unknown)),
        ]
    )


def plan_timeline(plan: Plan, today: date) -> timeline.Timeline:
    """The sessions of a plan, in its order."""
    runs = [
        timeline.Run(step.session.starts, step.session.ends, step.session.enrol_by)
        for step in plan.steps
    ]
    return timeline.timeline(runs, today, mirrored=_mirrored())


def role_map(occupation: Occupation) -> list[skill_map.Family]:
    """What a role asks for."""
    asked = [_asked(row, "") for row in occupation.requirements]
    return skill_map.families(asked, list(FAMILIES), mirrored=_mirrored())


def gap_map(gap: Gap) -> list[skill_map.Family]:
    """What a role asks for, and how somebody stands to each."""
    asked = [_asked(item.requirement, state) for state in STATES for item in getattr(gap, state)]
    return skill_map.families(asked, list(FAMILIES), mirrored=_mirrored())


def _asked(wanted: Requirement, state: str) -> skill_map.Asked:
    known = knowledge.vocabulary().skills.get(wanted.skill)
    family, essential = known.kind if known else "", wanted.relation == "essential"
    return skill_map.Asked(
        wanted.skill, family, essential, wanted.weight, state, level=wanted.level
    )


def pay(pays: Sequence[tuple[int | None, int | None]]) -> pay_ranges.PayRanges | None:
    return pay_ranges.pay_ranges(pays, mirrored=_mirrored())


def region_map(counts: Mapping[str, int | None]) -> morocco.Map:
    return morocco.regions(counts, mirrored=_mirrored())


def province_map(counts: Mapping[str, int | None]) -> morocco.Map:
    return morocco.provinces(counts, mirrored=_mirrored())


def way(names: Sequence[str], done: Sequence[str]) -> stations.Way:
    return stations.way(names, done, mirrored=_mirrored())


def seat_rows(sessions: Iterable[seats.Sold]) -> list[seats.Row]:
    return seats.rows(list(sessions), mirrored=_mirrored())


def stage_bars(counts: Mapping[str, int], order: Sequence[str]) -> list[pipeline.Stage]:
    return pipeline.stages(counts, order, mirrored=_mirrored())


def init_app(app: Flask) -> None:
    """Put the pictures within reach of templates."""
    parts = (
        coverage_ring,
        plan_timeline,
        role_map,
        gap_map,
        pay,
        region_map,
        province_map,
        way,
        seat_rows,
        stage_bars,
    )
    app.jinja_env.globals["draw"] = {each.__name__: each for each in parts}
    app.jinja_env.globals["skill_families"] = FAMILIES
