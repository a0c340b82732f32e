"""What clients receive. Every item has its `id` and its `label` in the language asked."""

from __future__ import annotations

from typing import Any, get_args

import marshmallow as ma
from marshmallow import fields

from skills4all.matching.coverage import Band
from skills4all.matching.documents import Mode
from skills4all.matching.plans import KINDS
from skills4all.matching.reasons import Code
from skills4all.models import Contract, Funding

SHARE = {"minimum": 0, "maximum": 1}


def _words(words: Any, **options: Any) -> fields.String:
    nullable = [None] if options.get("allow_none") else []
    return fields.String(metadata={"enum": [*(str(word) for word in words), *nullable]}, **options)


class Named(ma.Schema):
    """A thing and what people call it."""

    id = fields.String(required=True)
    label = fields.String(required=True)


def _named(**options: Any) -> fields.Nested:
    return fields.Nested(Named, **options)


class Requirement(Named):
    """A skill that the role asks for, and how the person stands to it.

    `wanted` and `has` are levels: 1-4, or 1-6 (A1-C2) for a human language. `share` is its part
    of the role, `value` how far it is met: the sum of share x value over all is the coverage.
    """

    relation = _words(("essential", "optional"), required=True)
    wanted = fields.Integer(required=True)
    has = fields.Integer(allow_none=True)
    share = fields.Float(required=True, metadata=SHARE)
    value = fields.Float(required=True, metadata=SHARE)


class Detail(ma.Schema):
    """The evidence behind a reason; only what there is."""

    field = _named(metadata={"description": "Field of study that gives the skill"})
    level = _named(metadata={"description": "Degree level"})
    because = _named(metadata={"description": "Why that field gives it"})
    words = fields.String(metadata={"description": "Words of the text it was read from"})
    through = _named(metadata={"description": "The skill it is carried over from"})
    known_by = _words(Code)


class Reason(ma.Schema):
    """Why a requirement is met, partly met or missing."""

    code = _words(Code, required=True)
    skill = _named(required=True)
    contribution = fields.Float(required=True, metadata=SHARE)
    detail = fields.Nested(Detail, required=True)


class PlannedSession(Named):
    """A dated session; its label is the programme's title, in the language it was written in."""

    language = fields.String(required=True)
    programme = _named(required=True)
    centre = _named(required=True)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True)
    enrol_by = fields.Date(allow_none=True)
    hours_per_week = fields.Float(required=True)
    mode = _words(get_args(Mode), required=True)
    place = _named(allow_none=True)
    distance_km = fields.Float(required=True)
    price_mad = fields.Float(required=True)
    funding = _words(Funding, required=True)
    seats_left = fields.Integer(required=True)
    covers = fields.List(_named(), required=True)
    prepares = fields.List(
        fields.String(), metadata={"description": "Sessions of this plan that need this one first"}
    )


class Plan(Named):
    """Sessions in order that close as much of the gap as the constraints allow."""

    id = _words(KINDS, required=True)
    sessions = fields.List(fields.Nested(PlannedSession), required=True)
    covers = fields.List(_named(), required=True)
    leaves = fields.List(_named(), required=True)
    cost_mad = fields.Float(required=True)
    ends_on = fields.Date(required=True)
    distance_km = fields.Float(required=True)
    optimal = fields.Boolean(required=True, metadata={"description": "Proved to be the best"})
    coverage_after = fields.Float(allow_none=True, metadata=SHARE)
    band_after = _words(Band, required=True)


class Relaxation(ma.Schema):
    """Raising this constraint to `needed` makes a plan possible; null: any other value would."""

    constraint = fields.String(required=True)
    needed = fields.Integer(allow_none=True)


class Opening(Named):
    """A posting, or a pledge: jobs promised to people trained for them."""

    kind = _words(("opening", "pledge"), required=True)
    language = fields.String(required=True)
    organisation = _named(required=True)
    place = _named(allow_none=True)
    remote = fields.Boolean(required=True)
    contract = _words(Contract, allow_none=True)
    positions = fields.Integer(required=True)
    starts_on = fields.Date(allow_none=True)
    deadline = fields.Date(allow_none=True)
    pay_min_mad = fields.Float(allow_none=True, metadata={"description": "A month, gross"})
    pay_max_mad = fields.Float(allow_none=True, metadata={"description": "A month, gross"})
    coverage = fields.Float(allow_none=True, metadata=SHARE)
    band = _words(Band, required=True)


