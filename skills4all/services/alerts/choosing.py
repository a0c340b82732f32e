"""Which news is for one learner: the exact rule, on the candidates that the index suggests.

Openings: those of the pathway's occupation, and those of none that the learner covers already.
Sessions: those that teach something the pathway still misses, in the learner's region or online.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from skills4all.matching.coverage import Band, cover_asked
from skills4all.matching.documents import LearnerProfile
from skills4all.matching.ranking import Standing
from skills4all.matching.vocabulary import Occupation
from skills4all.services import knowledge
from skills4all.services.alerts.items import Item, Items, NewOpening, NewSession
from skills4all.services.gaps_near import region_of
from skills4all.services.recommendations import needs

MOST = 8
NEAR = (Band.WITHIN_REACH, Band.STRETCH)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A pathway a learner listens on.

    `since`: what became public before was told or is not wanted; `moved`: what has not moved since
    did not fit, and still does not.
    """

    occupation: str
    since: datetime
    moved: datetime


@dataclass(frozen=True, slots=True)
class Asking:
    """One learner, as other processes see them: ids of the vocabulary, nothing that names."""

    profile: LearnerProfile
    wanted: tuple[Wanted, ...]
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Chosen:
    """One thing to tell: for which of `Asking.wanted`, and the skills a session would bring."""

    wanted: int
    item: str
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aim:
    """A pathway with how the learner stands: what both the index and the rule ask."""

    asking: Asking
    wanted: Wanted
    role: Occupation
    standing: Standing
    gap: frozenset[str]


def nameless(profile: LearnerProfile) -> LearnerProfile:
    """The profile without words and years, the region for the place: the rule gives the same."""
    place = profile.place and (region_of(profile.place) or profile.place)
    evidence = tuple(replace(each, detail="", reason="") for each in profile.evidence)
    studies = tuple(replace(each, year=None) for each in profile.backgrounds)
    return replace(profile, backgrounds=studies, evidence=evidence, text="", place=place)


def aims(asking: Asking) -> list[Aim | None]:
    """One for each pathway; None where the vocabulary knows the occupation no longer."""
    if not asking.wanted:
        return []
    vocabulary, matcher = knowledge.vocabulary(), knowledge.matcher()
    standing = matcher.standing(asking.profile)
    found: list[Aim | None] = []
    for wanted in asking.wanted:
        role = vocabulary.occupations.get(vocabulary.current(wanted.occupation))
        if role is None:
            found.append(None)
            continue
        gap = frozenset(need.skill for need in needs(matcher.role(standing, role).gap))
        found.append(Aim(asking, wanted, role, standing, gap))
    return found


def for_pathway(items: Items, among: Iterable[Item], aim: Aim, number: int) -> list[Chosen]:
    """At most eight of `among`, openings before sessions, best first.

    Each says why: openings by the share that is covered, sessions by the skills they would bring.
    """
    jobs: list[tuple[float, Chosen]] = []
    courses: list[tuple[float, Chosen]] = []
    for item in among:
        if not may_be_told(item, aim):
            continue
        if isinstance(item, NewOpening):
            coverage = cover_asked(items.asked[item.id], aim.standing.known)
            ours = item.occupation == aim.role.id
            if ours or (item.occupation is None and coverage.band in NEAR):
                jobs.append((coverage.score or 0.0, Chosen(number, item.id)))
        elif taught := aim.gap & item.taught:
            courses.append((len(taught), Chosen(number, item.id, tuple(sorted(taught)))))
    best, rest = (
        sorted(found, key=lambda pair: (-pair[0], pair[1].item)) for found in (jobs, courses)
    )
    return [chosen for _, chosen in (*best, *rest)][:MOST]


def together(pathways: Sequence[Sequence[Chosen]]) -> tuple[Chosen, ...]:
    """Of all the pathways of a learner, each thing once, at most eight."""
    found: dict[str, Chosen] = {}
    for pathway in pathways:
        for chosen in pathway:
            found.setdefault(chosen.item, chosen)
    return tuple(found.values())[:MOST]


def may_be_told(item: Item, aim: Aim) -> bool:
    """Whether it is news for the learner, and within reach, however well it fits."""
    wanted = aim.wanted
    fresh = item.since > wanted.since and item.moved > wanted.moved
    if not fresh or item.id in aim.asking.told:
        return False
    return isinstance(item, NewOpening) or _reachable(item, aim.asking.profile.place)


def _reachable(session: NewSession, place: str | None) -> bool:
    return session.region == "" or place is None or session.region == region_of(place)
