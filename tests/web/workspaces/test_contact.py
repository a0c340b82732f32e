"""Two browsers, an employer's and a learner's: card, request, answer, messages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from skills4all.background import letter_delivery, rounds
from skills4all.extensions import db
from skills4all.models import (
    Application,
    ContactRequest,
    ContactStatus,
    Enrolment,
    Learner,
    Opening,
    Organisation,
    OrganisationKind,
    Outbox,
    utc_now,
)
from skills4all.services import accounts
from skills4all.services.answers import Answers
from skills4all.services.learners import consents, starting
from skills4all.services.learners.skills import declare
from tests.services.market import OCCUPATION, Market

MESSAGE = "Parlons de ce poste."


@dataclass
class Meeting:
    site: Flask
    market: Market
    employer: FlaskClient
    learner: FlaskClient
    organisation: Organisation
    opening: Opening
    person: Learner

    def cards(self, **args: str) -> str:
        found = self.employer.get(
            f"/fr/employer/{self.organisation.public_id}/learners",
            query_string={"occupation": OCCUPATION, **args},
        )
        assert found.status_code == 200
        return found.get_data(as_text=True)

    def card(self) -> str:
        (found,) = set(re.findall(r"/learners/([0-9a-f]{24})\?", self.cards()))
        return f"/fr/employer/{self.organisation.public_id}/learners/{found}"

    def ask(self) -> str:
        sent = self.employer.post(
            self.card(), data={"message": MESSAGE, "opening": self.opening.public_id}
        )
        assert sent.status_code == 302, sent.get_data(as_text=True)
        return str(sent.headers["Location"])

    def request(self) -> ContactRequest:
        found: ContactRequest = self.market.only(ContactRequest)
        return found


@pytest.fixture
def meeting(site: Flask, visitor: Any, market: Market) -> Meeting:
    # Also a centre: a new role would end the session.
    employer = visitor("rh@example.org", "employer", "centre")
    learner = visitor("salma@example.org")
    database = market.database
    owner = accounts.find(database, "rh@example.org")
    account = accounts.find(database, "salma@example.org")
    assert owner is not None
    assert account is not None
    account.display_name = "Salma Bennis"
    person = starting.for_account(database, account, Answers(), language="fr")
    declare(database, person, "python", 3)
    person.place_id, person.about = "fes", "Je chante le malhoun"
    consents.set_visible(database, person, True, language="fr")
    organisation = market.verified(owner, OrganisationKind.EMPLOYER, name="Rif Digital")
    opening = market.published_opening(owner, organisation)
    database.commit()
    return Meeting(site, market, employer, learner, organisation, opening, person)


def test_from_a_card_to_a_name_and_back(meeting: Meeting) -> None:
    page = meeting.ask()
    # The form lists every town there is; the cards none.
    cards = meeting.cards().partition("<article")[2]
    for shown in (cards, meeting.employer.get(page).get_data(as_text=True)):
        assert "Carte" in shown
        for told in ("Salma", "salma@", "malhoun", "Fès", meeting.person.public_id):
            assert told not in shown
    asked = meeting.learner.get("/fr/my/contacts").get_data(as_text=True)
    for told in ("Rif Digital", MESSAGE, meeting.opening.title, "Salma Bennis"):
        assert told in asked
    request = meeting.request()
    base = f"/fr/my/contacts/{request.public_id}"
    assert meeting.learner.post(f"{base}/accept").status_code == 302
    shown = meeting.employer.get(page).get_data(as_text=True)
    assert "Salma Bennis" in shown
    assert "salma@example.org" in shown
    assert meeting.learner.post(f"{base}/end").status_code == 302
    shown = meeting.employer.get(page).get_data(as_text=True)
    assert "Salma" not in shown
    assert "plus disponible" in shown


def test_the_form_says_what_is_wrong_and_a_second_request_is_refused(meeting: Meeting) -> None:
    card = meeting.card()
    empty = meeting.employer.post(card, data={"message": "", "opening": ""})
    assert empty.status_code == 422
    meeting.ask()
    again = meeting.employer.post(
        card, data={"message": MESSAGE, "opening": meeting.opening.public_id}
    )
    assert again.status_code == 422
    text = again.get_data(as_text=True)
    assert "six mois" in text
    assert MESSAGE in text
    assert "Déjà contactée" in meeting.cards()


def test_becoming_invisible_hides_the_card_at_the_next_read(meeting: Meeting) -> None:
    card, page = meeting.card(), meeting.ask()
    done = meeting.learner.post("/fr/profile/visibility", data={"visible": "no"})
    assert done.status_code == 302
    assert "Aucune carte" in meeting.cards()
    assert meeting.employer.get(card).status_code == 404
    assert meeting.employer.post(card, data={"message": MESSAGE}).status_code == 404
    assert meeting.request().status is ContactStatus.WITHDRAWN
    assert "plus disponible" in meeting.employer.get(page).get_data(as_text=True)


def test_the_round_ends_what_nobody_answered(meeting: Meeting) -> None:
    page = meeting.ask()
    request = meeting.request()
    request.asked_at = utc_now() - timedelta(days=15)
    meeting.market.database.commit()
    with meeting.site.app_context():
        assert "contacts" in rounds.DAILY
        rounds.DAILY["contacts"](meeting.site)
    assert meeting.request().status is ContactStatus.EXPIRED
    assert "Sans réponse" in meeting.employer.get(page).get_data(as_text=True)


def test_the_list_and_its_file_hold_no_name(meeting: Meeting) -> None:
    meeting.ask()
    meeting.learner.post(f"/fr/my/contacts/{meeting.request().public_id}/accept")
    base = f"/fr/employer/{meeting.organisation.public_id}/contacts"
    for address in (base, f"{base}?format=csv", f"{base}?q=web&sort=status"):
        shown = meeting.employer.get(address).get_data(as_text=True)
        assert meeting.opening.title in shown
        assert "Salma" not in shown
        assert "salma@" not in shown


def test_the_employer_takes_it_back(meeting: Meeting) -> None:
    page = meeting.ask()
    assert "Retirer la demande" in meeting.employer.get(page).get_data(as_text=True)
    assert meeting.employer.post(f"{page}/withdraw").status_code == 302
    assert meeting.request().status is ContactStatus.WITHDRAWN
    late = meeting.learner.post(f"/fr/my/contacts/{meeting.request().public_id}/accept")
    assert late.status_code == 302
    text = meeting.learner.get("/fr/my/contacts").get_data(as_text=True)
    assert "plus en cours" in text


@pytest.mark.parametrize("roles", [(), ("learner",), ("employer", "centre"), ("moderator",)])
def test_for_anyone_else_it_does_not_exist(
    meeting: Meeting, visitor: Any, roles: tuple[str, ...]
) -> None:
    card, page = meeting.card(), meeting.ask()
    other = visitor("x@example.org", *roles)
    base = f"/fr/employer/{meeting.organisation.public_id}"
    for address in (f"{base}/learners", card, f"{base}/contacts", page):
        assert other.get(address).status_code == 404, address
        assert meeting.learner.get(address).status_code == 404, address
    assert other.post(f"{page}/withdraw").status_code == 404
    assert meeting.learner.post(f"{page}/withdraw").status_code == 404
    request = meeting.request().public_id
    for verb in ("accept", "decline", "end"):
        # The employer has no profile: it is sent to start one.
        assert meeting.employer.post(f"/fr/my/contacts/{request}/{verb}").status_code == 302
    assert meeting.request().status is ContactStatus.ASKED


def test_another_learner_cannot_answer(meeting: Meeting, visitor: Any) -> None:
    meeting.ask()
    other = visitor("omar@example.org", "learner")
    meeting.market.database.rollback()
    account = accounts.find(meeting.market.database, "omar@example.org")
    assert account is not None
    starting.for_account(meeting.market.database, account, Answers(), language="fr")
    meeting.market.database.commit()
    request = meeting.request().public_id
    for verb in ("accept", "decline", "end"):
        assert other.post(f"/fr/my/contacts/{request}/{verb}").status_code == 404
    assert MESSAGE not in other.get("/fr/my/contacts").get_data(as_text=True)


def test_who_is_not_signed_in_is_asked_to(meeting: Meeting) -> None:
    visitor = meeting.site.test_client()
    base = f"/fr/employer/{meeting.organisation.public_id}"
    addresses = ("/fr/my/contacts", "/fr/my/steps", f"{base}/learners", f"{base}/contacts")
    for address in (*addresses, "/fr/my/messages/enrolment/x"):
        answer = visitor.get(address)
        assert answer.status_code == 302
        assert "/sign-in" in answer.headers["Location"], address


def test_before_it_is_verified_an_employer_sees_no_card(meeting: Meeting, visitor: Any) -> None:
    fresh = visitor("neuf@example.org")
    owner = accounts.find(meeting.market.database, "neuf@example.org")
    assert owner is not None
    waiting = meeting.market.organisation(owner, OrganisationKind.EMPLOYER, name="Nador Web")
    meeting.market.database.commit()
    page = fresh.get(f"/fr/employer/{waiting.public_id}/learners?occupation={OCCUPATION}")
    assert page.status_code == 403
    assert "learners" not in fresh.get("/fr/employer/").get_data(as_text=True)


def test_unknown_names_and_openings_of_others(meeting: Meeting) -> None:
    assert "zzzz" in meeting.cards(skills="Python، zzzz")
    base = f"/fr/employer/{meeting.organisation.public_id}/learners"
    assert meeting.employer.get(f"{base}?opening=nothing").status_code == 404
    assert "Que cherchez-vous" in meeting.employer.get(base).get_data(as_text=True)
    assert meeting.employer.get(f"{base}?skills=Python&page=9999").status_code == 200
    assert meeting.employer.get(f"{base}/0000").status_code == 404


def _matter(meeting: Meeting, kind: str) -> Enrolment | Application:
    market, owner = meeting.market, accounts.find(meeting.market.database, "rh@example.org")
    assert owner is not None
    if kind == "application":
        bid = Application(learner_id=meeting.person.id, opening_id=meeting.opening.id)
        market.database.add(bid)
        return bid
    centre = market.verified(owner, OrganisationKind.CENTRE)
    session = market.session(owner, market.programme(owner, centre))
    place = Enrolment(learner_id=meeting.person.id, session_id=session.id, status="confirmed")
    market.database.add(place)
    return place


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_letters_are_worded_in_each_language_and_tell_no_secret(
    meeting: Meeting, language: str
) -> None:
    meeting.ask()
    request = meeting.request().public_id
    meeting.learner.post(f"/fr/my/contacts/{request}/accept")
    row = _matter(meeting, "application")
    meeting.market.database.commit()
    address = f"/fr/my/messages/application/{row.public_id}"
    for browser in (meeting.employer, meeting.learner):
        browser.post(address, data={"text": "Une phrase à nous"})
    with meeting.site.app_context():
        kept = db.session.scalars(select(Outbox).where(Outbox.kind == "letter")).all()
        worded = [
            letter_delivery.word(
                "a@example.org", language, each.payload["template"], each.payload["facts"]
            )
            for each in kept
            if each.payload["template"] in ("contact_asked", "contact_answered", "message_waiting")
        ]
    assert len(worded) == 4
    text = "\n".join(each.subject + each.text for each in worded)
    assert f"/{language}/my/contacts" in text
    assert f"/{language}/employer/contacts/{request}" in text
    assert f"/{language}/my/messages/application/{row.public_id}" in text
    for secret in ("Une phrase", "Salma", MESSAGE, "%("):
        assert secret not in text


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_page_in_each_language(meeting: Meeting, language: str) -> None:
    card, page = meeting.card(), meeting.ask()
    row = _matter(meeting, "enrolment")
    meeting.market.database.commit()
    base = f"/employer/{meeting.organisation.public_id}"
    pages = {
        meeting.employer: (
            f"{base}/learners?skills=Python",
            card[3:],
            f"{base}/contacts",
            page[3:],
        ),
        meeting.learner: ("/my/contacts", "/my/steps", f"/my/messages/enrolment/{row.public_id}"),
    }
    for browser, addresses in pages.items():
        for address in addresses:
            answer = browser.get(f"/{language}{address}")
            assert answer.status_code == 200, address
            assert f'<html lang="{language}"' in answer.get_data(as_text=True)
