"""Contact requests: nothing of the learner is told before a yes, and a no lasts."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound, TooManyAttempts
from skills4all.models import (
    Account,
    ContactRequest,
    ContactStatus,
    Learner,
    Opening,
    Organisation,
    OrganisationKind,
    OrganisationStatus,
    Outbox,
    utc_now,
)
from skills4all.services import limits
from skills4all.services.candidates.card_ids import card_id
from skills4all.services.contacts import answer, identity, states
from skills4all.services.contacts import withdraw as ending
from skills4all.services.contacts.ask import Asking, ask
from skills4all.services.learners import consents
from tests.services.market import Market

SECRET = "a key of this test"
NOW = utc_now()


@dataclass
class Meeting:
    """A verified employer and a learner who may be found."""

    market: Market
    owner: Account
    employer: Organisation
    learner: Learner

    @property
    def database(self) -> Database:
        return self.market.database

    def ask(self, opening: Opening | None = None, **values: Any) -> ContactRequest:
        chosen = opening.public_id if opening else ""
        asking = Asking(values.get("message", "Parlons de ce poste."), chosen)
        card = card_id(self.employer.public_id, self.learner.public_id, SECRET)
        actor = values.get("actor", self.owner)
        moment = values.get("now", NOW)
        employer = self.employer.public_id
        try:
            found = ask(self.database, actor, employer, card, asking, secret=SECRET, now=moment)
        except DomainError:
            self.database.rollback()
            raise
        self.database.commit()
        return found

    def opening(self, employer: Organisation | None = None) -> Opening:
        opening = self.market.published_opening(self.owner, employer or self.employer)
        self.database.commit()
        return opening

    def read(self, request: ContactRequest, actor: Account | None = None) -> Any:
        return identity.read(self.database, actor or self.owner, request.public_id)[1]


@pytest.fixture
def meeting(market: Market) -> Meeting:
    owner = market.account("rh@example.org", "employer")
    employer = market.verified(owner, OrganisationKind.EMPLOYER, name="Rif Digital")
    learner = market.learner("salma@example.org", visible=True, skills=["python"])
    market.database.commit()
    return Meeting(market, owner, employer, learner)


def letters(market: Market, template: str) -> list[Outbox]:
    return [row for row in market.promised("letter") if row.payload["template"] == template]


def test_only_a_yes_gives_the_name_and_ending_takes_it_back(meeting: Meeting) -> None:
    request = meeting.ask()
    assert meeting.read(request) is None
    answer.accept(meeting.database, meeting.learner, request.public_id, now=NOW)
    told = meeting.read(request)
    assert (told.name, told.email) == ("Nom de salma@example.org", "salma@example.org")
    assert [item.skill for item in told.skills] == ["python"]
    answer.end(meeting.database, meeting.learner, request.public_id)
    assert meeting.read(request) is None
    acts = meeting.market.acts(request.public_id)
    assert acts == [f"contactrequest.{act}" for act in ("asked", "accepted", "ended")]


def test_a_suspended_employer_reads_no_name(meeting: Meeting) -> None:
    request = meeting.ask()
    answer.accept(meeting.database, meeting.learner, request.public_id, now=NOW)
    meeting.employer.status = OrganisationStatus.SUSPENDED
    meeting.database.commit()
    assert meeting.read(request) is None
    with pytest.raises(NotAllowed):
        meeting.ask()


def test_letters_name_the_employer_to_the_learner_and_never_the_reverse(meeting: Meeting) -> None:
    opening = meeting.opening()
    request = meeting.ask(opening)
    (asked,) = letters(meeting.market, "contact_asked")
    assert asked.payload["account"] == meeting.learner.account.public_id
    assert asked.payload["facts"]["organisation"] == "Rif Digital"
    assert "Parlons" not in str(asked.payload)
    answer.accept(meeting.database, meeting.learner, request.public_id, now=NOW)
    (told,) = letters(meeting.market, "contact_answered")
    assert told.payload["account"] == meeting.owner.public_id
    assert "salma" not in str(told.payload)
    assert meeting.learner.public_id not in str(told.payload)


def test_a_no_lasts_half_a_year_for_the_same_opening(meeting: Meeting) -> None:
    opening = meeting.opening()
    request = meeting.ask(opening)
    answer.decline(meeting.database, meeting.learner, request.public_id, now=NOW)
    meeting.database.commit()
    with pytest.raises(Conflict, match="asked_before"):
        meeting.ask(opening, now=NOW + timedelta(days=180))
    assert meeting.ask(now=NOW).id != request.id
    again = meeting.ask(opening, now=NOW + timedelta(days=190))
    assert (again.id, again.status, again.answered_at) == (
        request.id,
        ContactStatus.ASKED,
        None,
    )
    assert len(letters(meeting.market, "contact_asked")) == 3


def test_one_in_general_only(meeting: Meeting) -> None:
    meeting.ask()
    with pytest.raises(Conflict, match="asked_before"):
        meeting.ask()


def test_becoming_invisible_ends_what_waits_and_hides_the_card(meeting: Meeting) -> None:
    waiting, accepted = meeting.ask(), None
    opening = meeting.opening()
    accepted = meeting.ask(opening)
    answer.accept(meeting.database, meeting.learner, accepted.public_id, now=NOW)
    consents.set_visible(meeting.database, meeting.learner, False, language="fr")
    meeting.database.commit()
    meeting.database.refresh(waiting)
    meeting.database.refresh(accepted)
    assert waiting.status is ContactStatus.WITHDRAWN
    assert accepted.status is ContactStatus.ACCEPTED
    outcomes = [
        row.payload["facts"]["outcome"] for row in letters(meeting.market, "contact_answered")
    ]
    assert outcomes == ["accepted", "unavailable"]
    with pytest.raises(NotFound):
        meeting.ask()


def test_a_withdrawn_consent_alone_hides(meeting: Meeting) -> None:
    """The flag still says visible; the consent decides."""
    (consent, *_) = consents.history(meeting.database, meeting.learner)
    assert consent.purpose == "visibility"
    consent.withdrawn_at = utc_now()
    meeting.database.commit()
    assert meeting.learner.visibility == 1
    with pytest.raises(NotFound):
        meeting.ask()


def test_fourteen_days_without_an_answer(meeting: Meeting) -> None:
    request = meeting.ask()
    late = NOW + timedelta(days=14, minutes=1)
    with pytest.raises(Conflict, match="contact_over"):
        answer.accept(meeting.database, meeting.learner, request.public_id, now=late)
    assert ending.expire(meeting.database, NOW + timedelta(days=13)) == 0
    assert (ending.expire(meeting.database, late), ending.expire(meeting.database, late)) == (1, 0)
    meeting.database.refresh(request)
    assert request.status is ContactStatus.EXPIRED
    assert not states.is_waiting(request, NOW)


def test_the_employer_takes_it_back(meeting: Meeting) -> None:
    request = meeting.ask()
    ending.withdraw(meeting.database, meeting.owner, request.public_id)
    with pytest.raises(Conflict, match="contact_over"):
        answer.accept(meeting.database, meeting.learner, request.public_id, now=NOW)
    with pytest.raises(Conflict, match="contact_over"):
        ending.withdraw(meeting.database, meeting.owner, request.public_id)


def test_it_is_nobody_elses(meeting: Meeting) -> None:
    request = meeting.ask()
    stranger = meeting.market.account("autre@example.org", "employer")
    other = meeting.market.learner("omar@example.org", visible=True)
    for act in (
        lambda: ending.withdraw(meeting.database, stranger, request.public_id),
        lambda: identity.read(meeting.database, stranger, request.public_id),
        lambda: answer.accept(meeting.database, other, request.public_id, now=NOW),
        lambda: answer.decline(meeting.database, other, request.public_id, now=NOW),
        lambda: answer.end(meeting.database, other, request.public_id),
        lambda: meeting.ask(actor=stranger),
    ):
        with pytest.raises(NotFound):
            act()


def test_a_member_who_left_reads_nothing_more(meeting: Meeting) -> None:
    request = meeting.ask()
    answer.accept(meeting.database, meeting.learner, request.public_id, now=NOW)
    meeting.employer.memberships[0].removed_at = utc_now()
    meeting.database.commit()
    with pytest.raises(NotFound):
        meeting.read(request)


def test_the_message_is_asked_for_and_openings_are_ones_own(meeting: Meeting) -> None:
    with pytest.raises(Invalid):
        meeting.ask(message="  ")
    with pytest.raises(Invalid):
        meeting.ask(message="x" * 2001)
    other = meeting.market.verified(meeting.owner, OrganisationKind.EMPLOYER, name="Souss Code")
    with pytest.raises(NotFound):
        meeting.ask(meeting.opening(other))
    draft = meeting.market.opening(meeting.owner, meeting.employer, title="Brouillon")
    meeting.database.commit()
    with pytest.raises(Conflict, match="opening_over"):
        meeting.ask(draft)


def test_an_employer_that_is_not_verified_asks_nobody(meeting: Meeting) -> None:
    fresh = meeting.market.organisation(meeting.owner, OrganisationKind.EMPLOYER, name="Nador Web")
    meeting.database.commit()
    meeting.employer = fresh
    with pytest.raises(NotAllowed, match="employer_not_verified"):
        meeting.ask()


def test_a_limit_a_day_holds_over_learners(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CONTACT_EMPLOYER", limits.Limit("contact-employer", 1, 86_400))
    meeting.ask()
    meeting.learner = meeting.market.learner("omar@example.org", visible=True)
    meeting.database.commit()
    with pytest.raises(TooManyAttempts):
        meeting.ask()


def test_without_an_account_there_is_no_yes_but_a_no(meeting: Meeting) -> None:
    meeting.learner.account, meeting.learner.resume_code_hash = None, "x"
    meeting.learner.expires_at = NOW + timedelta(days=20)
    meeting.database.commit()
    request = meeting.ask()
    with pytest.raises(Conflict, match="contact_needs_account"):
        answer.accept(meeting.database, meeting.learner, request.public_id, now=NOW)
    answer.decline(meeting.database, meeting.learner, request.public_id, now=NOW)


def test_of_a_yes_and_a_withdrawal_at_once_one_counts(
    meeting: Meeting, app_on: Callable[..., Any]
) -> None:
    """Both start from what they read before; the second write finds the state gone."""
    request = meeting.ask()
    key, public_id = request.id, request.public_id
    learner_id, owner_id = meeting.learner.id, meeting.owner.id
    engine = meeting.database.get_bind().engine
    start, done = threading.Barrier(2), []

    def run(act: Callable[[Database], object]) -> None:
        with Database(engine) as database:
            database.get_one(ContactRequest, key)
            start.wait()
            try:
                act(database)
                database.commit()
                done.append("done")
            except Conflict:
                database.rollback()
                done.append("told")

    def accept(database: Database) -> None:
        answer.accept(database, database.get_one(Learner, learner_id), public_id, now=NOW)

    def withdraw(database: Database) -> None:
        ending.withdraw(database, database.get_one(Account, owner_id), public_id)

    meeting.database.rollback()
    threads = [threading.Thread(target=run, args=(act,)) for act in (accept, withdraw)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == ["done", "told"]


def test_asking_races_with_becoming_invisible(meeting: Meeting) -> None:
    """Whatever comes first, no request waits for somebody who is not to be found."""
    engine = meeting.database.get_bind().engine
    employer, learner_id = meeting.employer.public_id, meeting.learner.id
    card = card_id(employer, meeting.learner.public_id, SECRET)
    owner_id, start = meeting.owner.id, threading.Barrier(2)
    meeting.database.rollback()

    def hide() -> None:
        with Database(engine) as database:
            learner = database.get_one(Learner, learner_id)
            start.wait()
            consents.set_visible(database, learner, False, language="fr")
            database.commit()

    def write() -> None:
        with Database(engine) as database:
            owner = database.get_one(Account, owner_id)
            start.wait()
            try:
                ask(database, owner, employer, card, Asking("Bonjour"), secret=SECRET, now=NOW)
                database.commit()
            except NotFound:
                database.rollback()

    threads = [threading.Thread(target=each) for each in (hide, write)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    waiting = update(ContactRequest).where(ContactRequest.status == ContactStatus.ASKED)
    statement = waiting.values(message="x").returning(ContactRequest.id)
    assert meeting.database.scalars(statement).all() == []
