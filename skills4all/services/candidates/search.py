"""Cards of learners who agreed to be found, ordered by how far they cover what is sought.

The same coverage as on the learner's own pages. It orders and hides nobody: the last page reaches
the last visible learner. A region keeps away the cards that tell another one; cards that tell
none stay, or the filter would tell what the card does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.errors import NotFound
from skills4all.matching.coverage import Coverage
from skills4all.matching.documents import LearnerProfile
from skills4all.matching.gap import Gap, split
from skills4all.matching.vocabulary import Requirement
from skills4all.models import Account, ContactRequest, Organisation
from skills4all.queries import visible_learners
from skills4all.queries.visible_learners import VisibleLearner
from skills4all.services import knowledge
from skills4all.services.candidates import card_ids, shown
from skills4all.services.candidates.door import verified_employer
from skills4all.services.candidates.shown import Shown
from skills4all.services.candidates.sought import Sought, requirements

PAGE_SIZE = 20
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Card:
    """`asked`: this employer has written to the person before."""

    id: str
    shown: Shown
    coverage: Coverage
    gap: Gap
    asked: bool
    is_demo: bool


@dataclass(frozen=True, slots=True)
class Cards:
    """Page `number` of `pages`; `total` cards in all."""

    cards: Sequence[Card]
    total: int
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a learner comes in the list: best score first, then by the random name of the card."""

    order: tuple[float, str]
    learner: int
    shown: Shown


def search(
    database: Database,
    actor: Account,
    organisation_id: str,
    sought: Sought,
    *,
    page: int,
    secret: str,
    now: datetime,
) -> Cards:
    """One page. Raises `NotFound`, `NotAllowed`."""
    employer = verified_employer(database, actor, organisation_id)
    wanted = requirements(database, actor, employer, sought)
    places = [
        each
        for each in _places(database, employer, wanted, secret, now)
        if _in_region(each.shown, sought.region)
    ]
    places.sort(key=lambda each: each.order)
    pages = max(1, -(-len(places) // PAGE_SIZE))
    number = min(max(1, page), pages)
    here = places[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    cards = _cards(database, employer, here, wanted, now)
    return Cards(cards, len(places), number, pages)


def card(
    database: Database,
    actor: Account,
    organisation_id: str,
    name: str,
    sought: Sought,
    *,
    secret: str,
    now: datetime,
) -> Card:
    """One card. Raises `NotFound` also when the learner is no longer visible."""
    employer = verified_employer(database, actor, organisation_id)
    wanted = requirements(database, actor, employer, sought)
    places = _places(database, employer, (), secret, now)
    here = [each for each in places if each.order[1] == name]
    cards = _cards(database, employer, here, wanted, now)
    if not cards:
        raise NotFound(kind="card")
    return cards[0]


def _places(
    database: Database,
    employer: Organisation,
    wanted: Sequence[Requirement],
    secret: str,
    now: datetime,
) -> list[_Place]:
    """Every visible learner, with what their card tells among all the cards there are."""
    vocabulary = knowledge.vocabulary()
    found = [
        (
            each.id,
            each.public_id,
            _score(each.profile, wanted),
            shown.finest(each.profile, vocabulary),
        )
        for each in visible_learners.stream(database, now)
    ]
    told = shown.coarsened((finest for *_, finest in found), vocabulary)
    return [
        _Place((-score, card_ids.card_id(employer.public_id, name, secret)), key, told[finest])
        for key, name, score, finest in found
    ]


def _score(profile: LearnerProfile, wanted: Sequence[Requirement]) -> float:
    if not wanted:
        return 0.0
    score = _coverage(profile, wanted).score
    return -1.0 if score is None else round(score, _DECIMALS)


def _coverage(profile: LearnerProfile, wanted: Sequence[Requirement]) -> Coverage:
    matcher = knowledge.matcher()
    return matcher.cover(matcher.standing(profile), wanted)


def _in_region(told: Shown, place: str) -> bool:
    region = shown.region_of(place, knowledge.vocabulary())
    return not region or told.region in ("", region)


def _cards(
    database: Database,
    employer: Organisation,
    places: Sequence[_Place],
    wanted: Sequence[Requirement],
    now: datetime,
) -> list[Card]:
    ids = [each.learner for each in places]
    learners = visible_learners.some(database, ids, now)
    before = _asked_before(database, employer, ids)
    return [
        _card(place, learners[place.learner], wanted, place.learner in before)
        for place in places
        if place.learner in learners
    ]


def _card(
    place: _Place, learner: VisibleLearner, wanted: Sequence[Requirement], before: bool
) -> Card:
    coverage = _coverage(learner.profile, wanted)
    return Card(place.order[1], place.shown, coverage, split(coverage), before, learner.is_demo)


def _asked_before(database: Database, employer: Organisation, ids: Sequence[int]) -> set[int]:
    statement = select(ContactRequest.learner_id).where(
        ContactRequest.organisation_id == employer.id, ContactRequest.learner_id.in_(ids)
    )
    return set(database.scalars(statement))
