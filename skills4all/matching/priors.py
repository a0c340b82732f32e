"""What a course of study says about skills: given to a share of its graduates, or not taught.

These are priors, never certainties: each becomes `Evidence` with source `inferred`, its strength
and the reason, which the learner confirms or removes.
"""

from collections.abc import Iterable

from skills4all.matching.documents import Background, Evidence, Source
from skills4all.matching.vocabulary import Conferred, FieldOfStudy, Vocabulary

STATUS_SHARE = {"obtained": 1.0, "in_progress": 0.75, "abandoned": 0.5}
"""How much of a degree's prior stands while it is unfinished or when it was left."""


def inferred_evidence(
    vocabulary: Vocabulary, backgrounds: Iterable[Background]
) -> tuple[Evidence, ...]:
    """One inferred evidence per skill, the strongest over all backgrounds; by skill identifier."""
    best: dict[str, Evidence] = {}
    for background in backgrounds:
        for evidence in _of_one(vocabulary, background):
            known = best.get(evidence.skill)
            if known is None or _order(evidence) > _order(known):
                best[evidence.skill] = evidence
    return tuple(best[skill] for skill in sorted(best))


def untaught_skills(vocabulary: Vocabulary, backgrounds: Iterable[Background]) -> frozenset[str]:
    """Skills that none of the backgrounds teaches, by reviewed statement; narrower ones included.

    Several backgrounds: only what every one of them leaves out. No background: nothing is known.
    """
    sets: list[frozenset[str]] = []
    for background in backgrounds:
        field = vocabulary.field_of(background.field)
        if field is None:
            continue
        given = {row.skill for row in _applicable(vocabulary, field, background.level)}
        sets.append(frozenset(_with_narrower(vocabulary, field.untaught) - given))
    return frozenset.intersection(*sets) if sets else frozenset()


def _of_one(vocabulary: Vocabulary, background: Background) -> Iterable[Evidence]:
    field = vocabulary.field_of(background.field)
    if field is None:
        return
    share = STATUS_SHARE[background.status]
    for row in _applicable(vocabulary, field, background.level):
        yield Evidence(
            skill=row.skill,
            source=Source.INFERRED,
            level=row.level,
            strength=row.strength * share,
            reason=row.reason,
            detail=f"{field.id}/{background.level}",
        )


def _applicable(vocabulary: Vocabulary, field: FieldOfStudy, level: str) -> list[Conferred]:
    """Rows reached by `level`; an unknown level reaches the field's first one only."""
    rank = vocabulary.level_rank(level) or min(
        (vocabulary.level_rank(each) for each in field.levels), default=0
    )
    return [row for row in field.conferred if vocabulary.level_rank(row.from_level) <= rank]


def _with_narrower(vocabulary: Vocabulary, skills: Iterable[str]) -> set[str]:
    found: set[str] = set()
    waiting = list(skills)
    while waiting:
        skill = waiting.pop()
        if skill not in found:
            found.add(skill)
            waiting.extend(vocabulary.narrower.get(skill, ()))
    return found


def _order(evidence: Evidence) -> tuple[float, int, str]:
    return (evidence.strength, evidence.level or 0, evidence.detail)
