"""An enrolment told by pages alone: asked, waited, accepted, attended, certified, verified."""

from __future__ import annotations

import csv
import io
import re
from email import message_from_bytes, policy
from typing import Any

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from skills4all.app import ROOT
from skills4all.background import outbox_delivery
from skills4all.background.letter_delivery import word
from skills4all.extensions import db
from skills4all.models import Account, Enrolment, Learner, Session, SessionStatus
from skills4all.services import accounts, limits
from skills4all.services.answers import Answers
from skills4all.services.calendar import today
from skills4all.services.enrolments import telling
from skills4all.services.learners import starting
from skills4all.services.programmes.submit_programme import submit_programme
from skills4all.web.addresses import slug
from tests.services.market import Market
from tests.web.people import PASSWORD

NAME = "سلمى الإدريسي"


@pytest.fixture
def session(visitor: Any, market: Market) -> Session:
    """One seat, published, of the centre of o@example.org."""
    visitor("o@example.org")
    owner = accounts.find(market.database, "o@example.org")
    assert owner is not None
    moderator = market.account("mod@example.org", "moderator")
    centre = market.organisation(owner)
    programme = market.programme(owner, centre)
    made = market.session(owner, programme, seats=1)
    shift = today() - made.starts_on
    made.starts_on, made.ends_on, made.enrol_by = today(), made.ends_on + shift, today()
    market.approve(moderator, "organisation", centre)
    submit_programme(market.database, owner, programme.public_id, programme.revision)
    market.approve(moderator, "programme", programme)
    market.database.commit()
    return made


@pytest.fixture
def learner(visitor: Any, market: Market) -> Any:
    """`learner("a@example.org")`: a browser of someone with an account and a profile."""

    def open_browser(email: str, language: str = "fr") -> FlaskClient:
        client: FlaskClient = visitor(email, "learner")
        # A reading transaction would not see the account that was just made.
        market.database.rollback()
        account = accounts.find(market.database, email)
        assert account is not None
        account.locale = language
        starting.for_account(market.database, account, Answers(), language=language)
        market.database.commit()
        return client

    return open_browser


@pytest.fixture
def centre(visitor: Any, session: Session) -> FlaskClient:
    client: FlaskClient = visitor.again("o@example.org")
    return client


def of(market: Market, email: str) -> Enrolment:
    """The enrolment of a person, as it is now."""
    market.database.rollback()
    market.database.expire_all()
    return market.database.scalars(
        select(Enrolment)
        .join(Enrolment.learner)
        .join(Learner.account)
        .where(Account.email == email)
    ).one()


def enrol(client: FlaskClient, session: Session, **more: str) -> Any:
    return client.post(f"/fr/my/enrolments/new/{session.public_id}", data={"name": NAME, **more})


