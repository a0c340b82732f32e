"""Pathways as the interface says them: identifiers with labels, money in MAD, plain codes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from skills4all.api.wording import plan_name
from skills4all.matching import reasons
from skills4all.matching.coverage import Coverage, Item
from skills4all.matching.plans import Plan, Relaxation, Step
from skills4all.matching.reasons import Reason
from skills4all.models import Opening, Pledge, Session
from skills4all.services import knowledge
from skills4all.services.answers import CENTIMES
from skills4all.services.graduates import ComputingShare
from skills4all.services.recommendations import Job, Pathway

MOST_OPENINGS = 20
DECIMALS = 4
CONSTRAINTS = {
    "budget": "constraints.budget_mad",
    "months": "constraints.months",
    "hours_per_week": "constraints.hours_per_week",
    "mode": "constraints.mode",
    "max_km": "constraints.max_km",
}

Shown = dict[str, Any]


def role_shown(chain: Pathway, language: str) -> Shown:
    """One role with all that the interface promises of it."""
    role = chain.role
    gap = role.gap
    return {
        "id": role.occupation.id,
        "label": role.occupation.label(language),
        "coverage": _share(role.coverage.score),
        "band": role.coverage.band,
        "matched": [_item(item, language) for item in gap.matched],
        "partly": [_item(item, language) for item in gap.partly],
        "missing": [_item(item, language) for item in gap.missing],
        "unknown": [_item(item, language) for item in gap.unknown],
        "reasons": [_reason(reason, language) for reason in reasons.reasons(gap)],
        "plans": [
            _plan(plan, after, chain, language)
            for plan, after in zip(chain.planning.plans, chain.after, strict=True)
        ],
        "relax": [_relaxation(each) for each in chain.planning.relaxations],
        "untaught": _skills(chain.planning.untaught, language),
        "openings": _openings(chain, language),
        "unlocks": [
            {**named("skill", each.skill, language), "openings": each.openings}
            for each in chain.unlocks
        ],
    }


def graduates_shown(figure: ComputingShare | None, language: str) -> Shown | None:
    """The figure on graduates with all that quoting it takes."""
    if figure is None:
        return None
    return {
        "id": figure.id,
        "label": figure.label(language),
        "level": named("level", figure.level, language),
        "share": _share(figure.share),
        "country": figure.country,
        "years": figure.years,
        "source": figure.publisher,
        "address": figure.address,
    }


def named(kind: knowledge.Kind, identifier: str, language: str) -> Shown:
    return {"id": identifier, "label": knowledge.label(kind, identifier, language)}


def _skills(identifiers: Iterable[str], language: str) -> list[Shown]:
    return [named("skill", identifier, language) for identifier in identifiers]


def _place(identifier: str | None, language: str) -> Shown | None:
    return named("place", identifier, language) if identifier else None


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS)


def _mad(centimes: int | None) -> float | None:
    return None if centimes is None else centimes / CENTIMES


def _item(item: Item, language: str) -> Shown:
    return {
        **named("skill", item.requirement.skill, language),
        "relation": item.requirement.relation,
        "wanted": item.requirement.level,
        "has": item.level,
        "share": _share(item.share),
        "value": _share(item.value),
    }


def _reason(reason: Reason, language: str) -> Shown:
    detail: Shown = {}
    if reason.field:
        detail["field"] = named("field", reason.field, language)
    if reason.level:
        detail["level"] = named("level", reason.level, language)
    because = knowledge.vocabulary().reasons.get(reason.because or "")
    if because:
        detail["because"] = {"id": because.id, "label": because.label(language)}
    if reason.words:
        detail["words"] = reason.words
    if reason.through:
        detail["through"] = named("skill", reason.through, language)
    if reason.known_by:
        detail["known_by"] = reason.known_by
    return {
        "code": reason.code,
        "skill": named("skill", reason.skill, language),
        "contribution": _share(reason.contribution),
        "detail": detail,
    }


def _plan(plan: Plan, after: Coverage, chain: Pathway, language: str) -> Shown:
    return {
        "id": plan.kind,
        "label": plan_name(plan.kind),
        "sessions": [
            _session(step, chain.sessions[step.session.id], language) for step in plan.steps
        ],
        "covers": _skills(plan.covered, language),
        "leaves": _skills(plan.uncovered, language),
        "cost_mad": _mad(plan.cost),
        "ends_on": plan.ends,
        "distance_km": round(plan.distance_km, 1),
        "optimal": plan.proven,
        "coverage_after": _share(after.score),
        "band_after": after.band,
    }


def _session(step: Step, row: Session, language: str) -> Shown:
    programme, centre = row.programme, row.programme.organisation
    return {
        "id": row.public_id,
        "label": programme.title,
        "language": programme.content_language,
        "programme": {"id": programme.public_id, "label": programme.title},
        "centre": {"id": centre.public_id, "label": centre.name},
        "starts_on": step.session.starts,
        "ends_on": step.session.ends,
        "enrol_by": step.session.enrol_by,
        "hours_per_week": step.session.hours_per_week,
        "mode": step.session.mode,
        "place": _place(step.session.place, language),
        "distance_km": round(step.distance_km, 1),
        "price_mad": _mad(step.session.price),
        "funding": programme.funding,
        "seats_left": step.session.seats_left,
        "covers": _skills(step.covers, language),
        "prepares": list(step.prepares),
    }


def _relaxation(relaxation: Relaxation) -> Shown:
    """`needed` in the unit of the constraint, rounded up so that sending it back is enough."""
    needed = relaxation.needed
    if needed is not None and relaxation.limit == "budget":
        needed = needed / CENTIMES
    return {
        "constraint": CONSTRAINTS[relaxation.limit],
        "needed": None if needed is None else math.ceil(needed),
    }


def _openings(chain: Pathway, language: str) -> Shown:
    groups = {"now": chain.jobs.now, "after": chain.jobs.after, "similar": chain.jobs.similar}
    return {
        **{name: _jobs(jobs, language) for name, jobs in groups.items()},
        "total": {name: len(jobs) for name, jobs in groups.items()},
    }


def _jobs(jobs: Sequence[Job], language: str) -> list[Shown]:
    return [_job(job, language) for job in jobs[:MOST_OPENINGS]]


def _job(job: Job, language: str) -> Shown:
    row: Opening | Pledge = job.row
    return {
        "id": row.public_id,
        **_posting(row, language),
        "organisation": {"id": row.organisation.public_id, "label": row.organisation.name},
        "place": _place(row.place_id, language),
        "remote": row.remote,
        "contract": row.contract,
        "positions": row.positions,
        "starts_on": row.starts_on,
        "pay_min_mad": _mad(row.pay_min),
        "pay_max_mad": _mad(row.pay_max),
        "coverage": _share(job.match.coverage.score),
        "band": job.match.coverage.band,
    }


def _posting(row: Opening | Pledge, language: str) -> Shown:
    """What an opening has and a pledge has not: a title someone wrote, and a deadline."""
    if isinstance(row, Pledge):
        role = knowledge.label("occupation", row.occupation_id, language)
        return {"label": role, "kind": "pledge", "language": language, "deadline": None}
    return {
        "label": row.title,
        "kind": "opening",
        "language": row.content_language,
        "deadline": row.deadline,
    }
