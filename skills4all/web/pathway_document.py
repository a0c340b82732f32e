"""The PDF of a pathway: what its page says, on paper, for parents or an adviser.

Computed from the answers in the address as the page is; nothing of an account is in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date, format_percent, ngettext
from flask_babel import gettext as _

from skills4all.extensions import db
from skills4all.matching.plans import Plan, Step
from skills4all.models import Opening, Session
from skills4all.services import limits, recommendations
from skills4all.services.answers import Answers
from skills4all.services.calendar import today
from skills4all.services.documents import typesetting
from skills4all.services.recommendations import Job, Pathway
from skills4all.web.locale import comma, money, reader_language
from skills4all.web.pathways import address, answers_given, live_indexes, role_asked
from skills4all.web.wording import BANDS, MODES, PLANS, STATES, label

blueprint = Blueprint("pathway_document", __name__)

MOST_NAMES = 14
MOST_JOBS = 5
SHADES = {"matched": "good", "partly": "partly", "missing": "missing", "unknown": "unknown"}


@blueprint.get("/roles/<occupation>/document")
def show(occupation: str) -> ResponseReturnValue:
    """The document, for the plan asked for or the first one."""
    answers, _problems = answers_given()
    role = role_asked(occupation)
    if role != occupation:
        return redirect(url_for(".show", occupation=role, **address(answers)), 301)
    secret = current_app.config["SECRET_KEY"]
    limits.refuse_too_many(
        db.engine, limits.DOCUMENT_ADDRESS, request.remote_addr or "", secret=secret
    )
    found = recommendations.pathway(
        db.session(),
        answers.profile(),
        role,
        learn=answers.learn,
        constraints=answers.possibilities.constraints(answers.place),
        live=live_indexes(),
        today=today(),
    )
    told = content(found, answers, request.args.get("plan", ""))
    answer = Response(
        typesetting.pdf("pathway", told, reader_language()), mimetype="application/pdf"
    )
    name = f"skills4all-{role}-{reader_language()}.pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def content(found: Pathway, answers: Answers, plan_kind: str) -> dict[str, Any]:
    """What the template sets: only text, and the shares of the bar."""
    role = found.role.occupation
    name = label("occupation", role.id)
    site = current_app.config["S4A_SETTINGS"].base_url
    page = url_for("pathways.pathway", occupation=role.id, **address(answers))
    return {
        "title": str(_("Parcours vers %(role)s", role=name)),
        "kind": str(_("Parcours de reconversion")),
        "role": name[:1].upper() + name[1:],
        "description": role.description(reader_language()),
        "person": " · ".join(_person(answers)),
        **_coverage(found),
        **_plan(found, plan_kind),
        "jobs_title": str(_("Qui recrute")),
        "jobs": [_job(job) for job in _jobs(found)],
        "foot": str(
            _(
                "Calculé le %(day)s avec les sessions et les offres de ce jour. Une aide pour "
                "s’orienter, pas une décision. Tout le détail, et ce qui a changé depuis :",
                day=format_date(today(), "long"),
            )
        ),
        "address": site + page,
        "address_shown": site.partition("://")[2] + url_for("pathways.home"),
    }


def _person(answers: Answers) -> list[str]:
    asked = (("field", answers.field), ("level", answers.level), ("place", answers.place))
    return [label(kind, value) for kind, value in asked if value]  # type: ignore[arg-type]


def _coverage(found: Pathway) -> dict[str, Any]:
    """The score, the bar as its page draws it, and the names behind it."""
    score, gap = found.role.coverage.score, found.role.gap
    lists = {state: getattr(gap, state) for state in SHADES}
    held = sum(item.share for state in ("matched", "partly") for item in lists[state])
    shares = {
        "matched": score or 0.0,
        "partly": max(held - (score or 0.0), 0.0),
        "missing": sum(item.share for item in lists["missing"]),
        "unknown": sum(item.share for item in lists["unknown"]),
    }
    known = score is not None
    return {
        "coverage_title": str(_("Ce qui est déjà couvert")),
        "coverage": f"{BANDS[found.role.coverage.band]}"
        + (f" · {format_percent(score)}" if known else ""),
        "parts": [
            {
                "shade": SHADES[state],
                "share": share,
                "text": f"{STATES[state]} ({format_percent(share)})",
            }
            for state, share in shares.items()
            if known and share > 0.001
        ],
        "skills": [
            {
                "title": str(STATES[state]),
                "names": [label("skill", item.requirement.skill) for item in items[:MOST_NAMES]],
            }
            for state, items in lists.items()
            if items
        ],
    }


def _plan(found: Pathway, kind: str) -> dict[str, Any]:
    plans = found.planning.plans
    chosen = next((plan for plan in plans if plan.kind == kind), plans[0] if plans else None)
    if chosen is None:
        return {
            "plan_title": str(_("Le plan de formation")),
            "plan_note": str(_("Aucun plan ne tient aujourd’hui dans les limites données.")),
            "steps": [],
            "plan_end": "",
        }
    after = found.after[plans.index(chosen)].score
    return {
        "plan_title": str(_("Le plan de formation")),
        "plan_note": _plan_figures(chosen),
        "steps": [_step(step, found.sessions) for step in chosen.steps],
        "plan_end": str(
            _("À la fin du plan : %(percent)s du métier.", percent=format_percent(after))
        )
        if after is not None
        else "",
    }


def _plan_figures(plan: Plan) -> str:
    steps = ngettext("%(num)s session", "%(num)s sessions", len(plan.steps))
    cost = money(plan.cost) if plan.cost else _("gratuit")
    ends = _("fini le %(day)s", day=format_date(plan.ends, "long"))
    return " · ".join(str(part) for part in (PLANS[plan.kind], steps, cost, ends))


def _step(step: Step, sessions: Mapping[str, Session]) -> dict[str, Any]:
    run, row = step.session, sessions.get(step.session.id)
    where = label("place", run.place) if run.place else ""
    facts = [row.programme.organisation.name if row else "", where, str(MODES[run.mode])]
    facts += [money(run.price) if run.price else str(_("gratuit"))]
    if run.enrol_by:
        facts.append(str(_("Inscription jusqu’au %(day)s", day=format_date(run.enrol_by, "long"))))
    learned = comma().join(label("skill", skill) for skill in step.covers)
    return {
        "when": str(
            _(
                "du %(first)s au %(last)s",
                first=format_date(run.starts, "d MMM y"),
                last=format_date(run.ends, "d MMM y"),
            )
        ),
        "title": row.programme.title if row else run.id,
        "facts": [fact for fact in facts if fact],
        "learned": str(_("On y apprend : %(skills)s", skills=learned)) if learned else "",
    }


def _jobs(found: Pathway) -> Sequence[Job]:
    return (*found.jobs.after, *found.jobs.now, *found.jobs.similar)[:MOST_JOBS]


def _job(job: Job) -> dict[str, str]:
    row = job.row
    title = row.title if isinstance(row, Opening) else label("occupation", row.occupation_id)
    where = label("place", row.place_id) if row.place_id else str(_("Maroc"))
    kind = str(_("Engagement d’embauche")) if job.pledged else ""
    return {
        "title": title,
        "note": " · ".join(part for part in (row.organisation.name, where, kind) if part),
    }
