"""Where applications stand today: one bar a stage, all on one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skills4all.web.pictures.scales import Scale


@dataclass(frozen=True, slots=True)
class Stage:
    """`count` stand here; the bar in percent of the width of the picture."""

    name: str
    count: int
    x: float
    width: float


def stages(
    counts: Mapping[str, int], order: Sequence[str], *, mirrored: bool = False
) -> list[Stage]:
    """Stages in `order`, also the empty ones: where nobody stands is news as well."""
    scale = Scale(0, max([1, *(counts.get(name, 0) for name in order)]), mirrored)
    return [Stage(name, counts.get(name, 0), *scale.span(0, counts.get(name, 0))) for name in order]
