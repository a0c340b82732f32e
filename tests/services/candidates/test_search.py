"""Cards tell nothing that leads to a person, order by coverage, and leave nobody out."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import pytest
from sqlalchemy import event, select

from skills4all.errors import NotAllowed, NotFound
from skills4all.models import (
    Account,
    EvidenceSource,
    Learner,
    LearnerSkill,
    Organisation,
    OrganisationKind,
    OrganisationStatus,
    utc_now,
)
from skills4all.queries import visible_learners
from skills4all.services.candidates import search as searching
from skills4all.services.candidates.card_ids import learner_behind
from skills4all.services.candidates.sought import Sought
from skills4all.services.learners import consents
from tests.services.market import OCCUPATION, Market

SECRET = "a key of this test"
NOW = utc_now()
WEB = Sought(occupation=OCCUPATION)


@pytest.fixture
def employer(market: Market) -> tuple[Account, Organisation]:
    owner = market.account("rh@example.org", "employer")
    found = market.verified(owner, OrganisationKind.EMPLOYER, name="Rif Digital")
    market.database.commit()
    return owner, found


def cards(market: Market, employer: Any, sought: Sought = WEB, page: int = 1) -> searching.Cards:
    owner, organisation = employer
    return searching.search(
        market.database,
        owner,
        organisation.public_id,
        sought,
        page=page,
        secret=SECRET,
        now=NOW,
    )


def test_only_those_who_agree_are_seen_and_at_once(market: Market, employer: Any) -> None:
    market.learner("cachee@example.org", skills=["python"])
    seen = market.learner("vue@example.org", visible=True, skills=["python"])
    assert cards(market, employer).total == 1
    consents.set_visible(market.database, seen, False, language="fr")
    assert cards(market, employer).total == 0
    # The flag alone, without a consent in force, shows nobody.
    seen.visibility = 1
    market.database.flush()
    assert cards(market, employer).total == 0


def test_whoever_cannot_answer_is_not_shown(market: Market, employer: Any) -> None:
    learner = market.learner("vue@example.org", visible=True)
    assert learner.account is not None
    learner.account.active = False
    market.database.flush()
    assert cards(market, employer).total == 0


def test_a_card_holds_nothing_of_who_it_is(market: Market, employer: Any) -> None:
    learner = market.learner("vue@example.org", visible=True, skills=["python"])
    learner.about, learner.place_id = "Je suis Salma de Taza", "fes"
    row = market.database.scalars(select(LearnerSkill)).first()
    assert row is not None
    row.evidence = "appris chez Salma"
    market.database.flush()
    (card,) = cards(market, employer).cards
    told = json.dumps(asdict(card), default=str)
    for secret in ("vue@", "Nom de", "Salma", "fes", learner.public_id, f": {learner.id},"):
        assert secret not in told


def test_two_employers_cannot_join_their_cards(market: Market, employer: Any) -> None:
    learner = market.learner("vue@example.org", visible=True)
    other_owner = market.account("autre@example.org", "employer")
    other = market.verified(other_owner, OrganisationKind.EMPLOYER, name="Souss Code")
    (mine,), (theirs,) = cards(market, employer).cards, cards(market, (other_owner, other)).cards
    assert mine.id != theirs.id
    database, organisation = market.database, employer[1]
    found = learner_behind(database, organisation, mine.id, secret=SECRET, now=NOW)
    assert found == learner.id
    assert learner_behind(database, organisation, theirs.id, secret=SECRET, now=NOW) is None


def test_best_first_and_the_last_page_reaches_the_last(
    market: Market, employer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "PAGE_SIZE", 2)
    monkeypatch.setattr(visible_learners, "AT_ONCE", 2)
    told = (["python", "sql"], [], ["linux"], ["python", "sql", "linux"], ["french-language"])
    for number, skills in enumerate(told):
        market.learner(f"l{number}@example.org", visible=True, skills=skills)
    pages = [cards(market, employer, page=page) for page in (1, 2, 3)]
    assert {page.pages for page in pages} == {3}
    found = [card for page in pages for card in page.cards]
    assert len({card.id for card in found}) == 5
    scores = [-1.0 if card.coverage.score is None else card.coverage.score for card in found]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1]
    assert cards(market, employer, page=99).number == 3


def test_a_region_hides_nobody_whose_card_tells_none(market: Market, employer: Any) -> None:
    """Else the filter would tell what the card does not."""
    learner = market.learner("vue@example.org", visible=True)
    learner.place_id = "fes"
    market.database.flush()
    for place in ("fes", "rabat"):
        assert cards(market, employer, Sought(OCCUPATION, region=place)).total == 1


def test_a_region_keeps_away_cards_that_tell_another(market: Market, employer: Any) -> None:
    for number in range(10):
        market.learner(f"l{number}@example.org", visible=True).place_id = "fes"
    market.database.flush()
    assert cards(market, employer, Sought(OCCUPATION, region="fes")).total == 10
    assert cards(market, employer, Sought(OCCUPATION, region="rabat")).total == 0


def test_what_a_centre_certified_is_known_as_such(market: Market, employer: Any) -> None:
    learner = market.learner("vue@example.org", visible=True)
    market.database.add(
        LearnerSkill(
            learner_id=learner.id, skill_id="python", source=EvidenceSource.CERTIFIED, level=3
        )
    )
    market.database.flush()
    (card,) = cards(market, employer, Sought(skills=("python",))).cards
    (item,) = card.gap.matched
    assert item.evidence is not None
    assert item.evidence.source == "certified"


def test_an_opening_of_ones_own_is_a_target_and_of_others_does_not_exist(
    market: Market, employer: Any
) -> None:
    owner, organisation = employer
    market.learner("vue@example.org", visible=True, skills=["python"])
    mine = market.published_opening(owner, organisation)
    (card,) = cards(market, employer, Sought(opening=mine.public_id)).cards
    assert {item.requirement.skill for item in card.coverage.items} == {"python", "sql"}
    other_owner = market.account("autre@example.org", "employer")
    other = market.verified(other_owner, OrganisationKind.EMPLOYER, name="Souss Code")
    theirs = market.published_opening(other_owner, other)
    with pytest.raises(NotFound):
        cards(market, employer, Sought(opening=theirs.public_id))


def test_only_members_of_a_verified_employer_look(market: Market, employer: Any) -> None:
    owner, organisation = employer
    stranger = market.account("x@example.org", "employer", "moderator")
    with pytest.raises(NotFound):
        cards(market, (stranger, organisation))
    centre = market.verified(owner, OrganisationKind.CENTRE)
    with pytest.raises(NotFound):
        cards(market, (owner, centre))
    for status in (OrganisationStatus.PENDING, OrganisationStatus.SUSPENDED):
        organisation.status = status
        market.database.flush()
        with pytest.raises(NotAllowed):
            cards(market, employer)
        with pytest.raises(NotAllowed):
            searching.card(
                market.database,
                owner,
                organisation.public_id,
                "x",
                WEB,
                secret=SECRET,
                now=NOW,
            )


def test_statements_do_not_grow_with_learners(market: Market, employer: Any) -> None:
    def statements() -> int:
        seen: list[str] = []
        engine = market.database.get_bind().engine

        def note(*call: Any) -> None:
            seen.append(call[2])

        event.listen(engine, "before_cursor_execute", note)
        market.database.expire_all()
        cards(market, employer)
        event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    market.learner("a@example.org", visible=True, skills=["python"])
    market.database.commit()
    one = statements()
    for number in range(12):
        market.learner(f"l{number}@example.org", visible=True, skills=["python", "sql"])
    market.database.commit()
    assert statements() == one
    assert len(market.database.scalars(select(Learner)).all()) == 13
