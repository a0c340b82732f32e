"""What comes first on each home is what rows say, and goes away when it is done."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from skills4all.models import (
    ContactRequest,
    Enrolment,
    EnrolmentStatus,
    OpeningStatus,
    OrganisationKind,
    ProgrammeStatus,
    SavedPathway,
    SessionStatus,
)
from skills4all.queries import learner_moves, next_moves
from skills4all.queries.learner_moves import Move as LearnerMove
from skills4all.queries.next_moves import Move, Next
from tests.services.market import OCCUPATION, TODAY, Market, add_applications, add_learner
from tests.services.openings.conftest import House

DAY = timedelta(days=1)
NOW = datetime.combine(TODAY, time(9), UTC)
LATE = NOW - 7 * DAY


def moves(found: list[Next]) -> list[tuple[Move, int]]:
    return [(each.move, each.count) for each in found]


def test_an_employer_answers_people_first(house: House) -> None:
    database, mine = house.market.database, [house.employer]

    def found() -> list[tuple[Move, int]]:
        return moves(next_moves.of_employer(database, mine, TODAY, LATE))

    assert found() == [(Move.FIRST_OPENING, 1)]
    first, second, third = (house.published(title=f"Poste {number}") for number in range(3))
    assert found() == [(Move.FIND_PROFILES, 1)]
    waiting = add_applications(database, first, {8: None, 9: None, 1: None}, NOW)
    add_applications(database, second, {2: None, 20: 19}, NOW)
    third.status = OpeningStatus.DRAFT
    second.expires_on = TODAY + DAY
    assert found() == [
        (Move.ANSWER_LATE, 1),
        (Move.CONFIRM_OPENING, 1),
        (Move.READ_APPLICATIONS, 2),
        (Move.FINISH_OPENING, 1),
    ]
    for each in waiting:
        each.answered_at = NOW
    second.expires_on, third.status = TODAY + 60 * DAY, OpeningStatus.CLOSED
    assert found() == [(Move.READ_APPLICATIONS, 1)]


def test_what_others_wait_for_is_not_mine_to_do(house: House) -> None:
    other = house.market.account("other@example.org")
    theirs = house.market.verified(other, OrganisationKind.EMPLOYER, name="Une autre maison")
    house.published()
    found = next_moves.of_employer(house.market.database, [theirs], TODAY, LATE)
    assert moves(found) == [(Move.FIRST_OPENING, 1)]
    assert next_moves.of_employer(house.market.database, [], TODAY, LATE) == []


def test_a_centre_gives_certificates_before_dates(market: Market) -> None:
    database, owner = market.database, market.account("centre@example.org")
    centre = market.verified(owner, OrganisationKind.CENTRE)

    def found() -> list[tuple[Move, int]]:
        return moves(next_moves.of_centre(database, [centre], TODAY))

    assert found() == [(Move.FIRST_PROGRAMME, 1)]
    programme = market.programme(owner, centre)
    assert found() == [(Move.FINISH_PROGRAMME, 1)]
    programme.status = ProgrammeStatus.PUBLISHED
    assert found() == [(Move.ADD_SESSION, 1)]
    session = market.session(owner, programme)
    session.status = SessionStatus.PUBLISHED
    assert found() == []
    session.starts_on, session.ends_on, session.enrol_by = TODAY - 9 * DAY, TODAY - DAY, None
    seat = Enrolment(
        learner=add_learner(database, market.account("l@example.org")),
        session=session,
        status=EnrolmentStatus.CONFIRMED,
    )
    database.add(seat)
    database.flush()
    assert found() == [(Move.MARK_ATTENDANCE, 1), (Move.ADD_SESSION, 1)]
    seat.status = EnrolmentStatus.ATTENDED
    assert found()[0] == (Move.CERTIFY, 1)
    seat.status = EnrolmentStatus.CERTIFIED
    assert found() == [(Move.ADD_SESSION, 1)]


def test_a_moderator_sees_how_many_wait_of_each_kind(market: Market) -> None:
    owner = market.account("owner@example.org")
    for name in ("Un", "Deux"):
        market.organisation(owner, OrganisationKind.EMPLOYER, name=f"Maison {name}")
    found = next_moves.of_moderator(market.database)
    assert moves(found) == [(Move.VERIFY_ORGANISATIONS, 2)]


def test_an_institution_says_who_it_is_and_is_not_alone(market: Market) -> None:
    owner = market.account("institution@example.org")
    mine = market.organisation(owner, OrganisationKind.INSTITUTION, description="")
    found = next_moves.of_institution(market.database, [mine])
    assert [each.move for each in found] == [Move.DESCRIBE_ORGANISATION, Move.INVITE]


def test_a_learner_goes_from_studies_to_a_step_taken(market: Market) -> None:
    database = market.database
    learner = add_learner(database, market.account("l@example.org"), {})
    learner.place_id = None

    def found() -> list[LearnerMove]:
        told = learner_moves.of_learner(database, learner, NOW, 14 * DAY)
        return [each.move for each in told]

    assert found() == [
        LearnerMove.TELL_STUDIES,
        LearnerMove.TELL_PLACE,
        LearnerMove.REVIEW_SKILLS,
        LearnerMove.CHOOSE_ROLE,
    ]
    learner.place_id = "fes"
    database.add(SavedPathway(learner=learner, occupation_id=OCCUPATION))
    database.flush()
    assert found()[-1] == LearnerMove.TAKE_A_STEP
    owner = market.account("employer@example.org")
    employer = market.verified(owner, OrganisationKind.EMPLOYER)
    asked = ContactRequest(
        organisation=employer, learner=learner, message="Bonjour", asked_at=NOW - DAY
    )
    database.add(asked)
    database.flush()
    assert found()[0] == LearnerMove.ANSWER_CONTACT
    asked.asked_at = NOW - 15 * DAY
    database.flush()
    assert LearnerMove.ANSWER_CONTACT not in found()
