"""Why a role scores what it scores: codes with their evidence, never sentences.

Each requirement of which something is known gives one reason, heaviest first. Pages and the JSON
interface say the codes in the reader's language; this module decides which code is true.
"""

from enum import StrEnum
from typing import NamedTuple

from skills4all.matching.coverage import Item, State
from skills4all.matching.documents import Evidence, Source
from skills4all.matching.gap import Gap
from skills4all.matching.holdings import Via


class Code(StrEnum):
    """What speaks for or against a requirement."""

    STUDIED = "studied"
    """The field and level of study give it; `field`, `level` and `because` say which and why."""

    READ = "read"
    """Read in the text; `words` are the words."""

    DECLARED = "declared"
    """The learner said so."""

    CERTIFIED = "certified"
    """A centre certified it."""

    PLANNED = "planned"
    """Supposed learned: a what-if."""

    NEAR = "near"
    """Carried over from a near skill: `through`, known as `known_by`."""

    NARROWER = "narrower"
    """A skill that is part of it is held: `through`."""

    BROADER = "broader"
    """A more general skill is held: `through`."""

    DENIED = "denied"
    """The learner said no; `words` when the text said so."""

    NOT_TAUGHT = "not_taught"
    """Reviewed: the studies do not teach it, and nothing else speaks for it."""


PLANNED = "planned"
_OF_SOURCE = {
    Source.INFERRED: Code.STUDIED,
    Source.READ: Code.READ,
    Source.DECLARED: Code.DECLARED,
    Source.CERTIFIED: Code.CERTIFIED,
}
_OF_VIA = {Via.NEAR: Code.NEAR, Via.NARROWER: Code.NARROWER, Via.BROADER: Code.BROADER}


class Reason(NamedTuple):
    """`code` holds for the required `skill`; `contribution` in [0, 1] is its part of the score.

    `through` and `known_by` are given when another skill carries it. `because` is the reason why
    a field confers it. Absent evidence is None.
    """

    code: Code
    skill: str
    contribution: float = 0.0
    through: str | None = None
    known_by: Code | None = None
    field: str | None = None
    level: str | None = None
    because: str | None = None
    words: str | None = None


def reasons(gap: Gap) -> tuple[Reason, ...]:
    """One reason for each requirement met, partly met or missing; those that weigh most first.

    Nothing is known of the unknown ones, so nothing is said.
    """
    items = sorted(
        (*gap.matched, *gap.partly, *gap.missing),
        key=lambda item: (-item.contribution, -item.share, item.requirement.skill),
    )
    return tuple(reason_of(item) for item in items)


def reason_of(item: Item) -> Reason:
    """The reason of one item that is not unknown."""
    skill = item.requirement.skill
    evidence = item.evidence
    if item.state is State.MISSING or evidence is None:
        return _against(skill, evidence)
    through = known_by = field = level = because = words = None
    code = _known_by(evidence)
    if code is Code.STUDIED:
        field, _, level = evidence.detail.partition("/")
        because = evidence.reason
    elif code is Code.READ:
        words = evidence.detail
    if item.via in _OF_VIA:
        through, known_by, code = evidence.skill, code, _OF_VIA[item.via]
    return Reason(
        code,
        skill,
        item.contribution,
        through,
        known_by,
        field or None,
        level or None,
        because or None,
        words or None,
    )


def _against(skill: str, evidence: Evidence | None) -> Reason:
    if evidence is None:
        return Reason(Code.NOT_TAUGHT, skill)
    words = evidence.detail if evidence.source is Source.READ else ""
    return Reason(Code.DENIED, skill, words=words or None)


def _known_by(evidence: Evidence) -> Code:
    return Code.PLANNED if evidence.reason == PLANNED else _OF_SOURCE[evidence.source]
