"""Letters are worded once for text and HTML, in the reader's language, and leave once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from skills4all.background import outbox_delivery
from skills4all.extensions import db
from skills4all.mail import wording
from skills4all.mail.message import Message, queue_e_mail
from skills4all.models import Outbox
from skills4all.services import accounts, letters
from tests.platform.smtp import Letterbox

AppOn = Callable[..., Flask]


def test_a_button_and_its_address_are_in_both() -> None:
    text = (
        "Bonjour <b>,\n\nVoir la suite : https://s4a.example/fr/x?a=1&b=2\n\nVoir https://a.example"
    )
    shown = [wording.paragraph(part) for part in text.split("\n\n")]
    assert shown[0].html == "Bonjour &lt;b&gt;,"
    assert (shown[1].html, shown[1].address) == (
        "Voir la suite",
        "https://s4a.example/fr/x?a=1&b=2",
    )
    assert shown[2].html == 'Voir <a dir="ltr" href="https://a.example">https://a.example</a>'


def test_the_first_line_is_the_subject(app: Flask) -> None:
    with app.test_request_context("/fr/"):
        message = wording.message("a@example.org", "fr", "\n Un   sujet\n\n\n\nBonjour,\n\nFin\n")
    assert (message.subject, message.text) == ("Un sujet", "Bonjour,\n\nFin\n")
    assert "<title>Un sujet</title>" in str(message.html)


def test_a_letter_without_subject_is_refused(app: Flask) -> None:
    with app.test_request_context("/fr/"), pytest.raises(ValueError, match="subject"):
        wording.message("a@example.org", "fr", "  \n\n")


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_it_leaves_once_in_two_forms(app_on: AppOn, smtp_server: Letterbox, language: str) -> None:
    app = app_on()
    app.extensions["mailman"].backend = "smtp"
    app.extensions["mailman"].server = smtp_server.host
    app.extensions["mailman"].port = smtp_server.port
    facts = {"kind": "organisation", "title": "Atlas", "approved": True, "id": "x" * 22}
    with app.app_context():
        account = accounts.create(db.session(), "a@example.org", None, language=language)
        for _ in range(2):
            letters.promise(
                db.session(),
                account,
                "decision",
                {**facts, "page": "organisations.show"},
                dedupe_key="once",
            )
        db.session.commit()
        assert outbox_delivery.sweep(db.session()) == 1
        assert outbox_delivery.sweep(db.session()) == 0
    (sent,) = smtp_server.messages
    assert "Atlas" in sent["Subject"]
    plain, rich = sent.get_body(("plain",)), sent.get_body(("html",))
    assert plain is not None
    assert rich is not None
    for part in (plain, rich):
        assert f"/{language}/my/organisations/{'x' * 22}" in part.get_content()
    assert f'lang="{language}"' in rich.get_content()


def test_nobody_writes_to_a_closed_account(app_on: AppOn) -> None:
    with app_on().app_context():
        account = accounts.create(db.session(), "a@example.org", None)
        letters.promise(db.session(), account, "unused", {}, dedupe_key="one")
        account.active = False
        db.session.commit()
        letters.promise(db.session(), account, "unused", {}, dedupe_key="two")
        db.session.commit()
        assert len(db.session.scalars(select(Outbox)).all()) == 1
        assert outbox_delivery.sweep(db.session()) == 1


def test_mail_programs_are_told_how_to_stop(app_on: AppOn, smtp_server: Letterbox) -> None:
    app = app_on()
    app.extensions["mailman"].backend = "smtp"
    app.extensions["mailman"].server = smtp_server.host
    app.extensions["mailman"].port = smtp_server.port
    stop = "https://s4a.example/fr/alerts/x/stop"
    with app.app_context():
        for link in (stop, None):
            queue_e_mail(
                db.session(), Message("a@example.org", "Objet", "Bonjour", None, "fr", link)
            )
        db.session.commit()
        outbox_delivery.sweep(db.session())
    alert, other = smtp_server.messages
    assert alert["List-Unsubscribe"] == f"<{stop}>"
    assert alert["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert other["List-Unsubscribe"] is None
