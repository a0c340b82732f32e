"""What a card tells of studies and place, coarsened until nobody stands out.

A combination of field, level and region that fewer than `BAR` cards share is told less finely:
the country for the region, then the broad field, then no level, then no field. Whoever is still in
too small a company takes others along until the company is large enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from skills4all.matching.documents import Background, LearnerProfile
from skills4all.matching.vocabulary import Vocabulary

BAR = 10
BROAD_DIGITS = 2
_STATUS = {"abandoned": 0, "in_progress": 1, "obtained": 2}


@dataclass(frozen=True, slots=True, order=True)
class Shown:
    """Empty: not told. `field` is a field of study, `broad` the two first digits of ISCED-F;
    at most one of the two is told. An empty `region` means somewhere in the country.
    """

    field: str = ""
    broad: str = ""
    level: str = ""
    region: str = ""


NOTHING = Shown()


def finest(profile: LearnerProfile, vocabulary: Vocabulary) -> Shown:
    """The most a card may ever tell: the usual field of that ISCED code, the level, the region."""
    main = max(profile.backgrounds, key=lambda each: _weight(each, vocabulary), default=None)
    region = region_of(profile.place or "", vocabulary)
    if main is None:
        return Shown(region=region)
    known = vocabulary.field_of(main.field)
    field = vocabulary.generic_fields.get(known.isced, "") if known else ""
    return Shown(field=field, level=main.level, region=region)


def region_of(place: str, vocabulary: Vocabulary) -> str:
    """The region a place lies in, or is; empty for the country and the unknown."""
    known = vocabulary.places.get(place)
    if known is None or known.kind == "country":
        return ""
    return known.id if known.kind == "region" else known.parent or ""


def coarsened(
    combinations: Iterable[Shown], vocabulary: Vocabulary, bar: int = BAR
) -> dict[Shown, Shown]:
    """Finest combination -> what is told. `combinations`: one for each visible learner."""
    crowd = Counter(combinations)
    told = {each: each for each in crowd}
    for step in _steps(vocabulary):
        company = _company(told, crowd)
        for each, now in told.items():
            if company[now] < bar:
                told[each] = step(now)
    _fill(told, crowd, bar)
    return told


def _steps(vocabulary: Vocabulary) -> tuple[Callable[[Shown], Shown], ...]:
    def broad(each: Shown) -> Shown:
        known = vocabulary.field_of(each.field)
        code = known.isced[:BROAD_DIGITS] if known else each.broad
        return replace(each, field="", broad=code)

    return (
        lambda each: replace(each, region=""),
        broad,
        lambda each: replace(each, level=""),
        lambda _each: NOTHING,
    )


def _company(told: dict[Shown, Shown], crowd: Counter[Shown]) -> Counter[Shown]:
    company: Counter[Shown] = Counter()
    for each, now in told.items():
        company[now] += crowd[each]
    return company


def _fill(told: dict[Shown, Shown], crowd: Counter[Shown], bar: int) -> None:
    """The last ones, of whom nothing is told, must not be few either: the next smallest join."""
    company = _company(told, crowd)
    while 0 < company[NOTHING] < bar and len(company) > 1:
        smallest = min((count, each) for each, count in company.items() if each != NOTHING)[1]
        for each, now in told.items():
            if now == smallest:
                told[each] = NOTHING
        company = _company(told, crowd)


def _weight(background: Background, vocabulary: Vocabulary) -> tuple[int, int, int]:
    rank = vocabulary.level_rank(background.level)
    return (_STATUS[background.status], rank, background.year or 0)
