"""The gap: the four lists on every card, and which answer would sharpen the result most."""

from dataclasses import dataclass

from skills4all.matching.coverage import Coverage, Item, State

_STATES = (State.MATCHED, State.PARTLY, State.MISSING, State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Gap:
    """Requirements by what is known of them, each list heaviest first."""

    matched: tuple[Item, ...]
    partly: tuple[Item, ...]
    missing: tuple[Item, ...]
    unknown: tuple[Item, ...]

    @property
    def to_learn(self) -> tuple[Item, ...]:
        """What a plan should cover: missing and partly first, then unknown; essential only."""
        wanted = (*self.missing, *self.partly, *self.unknown)
        return tuple(item for item in wanted if item.requirement.relation == "essential")


def split(coverage: Coverage) -> Gap:
    lists: tuple[list[Item], ...] = ([], [], [], [])
    add = dict(zip(_STATES, [found.append for found in lists], strict=True))
    for item in coverage.items:
        add[item.state](item)
    return Gap(*map(tuple, lists))


def sharpening(gap: Gap, limit: int = 3) -> tuple[str, ...]:
    """Skills to ask about next: unknown ones first, then supposed ones, heaviest first."""
    supposed = (
        item
        for item in (*gap.partly, *gap.matched)
        if item.evidence is not None and item.evidence.source == "inferred"
    )
    ranked = sorted(
        (*gap.unknown, *supposed),
        key=lambda item: (-item.share * (1.0 - item.value), item.requirement.skill),
    )
    return tuple(item.requirement.skill for item in ranked[:limit])