def text_of(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


@pytest.fixture
def certified(
    learner: Any, centre: FlaskClient, session: Session, market: Market
) -> tuple[FlaskClient, Enrolment]:
    client = learner("a@example.org", "ar")
    enrol(client, session, message="Bonjour")
    row = of(market, "a@example.org")
    for act in ("attended", "certify"):
        assert centre.post(f"/fr/centre/enrolments/{row.public_id}/{act}").status_code == 302
    return client, of(market, "a@example.org")


def test_the_way_from_the_public_page_leads_through_sign_in_and_back(
    site: Flask, session: Session, learner: Any
) -> None:
    learner("a@example.org")
    client = site.test_client()
    page = client.get(f"/fr/sessions/{slug(session.programme.title)}-{session.public_id}")
    path = f"/fr/my/enrolments/new/{session.public_id}"
    assert path in text_of(page)
    sent = client.get(path)
    assert sent.status_code == 302
    entered = client.post(
        sent.headers["Location"], data={"email": "a@example.org", "password": PASSWORD}
    )
    assert entered.headers["Location"] == path
    assert 'name="message"' in text_of(client.get(path))


def test_a_learner_enrols_once_and_reads_what_comes_next(
    session: Session, learner: Any, market: Market
) -> None:
    client = learner("a@example.org")
    assert "encore dans aucune session" in text_of(client.get("/fr/my/enrolments"))
    refused = enrol(client, session, name=" ", message="gardé")
    assert refused.status_code == 422
    assert "gardé" in text_of(refused)
    sent = enrol(client, session, message="J’ai des questions")
    row = of(market, "a@example.org")
    assert sent.headers["Location"].endswith(f"/fr/my/enrolments/{row.public_id}")
    page = text_of(client.get(sent.headers["Location"]))
    assert "Place réservée" in page
    assert "J’ai des questions" in page
    again = client.get(f"/fr/my/enrolments/new/{session.public_id}")
    assert again.headers["Location"].endswith(row.public_id)
    assert session.programme.title in text_of(client.get("/fr/my/enrolments"))


def test_who_waits_is_told_and_takes_the_seat(
    site: Flask, session: Session, learner: Any, market: Market
) -> None:
    # Kept until the session starts: tomorrow at the soonest.
    session.starts_on = session.ends_on
    market.database.commit()
    first, second = learner("a@example.org"), learner("b@example.org", "ar")
    enrol(first, session)
    enrol(second, session)
    row = of(market, "b@example.org")
    page = text_of(second.get(f"/fr/my/enrolments/{row.public_id}"))
    assert "rang 1" in page
    assert "Accepter la place" not in page
    early = second.post(f"/fr/my/enrolments/{row.public_id}/accept", follow_redirects=True)
    assert "n’est plus gardée" in text_of(early)
    first.post(f"/fr/my/enrolments/{of(market, 'a@example.org').public_id}/cancel")
    page = text_of(second.get(f"/fr/my/enrolments/{row.public_id}"))
    assert "Accepter la place" in page
    with site.app_context():
        outbox_delivery.sweep(db.session())
    folder = site.config["S4A_SETTINGS"].instance / "mail"
    mails = [
        message_from_bytes(path.read_bytes(), policy=policy.default) for path in folder.iterdir()
    ]
    (told,) = [mail for mail in mails if "شغر مقعد لك" in mail["Subject"]]
    plain = told.get_body(("plain",))
    assert told["To"] == "b@example.org"
    assert plain is not None
    assert f"/ar/my/enrolments/{row.public_id}" in plain.get_content()
    second.post(f"/fr/my/enrolments/{row.public_id}/accept")
    assert of(market, "b@example.org").status.value == "confirmed"


TO_THE_CENTRE = ("enrolment_news", "session_finished")


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_letter_has_its_words(
    site: Flask, session: Session, learner: Any, market: Market, language: str
) -> None:
    enrol(learner("a@example.org"), session)
    facts = {
        **telling._facts(of(market, "a@example.org")),
        "reason": "Le motif.",
        "until": "2026-11-27T10:00:00+00:00",
    }
    names = sorted(
        path.stem
        for pattern in ("enrolment_*.txt", "session_*.txt", "certificate_*.txt")
        for path in (ROOT / "templates" / "email").glob(pattern)
    )
    # Letters to the centre: see below.
    names = [name for name in names if name not in TO_THE_CENTRE]
    assert len(names) == 11
    with site.app_context():
        for name in names:
            message = word("a@example.org", language, name, facts)
            assert session.programme.title in message.subject, name
            assert f"/{language}/" in message.text, name
            assert "2026-11-27T" not in message.text, name
            if name.endswith(("refused", "session_cancelled", "withdrawn")):
                assert "Le motif." in message.text, name


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_letters_to_the_centre_have_their_words(site: Flask, language: str) -> None:
    one = {"id": "x1", "title": "Python", "starts_on": "2027-01-04"}
    news = [{**one, "new": 2, "waiting": 0, "gone": 1}]
    with site.app_context():
        message = word("o@example.org", language, "enrolment_news", {"sessions": news})
        assert f"/{language}/centre/sessions/x1/enrolments" in message.text
        assert "Python" in message.text
        assert len([line for line in message.text.splitlines() if line.startswith("- ")]) == 2
        two = word("o@example.org", language, "enrolment_news", {"sessions": news * 2})
        assert f"/{language}/centre/" in two.text
        left = {"confirmed": 3, "attended": 0, "ends_on": "2027-03-01"}
        message = word("o@example.org", language, "session_finished", {**one, **left})
        assert "3" in message.text
        assert "Python" in message.subject


def test_an_account_without_a_profile_is_shown_the_way(visitor: Any, session: Session) -> None:
    client = visitor("x@example.org")
    page = client.get(f"/fr/my/enrolments/new/{session.public_id}")
    assert "/fr/profile/start" in text_of(page)
    assert "encore dans aucune session" in text_of(client.get("/fr/my/enrolments"))


def test_a_closed_session_says_so(session: Session, learner: Any, market: Market) -> None:
    client = learner("a@example.org")
    session.status = SessionStatus.CLOSED
    market.database.commit()
    page = text_of(client.get(f"/fr/my/enrolments/new/{session.public_id}"))
    assert "Les inscriptions à cette session sont closes." in page
    assert 'name="message"' not in page
    assert enrol(client, session).status_code == 422
    public = client.get(f"/fr/sessions/{slug(session.programme.title)}-{session.public_id}")
    assert "/my/enrolments/new/" not in text_of(public)


def test_the_centre_sees_who_and_takes_the_list_along(
    centre: FlaskClient, session: Session, learner: Any, market: Market
) -> None:
    base = f"/fr/centre/sessions/{session.public_id}/enrolments"
    assert "Personne n’est encore inscrit." in text_of(centre.get(base))
    assert "Personne n’attend." in text_of(centre.get(base + "?list=waiting"))
    enrol(learner("a@example.org"), session, name="=Zineb", message="Bonjour")
    enrol(learner("b@example.org"), session, name="Brahim")
    page = text_of(centre.get(base))
    assert "a@example.org" in page
    assert "b@example.org" not in page
    assert "b@example.org" in text_of(centre.get(base + "?list=waiting"))
    assert "a@example.org" not in text_of(centre.get(base + "?q=brahim"))
    answer = centre.get(base + "?format=csv")
    rows = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert rows[0] == ["Nom", "E-mail", "État", "Demandé le", "Message"]
    assert (rows[1][0], rows[1][1], rows[1][-1]) == ("'=Zineb", "a@example.org", "Bonjour")
    assert len(rows) == 2


def test_a_refusal_needs_its_reason(
    centre: FlaskClient, session: Session, learner: Any, market: Market
) -> None:
    client = learner("a@example.org")
    enrol(client, session)
    row = of(market, "a@example.org")
    path = f"/fr/centre/enrolments/{row.public_id}"
    assert centre.get(path).status_code == 200
    assert centre.post(f"{path}/refuse", data={"reason": " "}).status_code == 422
    assert centre.post(f"{path}/refuse", data={"reason": "Complet."}).status_code == 302
    page = text_of(client.get(f"/fr/my/enrolments/{row.public_id}"))
    assert "Complet." in page


def test_everyone_present_then_everyone_certified(
    centre: FlaskClient, session: Session, learner: Any, market: Market
) -> None:
    enrol(learner("a@example.org"), session)
    base = f"/fr/centre/sessions/{session.public_id}"
    assert "Noter tout le monde présent" in text_of(centre.get(f"{base}/enrolments"))
    for act in ("attended", "certified"):
        done = centre.post(f"{base}/{act}", follow_redirects=True)
        assert "pour 1 personne" in text_of(done)
    assert of(market, "a@example.org").status.value == "certified"


def test_bulk_before_the_start_says_why_not(
    centre: FlaskClient, session: Session, market: Market
) -> None:
    session.starts_on = session.ends_on
    market.database.commit()
    done = centre.post(f"/fr/centre/sessions/{session.public_id}/attended", follow_redirects=True)
    assert "pas encore commencé" in text_of(done)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_certificate_is_a_pdf_in_the_language_of_the_page(
    certified: Any, centre: FlaskClient, language: str
) -> None:
    client, row = certified
    for answer in (
        client.get(f"/{language}/my/enrolments/{row.public_id}/certificate.pdf"),
        centre.get(f"/{language}/centre/enrolments/{row.public_id}/certificate.pdf"),
    ):
        assert answer.mimetype == "application/pdf"
        assert answer.headers["Cache-Control"] == "private, no-store"
        document = pypdfium2.PdfDocument(answer.get_data())
        text = document[0].get_textpage().get_text_range()
        # In Arabic in one piece: groups would be copied out in the opposite order.
        code = row.certificate_code
        assert (code.replace("-", "") if language == "ar" else code) in text
        assert "Atlas" in text
        titles = {
            "fr": "Certificat de formation",
            "en": "Training certificate",
            "ar": "شهادة تكوين",
        }
        assert titles[language] in text
        assert document.get_metadata_dict()["Title"] == titles[language]


def test_anyone_verifies_it_and_a_withdrawn_one_says_so(
    site: Flask, certified: Any, centre: FlaskClient
) -> None:
    client, row = certified
    assert row.certificate_code in text_of(client.get(f"/ar/my/enrolments/{row.public_id}"))
    anyone = site.test_client()
    typed = row.certificate_code.lower().replace("-", " ")
    found = anyone.get("/fr/certificates", query_string={"code": typed})
    assert found.headers["Location"].endswith(f"/fr/certificates/{row.certificate_code}")
    page = text_of(anyone.get(found.headers["Location"]))
    assert "Ce certificat est valable" in page
    assert NAME in page
    assert "Centre Atlas" in page
    assert 'content="noindex"' in page
    assert "a@example.org" not in page
    assert "Bonjour" not in page
    path = f"/fr/centre/enrolments/{row.public_id}/withdraw"
    assert centre.post(path, data={"reason": "Erreur de nom."}).status_code == 302
    page = text_of(anyone.get(found.headers["Location"]))
    assert "Ce certificat a été retiré" in page
    assert "Erreur de nom." not in page
    mine = client.get(f"/fr/my/enrolments/{row.public_id}/certificate.pdf")
    assert mine.status_code == 404


@pytest.mark.parametrize("code", ["XKPM-ABCD-EFGH-WXYZ", "x", "%00", "<script>"])
def test_an_unknown_code_is_said_to_be_unknown(site: Flask, code: str) -> None:
    answer = site.test_client().get(f"/fr/certificates/{code}")
    assert answer.status_code == 404
    assert "Aucun certificat n’a ce code" in text_of(answer)
    assert "<script>" not in re.sub(r"<script src[^>]*>", "", text_of(answer))


def test_codes_cannot_be_tried_by_the_thousand(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = limits.Limit("certificate-address", 3, 900)
    monkeypatch.setattr(limits, "CERTIFICATE_ADDRESS", few)
    client = site.test_client()
    statuses = [client.get("/fr/certificates/XKPM-ABCD-EFGH-WXYZ").status_code for _ in range(4)]
    assert statuses == [404, 404, 404, 429]


LEARNER_WRITES = ("accept", "cancel")
CENTRE_WRITES = ("refuse", "attended", "not-attended", "certify", "withdraw")


def test_what_is_not_ones_own_does_not_exist(
    certified: Any, learner: Any, visitor: Any, session: Session
) -> None:
    owner, row = certified
    mine, theirs = f"/fr/my/enrolments/{row.public_id}", f"/fr/centre/enrolments/{row.public_id}"
    assert owner.get(mine).status_code == 200
    for other in (learner("b@example.org"), visitor("c@example.org", "centre", "moderator")):
        assert other.get(mine).status_code == 404
        assert other.get(f"{mine}/certificate.pdf").status_code == 404
        for act in LEARNER_WRITES:
            assert other.post(f"{mine}/{act}").status_code == 404
        assert other.get(theirs).status_code == 404
        assert other.get(f"{theirs}/certificate.pdf").status_code == 404
        for act in CENTRE_WRITES:
            assert other.post(f"{theirs}/{act}", data={"reason": "x"}).status_code == 404
        base = f"/fr/centre/sessions/{session.public_id}"
        assert other.get(f"{base}/enrolments").status_code == 404
        assert other.get(f"{base}/enrolments?format=csv").status_code == 404
        for act in ("attended", "certified"):
            assert other.post(f"{base}/{act}").status_code == 404
    # The learner is no member of the centre either.
    assert owner.get(theirs).status_code == 404
