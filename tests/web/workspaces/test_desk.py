"""The moderators' desk through its pages, and reports from the public."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from skills4all.models import AuditEvent, Organisation, Outbox, Report, utc_now
from skills4all.services import accounts
from tests.services.market import Market
from tests.web.people import mails
from tests.web.workspaces.conftest import Visitor


@pytest.fixture
def centre(site: Flask, visitor: Visitor, market: Market) -> Organisation:
    visitor("o@example.org")
    owner = accounts.find(market.database, "o@example.org")
    assert owner is not None
    made = market.organisation(owner)
    market.database.commit()
    return made


def decide(client: Any, centre: Organisation, verb: str, **data: Any) -> Any:
    path = f"/fr/moderation/organisation/{centre.public_id}"
    revision = client.get(path).get_data(as_text=True).split('name="revision" value="')[1]
    told = {"revision": revision.split('"')[0], **data}
    return client.post(f"{path}/{verb}", data=told)


def test_verified_reported_suspended_and_back(
    site: Flask, visitor: Visitor, market: Market, centre: Organisation
) -> None:
    moderator = visitor("m@example.org", "moderator")
    refused = decide(moderator, centre, "approve")
    assert refused.status_code == 422
    assert "Cochez au moins une chose" in refused.get_data(as_text=True)
    assert decide(moderator, centre, "approve", looked_at=["register", "call"]).status_code == 302
    page = moderator.get(f"/fr/moderation/organisation/{centre.public_id}").get_data(as_text=True)
    assert "Registre de commerce ou ICE" in page

    anybody = site.test_client()
    public = f"/fr/organisations/x-{centre.public_id}"
    shown = anybody.get(public, follow_redirects=True)
    assert shown.status_code == 200
    report = f"/fr/report/organisation/{centre.public_id}"
    assert report in shown.get_data(as_text=True)
    assert anybody.post(report, data={}).status_code == 422
    sent = anybody.post(report, data={"reason": "fraud", "details": "Faux diplôme."})
    assert sent.status_code == 302
    assert market.only(Report).reporter_id is None

    listed = moderator.get("/ar/moderation/reports").get_data(as_text=True)
    assert centre.name in listed
    item = f"/fr/moderation/reports/organisation/{centre.public_id}"
    assert "Faux diplôme." in moderator.get(item).get_data(as_text=True)
    done = moderator.post(item, data={"do": "uphold", "reason": "Vérifié.", "revision": "1"})
    assert done.status_code == 302

    assert decide(moderator, centre, "suspend", reason="Faux diplômes.").status_code == 302
    assert anybody.get(public, follow_redirects=True).status_code == 404
    assert anybody.get(report).status_code == 404
    assert decide(moderator, centre, "lift").status_code == 302
    assert anybody.get(public, follow_redirects=True).status_code == 200


def test_reports_are_limited(
    site: Flask, visitor: Visitor, market: Market, centre: Organisation
) -> None:
    moderator = visitor("m@example.org", "moderator")
    decide(moderator, centre, "approve", looked_at=["register"])
    client = site.test_client()
    path = f"/fr/report/organisation/{centre.public_id}"
    answers = [client.post(path, data={"reason": "wrong"}).status_code for _ in range(11)]
    assert answers == [302] * 10 + [429]


def test_an_account_is_found_and_helped(site: Flask, visitor: Visitor, market: Market) -> None:
    moderator = visitor("m@example.org", "moderator")
    salma = visitor("salma@example.org")
    account = accounts.find(market.database, "salma@example.org")
    assert account is not None
    found = moderator.get("/fr/moderation/people?q=salma").get_data(as_text=True)
    path = f"/fr/moderation/people/{account.public_id}"
    assert path in found
    assert moderator.get("/fr/moderation/people?q=sa").status_code == 422
    page = moderator.get(path).get_data(as_text=True)
    assert "salma@example.org" in page
    assert "argon2" not in page
    before = len(mails(site))
    assert moderator.post(f"{path}/mail").status_code == 302
    assert "reset" in mails(site)[before]["text"]
    assert salma.get("/fr/my/organisations/new").status_code == 200
    moderator.post(f"{path}/sign-out")
    assert salma.get("/fr/my/organisations/new").status_code == 302
    moderator.post(f"{path}/close", data={"reason": "Usurpation."})
    closed = site.test_client().post(
        "/fr/sign-in", data={"email": "salma@example.org", "password": "une phrase bien à moi"}
    )
    assert closed.status_code == 422
    visitor.again("m@example.org")  # type: ignore[attr-defined]
    stranger = visitor("x@example.org")
    for verb in ("close", "reopen", "sign-out", "moderator", "mail"):
        assert stranger.post(f"{path}/{verb}").status_code == 404
        assert moderator.get(f"{path}/{verb}").status_code == 405


def test_the_trail_is_read_searched_and_taken_along(
    site: Flask, visitor: Visitor, market: Market, centre: Organisation
) -> None:
    moderator = visitor("m@example.org", "moderator")
    decide(moderator, centre, "reject", reason="=HYPERLINK()")
    for language, word in (("fr", "refus"), ("ar", "رفض"), ("en", "refusal")):
        page = moderator.get(f"/{language}/moderation/audit?q=rejected").get_data(as_text=True)
        assert word in page
        assert centre.public_id in page
    file = moderator.get("/fr/moderation/audit?format=csv")
    assert file.mimetype == "text/csv"
    assert "'=HYPERLINK()" in file.get_data(as_text=True)
    assert moderator.post("/fr/moderation/audit").status_code == 405
    assert visitor("x@example.org").get("/fr/moderation/audit").status_code == 404
    market.database.rollback()
    assert market.database.query(AuditEvent).count() > 0


def test_an_operator_retries_and_drops_what_was_given_up(
    site: Flask, visitor: Visitor, market: Market
) -> None:
    operator = visitor("op@example.org", "operator")
    for _ in range(2):
        market.database.add(
            Outbox(kind="e-mail", payload={"to": "secret@example.org"}, failed_at=utc_now())
        )
    market.database.commit()
    first, second = sorted(row.id for row in market.promised("e-mail"))
    page = operator.get("/fr/operator/").get_data(as_text=True)
    assert f"/outbox/{first}/again" in page
    assert "secret@example.org" not in page
    assert operator.post(f"/fr/operator/outbox/{first}/again").status_code == 302
    assert operator.post(f"/fr/operator/outbox/{first}/again").status_code == 404
    assert operator.post(f"/fr/operator/outbox/{second}/drop").status_code == 302
    market.database.rollback()
    (left,) = market.promised("e-mail")
    assert (left.id, left.failed_at) == (first, None)
    assert visitor("m@example.org", "moderator").get("/fr/operator/").status_code == 404
