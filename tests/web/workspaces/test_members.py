"""Members through their pages: an invitation from the letter to the workspace, and out again."""

from __future__ import annotations

from flask import Flask

from skills4all.background import letter_delivery
from skills4all.models import Membership, Organisation, OrganisationKind, OrganisationStatus
from skills4all.services import accounts, letters
from tests.services.market import Market
from tests.web.people import add_account
from tests.web.workspaces.conftest import Visitor


def organisation_of(
    market: Market, email: str, kind: OrganisationKind = OrganisationKind.CENTRE
) -> Organisation:
    owner = accounts.find(market.database, email)
    assert owner is not None
    made = market.organisation(owner, kind)
    made.status = OrganisationStatus.VERIFIED
    market.database.commit()
    return made


def test_from_the_letter_to_the_workspace_and_out(
    site: Flask, visitor: Visitor, market: Market
) -> None:
    owner = visitor("owner@example.org")
    centre = organisation_of(market, "owner@example.org")
    path = f"/ar/my/organisations/{centre.public_id}"
    sent = owner.post(
        f"{path}/invitations",
        data={"email": "new@example.org", "role": "editor", "language": "ar"},
    )
    assert sent.status_code == 302
    market.database.rollback()
    payload = market.promised(letters.KIND)[-1].payload
    with site.app_context():
        letter = letter_delivery.word("new@example.org", "ar", "invitation", payload["facts"])
    address = f"/ar/invitations/{payload['facts']['id']}"
    assert address in letter.text

    signed_out = site.test_client().get(address)
    assert signed_out.status_code == 302
    assert "next=" in signed_out.headers["Location"]
    add_account(site, "new@example.org")
    new = visitor.again("new@example.org")  # type: ignore[attr-defined]
    assert new.get(path).status_code == 404
    assert new.get(address).status_code == 200
    market.database.rollback()
    assert len(market.database.query(Membership).all()) == 1, "reading accepts nothing"
    assert new.post(address).status_code == 302
    assert new.get(path).status_code == 200
    assert new.get("/ar/centre/").status_code == 200

    members = owner.get(f"{path}/members").get_data(as_text=True)
    assert "new@example.org" in members
    assert "new@example.org" not in new.get(f"{path}/members").get_data(as_text=True).replace(
        "<bdi>new@example.org</bdi>", ""
    )
    market.database.rollback()
    account = accounts.find(market.database, "new@example.org")
    assert account is not None
    removed = owner.post(f"{path}/members/{account.public_id}/remove")
    assert removed.status_code == 302
    assert new.get(path).status_code in (302, 404)
    again = visitor.again("new@example.org")  # type: ignore[attr-defined]
    assert again.get(path).status_code == 404
    assert "centre/organisation" not in again.get("/ar/centre/").get_data(as_text=True)


def test_the_wrong_account_is_told_which_is_right(
    site: Flask, visitor: Visitor, market: Market
) -> None:
    owner = visitor("owner@example.org")
    centre = organisation_of(market, "owner@example.org")
    owner.post(
        f"/fr/my/organisations/{centre.public_id}/invitations",
        data={"email": "new@example.org", "role": "editor", "language": "fr"},
    )
    market.database.rollback()
    invitation = market.promised(letters.KIND)[-1].payload["facts"]["id"]
    other = visitor("other@example.org")
    page = other.get(f"/fr/invitations/{invitation}").get_data(as_text=True)
    assert "autre adresse" in page
    assert "Accepter" not in page
    assert other.post(f"/fr/invitations/{invitation}").status_code == 302
    assert other.get(f"/fr/my/organisations/{centre.public_id}").status_code == 404
    assert other.get("/fr/invitations/" + "x" * 22).status_code == 404


def test_an_editor_sees_who_but_not_how_to_change_it(
    site: Flask, visitor: Visitor, market: Market
) -> None:
    visitor("owner@example.org")
    centre = organisation_of(market, "owner@example.org")
    editor = visitor("editor@example.org")
    account = accounts.find(market.database, "editor@example.org")
    assert account is not None
    market.database.add(Membership(account_id=account.id, organisation_id=centre.id))
    market.database.commit()
    path = f"/fr/my/organisations/{centre.public_id}"
    page = editor.get(f"{path}/members").get_data(as_text=True)
    assert "/remove" not in page
    refused = editor.post(f"{path}/invitations", data={"email": "x@example.org", "language": "fr"})
    assert refused.status_code == 422
    left = editor.post(f"{path}/leave")
    assert left.status_code == 302
    assert editor.get("/fr/account").status_code != 302, "leaving keeps one signed in"
    assert editor.get(f"{path}/members").status_code == 404


def test_an_institution_has_its_home(site: Flask, visitor: Visitor, market: Market) -> None:
    client = visitor("i@example.org")
    made = organisation_of(market, "i@example.org", OrganisationKind.INSTITUTION)
    for language in ("fr", "ar", "en"):
        page = client.get(f"/{language}/institution/").get_data(as_text=True)
        assert made.name in page
    assert "/institution/" in client.get(f"/fr/my/organisations/{made.public_id}").get_data(
        as_text=True
    )


def test_a_namesake_is_told_to_ask_for_an_invitation(
    site: Flask, visitor: Visitor, market: Market
) -> None:
    visitor("owner@example.org")
    organisation_of(market, "owner@example.org")
    second = visitor("second@example.org")
    account = accounts.find(market.database, "second@example.org")
    assert account is not None
    double = market.organisation(account, name="CENTRE ATLAS SARL")
    market.database.commit()
    page = second.get(f"/fr/my/organisations/{double.public_id}").get_data(as_text=True)
    assert "déjà inscrite" in page
    assert "owner@example.org" not in page
