"""The stories: a centre and an employer from sign-up to public, told by pages alone."""

from __future__ import annotations

from typing import Any

from flask import Flask

from skills4all.background import outbox_delivery
from skills4all.extensions import db
from skills4all.models import Opening, Organisation, Pledge, Programme, Session, SkillOrigin
from skills4all.queries.openings import open_now, open_pledges
from skills4all.queries.sessions import bookable
from skills4all.services.calendar import today
from tests.services.market import OCCUPATION, Market
from tests.web.workspaces.filled import OPENING, ORGANISATION, PROGRAMME, pledge_form, session_form


def decide(client: Any, kind: str, noun: Any, verb: str = "approve", **more: str) -> Any:
    return client.post(
        f"/fr/moderation/{kind}/{noun.public_id}/{verb}",
        data={"revision": str(noun.revision), "looked_at": "register", **more},
    )


def test_a_centre_publishes_a_session_that_can_be_booked(
    site: Flask, visitor: Any, market: Market
) -> None:
    centre, moderator = visitor("c@example.org"), visitor("m@example.org", "moderator")
    assert centre.get("/fr/my/organisations/new").status_code == 200
    assert centre.post("/fr/my/organisations/new", data=ORGANISATION).status_code == 302
    organisation = market.only(Organisation)
    page = centre.get(f"/fr/my/organisations/{organisation.public_id}")
    assert "attend d’être vérifiée" in page.get_data(as_text=True)

    new = f"/fr/centre/{organisation.public_id}/programmes/new"
    assert centre.get(new).status_code == 200
    sent = centre.post(new, data={**PROGRAMME, "do": "submit"})
    assert sent.status_code == 302
    programme = market.only(Programme)
    assert (programme.price, programme.status.value) == (450_050, "pending")
    add = f"/fr/centre/programmes/{programme.public_id}/sessions/new"
    assert centre.get(add).status_code == 200
    assert centre.post(add, data=session_form()).status_code == 302
    assert market.only(Session).hours_per_week == 2.5
    assert centre.get(f"/fr/centre/programmes/{programme.public_id}").status_code == 200
    assert centre.get("/fr/centre/").status_code == 200

    queue = moderator.get("/fr/moderation/").get_data(as_text=True)
    assert "Python et bases de données" in queue
    assert "organisation à vérifier d’abord" in queue
    early = decide(moderator, "programme", programme)
    assert early.status_code == 422
    assert "Vérifiez d’abord l’organisation." in early.get_data(as_text=True)
    assert decide(moderator, "organisation", organisation).status_code == 302
    assert decide(moderator, "programme", programme).status_code == 302
    session = market.only(Session)
    assert [each.id for each in bookable(market.database, today())] == [session.public_id]
    # Its rights changed: the centre signs in again and finds its workplace.
    centre = visitor.again("c@example.org")
    assert centre.get("/fr/my").headers["Location"].endswith("/fr/centre/")


def test_an_employer_publishes_an_opening_and_a_pledge(
    site: Flask, visitor: Any, market: Market
) -> None:
    employer, moderator = visitor("e@example.org"), visitor("m@example.org", "moderator")
    employer.post("/fr/my/organisations/new", data={**ORGANISATION, "kind": "employer"})
    organisation = market.only(Organisation)
    base = f"/fr/employer/{organisation.public_id}"
    for path in (f"{base}/openings/new", f"{base}/pledges/new", "/fr/employer/"):
        assert employer.get(path).status_code == 200
    assert employer.post(f"{base}/openings/new", data=OPENING).status_code == 302
    assert employer.post(f"{base}/pledges/new", data=pledge_form()).status_code == 302
    opening, pledge = market.only(Opening), market.only(Pledge)
    assert (opening.pay_min, opening.pay_max, opening.positions) == (600_000, 800_000, 2)
    assert {row.origin for row in opening.skills} == {SkillOrigin.WRITTEN}
    for path, noun in (("openings", opening), ("pledges", pledge)):
        assert employer.get(f"/fr/employer/{path}/{noun.public_id}").status_code == 200
        sent = employer.post(
            f"/fr/employer/{path}/{noun.public_id}/submit", data={"revision": noun.revision}
        )
        assert sent.status_code == 302
    opening, pledge = market.only(Opening), market.only(Pledge)
    for kind, noun in (("organisation", organisation), ("opening", opening), ("pledge", pledge)):
        page = moderator.get(f"/fr/moderation/{kind}/{noun.public_id}")
        assert page.status_code == 200
        assert decide(moderator, kind, noun).status_code == 302
    opening = market.only(Opening)
    assert open_now(market.database, today()) == [opening]
    assert len(open_pledges(market.database, today(), OCCUPATION)) == 1
    assert employer.get("/fr/employer/").status_code == 302, "rights changed: signed out"


def test_a_refusal_reaches_the_owner_by_e_mail_in_their_language(
    site: Flask, visitor: Any, market: Market
) -> None:
    centre, moderator = visitor("c@example.org"), visitor("m@example.org", "moderator")
    centre.post("/fr/my/organisations/new", data=ORGANISATION)
    organisation = market.only(Organisation)
    organisation.memberships[0].account.locale = "ar"
    market.database.commit()
    no_reason = decide(moderator, "organisation", organisation, "reject", reason=" ")
    assert no_reason.status_code == 422
    reason = "Le numéro ICE ne correspond pas."
    refused = decide(moderator, "organisation", organisation, "reject", reason=reason)
    assert refused.status_code == 302
    with site.app_context():
        assert outbox_delivery.sweep(db.session()) >= 2
    folder = site.config["S4A_SETTINGS"].instance
    sent = [path.read_text("utf-8") for path in (folder / "mail").iterdir()]
    (mail,) = [text for text in sent if "c@example.org" in text]
    assert "Content-Language: ar" in mail
    assert f"/ar/my/organisations/{organisation.public_id}" in mail
    assert reason in mail
    assert (folder / "index" / "openings" / "manifest.json").exists()
    page = centre.get(f"/fr/my/organisations/{organisation.public_id}").get_data(as_text=True)
    assert reason in page