class Openings(ma.Schema):
    """At most 20 of each, best first; `total` counts them all."""

    now = fields.List(
        fields.Nested(Opening), required=True, metadata={"description": "Open and near today"}
    )
    after = fields.List(
        fields.Nested(Opening),
        required=True,
        metadata={"description": "Start once the plan is done; coverage as it will be then"},
    )
    similar = fields.List(
        fields.Nested(Opening),
        required=True,
        metadata={"description": "Who hires for this today; they will not be waiting"},
    )
    total = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


class Unlock(Named):
    """Learning this one skill would bring so many more of today's openings within reach."""

    openings = fields.Integer(required=True)


class Role(Named):
    """A role with its coverage, the gap in four lists, reasons, plans and openings."""

    coverage = fields.Float(allow_none=True, required=True, metadata=SHARE)
    band = _words(Band, required=True)
    matched = fields.List(fields.Nested(Requirement), required=True)
    partly = fields.List(fields.Nested(Requirement), required=True)
    missing = fields.List(fields.Nested(Requirement), required=True)
    unknown = fields.List(fields.Nested(Requirement), required=True)  # type: ignore[assignment]
    reasons = fields.List(fields.Nested(Reason), required=True)
    plans = fields.List(fields.Nested(Plan), required=True)
    relax = fields.List(fields.Nested(Relaxation), required=True)
    untaught = fields.List(
        _named(), required=True, metadata={"description": "To learn, and taught by no open session"}
    )
    openings = fields.Nested(Openings, required=True)
    unlocks = fields.List(fields.Nested(Unlock), required=True)


class Model(ma.Schema):
    """Which knowledge computed the answer; `index` is empty while there is none."""

    version = fields.String(required=True)
    vocabulary = fields.String(required=True)
    index = fields.String(required=True)


class Graduates(Named):
    """A real figure on graduates of another country, to quote with its source and its country.

    Of those whose highest degree is `level` in the fields that `label` names, `share` work in a
    computing or mathematical occupation: mean of the surveys of `years`. It ranks nothing.
    """

    level = _named(required=True)
    share = fields.Float(required=True, metadata=SHARE)
    country = fields.String(required=True, metadata={"description": "ISO 3166-1 alpha-2"})
    years = fields.List(fields.Integer(), required=True)
    source = fields.String(required=True)
    address = fields.String(required=True)


class PathwayAnswer(ma.Schema):
    """Roles, best first. `graduates` is null where no figure speaks of the field."""

    roles = fields.List(fields.Nested(Role), required=True)
    graduates = fields.Nested(Graduates, required=True, allow_none=True)
    model = fields.Nested(Model, required=True)


class Fault(ma.Schema):
    """One bad value."""

    field = fields.String(required=True, metadata={"example": "constraints.budget_mad"})
    pointer = fields.String(required=True, metadata={"example": "#/constraints/budget_mad"})
    code = fields.String(required=True)
    value = fields.String(allow_none=True)
    detail = fields.String(required=True)
    nearest = fields.List(_named(), required=True)


class Problem(ma.Schema):
    """Problem details (RFC 9457)."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String()
    instance = fields.String()
    reference = fields.String(
        allow_none=True, metadata={"description": "Tell it when you report a fault"}
    )
    errors = fields.List(fields.Nested(Fault))


class SkillEntry(Named):
    """A skill."""

    kind = fields.String(required=True)
    broader = fields.String(allow_none=True)
    esco = fields.String(allow_none=True)


class SkillList(ma.Schema):
    skills = fields.List(fields.Nested(SkillEntry), required=True)


class OccupationEntry(Named):
    """A role."""

    isco = fields.String(required=True)
    esco = fields.String(allow_none=True)
    entry_level = fields.String(required=True)
    family = fields.String(required=True)
    segment = fields.String(allow_none=True)


class OccupationList(ma.Schema):
    occupations = fields.List(fields.Nested(OccupationEntry), required=True)


class FieldEntry(Named):
    """A field of study; a bare `isced` code means the one that is `generic`."""

    isced = fields.String(required=True)
    generic = fields.Boolean(required=True)
    levels = fields.List(fields.String(), required=True)


class FieldList(ma.Schema):
    fields_ = fields.List(fields.Nested(FieldEntry), required=True, data_key="fields")


class LevelEntry(Named):
    """A degree level; `rank` grows with it."""

    rank = fields.Integer(required=True)
    isced_level = fields.Integer(required=True)


class LevelList(ma.Schema):
    levels = fields.List(fields.Nested(LevelEntry), required=True)


class PlaceEntry(Named):
    """A region, prefecture or province."""

    kind = fields.String(required=True)
    parent = fields.String(allow_none=True)
    code = fields.String(allow_none=True)


class PlaceList(ma.Schema):
    provinces = fields.List(fields.Nested(PlaceEntry), required=True)
