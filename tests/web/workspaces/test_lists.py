"""Long lists of the desk, of a centre and of an employer: searched, sorted, paged, taken along."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest

from skills4all.models import (
    Account,
    ConceptLabel,
    ConceptType,
    GapCount,
    LabelKind,
    OrganisationKind,
    Outbox,
    Report,
    ReportReason,
    utc_now,
)
from skills4all.queries.listing import PAGE_SIZE
from skills4all.services import accounts
from skills4all.services.calendar import today
from skills4all.services.openings.submit_pledge import submit_pledge
from skills4all.services.programmes.submit_programme import submit_programme
from tests.services.market import OCCUPATION, TODAY, Market
from tests.web.workspaces.conftest import Visitor

MANY = PAGE_SIZE + 2


@pytest.fixture
def owner(visitor: Visitor, market: Market) -> Account:
    visitor("o@example.org")
    found = accounts.find(market.database, "o@example.org")
    assert found is not None
    return found


def text(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def table(page: str) -> list[str]:
    """What stands in the first cell that links, row by row."""
    body = page.split("<tbody>")[1].split("</tbody>")[0] if "<tbody>" in page else ""
    return [
        re.sub(r"<[^>]+>", "", re.search(r"<a [^>]*>(.*?)</a>", row).group(1))  # type: ignore[union-attr]
        for row in body.split("<tr>")[1:]
    ]


def lines(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text(answer).removeprefix("\ufeff"))))


def test_the_queue_of_the_desk(visitor: Visitor, market: Market, owner: Account) -> None:
    centre = market.organisation(owner)
    for number in range(MANY):
        programme = market.programme(owner, centre, title=f"Formation {number:02}")
        submit_programme(market.database, owner, programme.public_id, programme.revision)
    employer = market.organisation(owner, OrganisationKind.EMPLOYER, name="=Rif Digital")
    pledge = market.pledge(owner, employer)
    submit_pledge(market.database, owner, pledge.public_id, pledge.revision, TODAY)
    market.database.add(
        ConceptLabel(
            concept_type=ConceptType.OCCUPATION,
            concept_id=OCCUPATION,
            language="ar",
            kind=LabelKind.PREFERRED,
            text="مطور الويب",
        )
    )
    market.database.commit()
    client = visitor("m@example.org", "moderator")
    first = text(client.get("/fr/moderation/"))
    assert len(table(first)) == PAGE_SIZE
    assert "Page 1 sur 2" in first
    assert len(table(text(client.get("/fr/moderation/?page=2")))) == MANY + 3 - PAGE_SIZE
    assert table(text(client.get("/fr/moderation/?q=formation+07"))) == ["Formation 07"]
    assert table(text(client.get("/fr/moderation/?kind=programme&sort=-title")))[0] == (
        f"Formation {MANY - 1}"
    )
    found = table(text(client.get("/ar/moderation/?kind=pledge&q=مطور")))
    assert found == ["مطور الويب"]
    assert "Rien de ce nom" in text(client.get("/fr/moderation/?q=introuvable"))
    file = lines(client.get("/fr/moderation/?format=csv"))
    assert len(file) == 1 + MANY + 3
    assert {row[2] for row in file[1:]} == {"Centre Atlas", "'=Rif Digital"}


def test_the_programmes_of_a_centre(visitor: Visitor, market: Market, owner: Account) -> None:
    client = visitor.again("o@example.org")  # type: ignore[attr-defined]
    assert "Vous n’agissez pour aucun" in text(client.get("/fr/centre/"))
    centre = market.organisation(owner)
    market.database.commit()
    assert "Écrivez la première" in text(client.get("/fr/centre/"))
    for number in range(MANY):
        market.programme(owner, centre, title=f"Formation {number:02}")
    dated = market.programme(owner, centre, title="SQL avec dates")
    session = market.session(owner, dated, seats=12)
    session.seats_taken, session.starts_on, session.enrol_by = 3, today(), today()
    market.database.commit()
    assert "Page 1 sur 2" in text(client.get("/fr/centre/"))
    page = text(client.get("/fr/centre/?q=sql"))
    assert table(page) == ["SQL avec dates"]
    assert "3/12" in page
    assert f"/fr/centre/sessions/{session.public_id}/enrolments" in page
    assert len(lines(client.get("/fr/centre/?format=csv"))) == 1 + MANY + 1
    assert table(text(client.get("/fr/centre/?sort=title")))[0] == "Formation 00"


def test_the_pledges_of_an_employer(visitor: Visitor, market: Market, owner: Account) -> None:
    employer = market.organisation(owner, OrganisationKind.EMPLOYER, name="Rif Digital")
    for number in range(5):
        market.pledge(owner, employer, positions=number + 1)
    market.database.commit()
    client = visitor.again("o@example.org")  # type: ignore[attr-defined]
    assert "Tous vos engagements (5)" in text(client.get("/fr/employer/"))
    assert len(table(text(client.get("/fr/employer/pledges")))) == 5
    file = lines(client.get("/fr/employer/pledges?format=csv&sort=-positions"))
    assert [row[2] for row in file[1:]] == ["5", "4", "3", "2", "1"]
    assert "Aucun engagement ne correspond" in text(client.get("/fr/employer/pledges?q=zzz"))
    stranger = visitor("x@example.org")
    assert "Aucun engagement pour l’instant" in text(stranger.get("/fr/employer/pledges"))


def test_reports_and_what_was_given_up(visitor: Visitor, market: Market, owner: Account) -> None:
    centre = market.verified(owner, OrganisationKind.CENTRE)
    for number in range(MANY):
        market.database.add(
            Report(
                object_type="organisation",
                object_id=centre.public_id,
                reason=ReportReason.OTHER,
                details=f"Détail {number:02}",
            )
        )
        failed = Outbox(kind="letter", failed_at=utc_now(), last_error=f"E{number:02}")
        market.database.add(failed)
    gone = Report(object_type="opening", object_id="gone", reason=ReportReason.FRAUD)
    market.database.add(gone)
    market.database.commit()
    client = visitor("m@example.org", "operator")
    assert table(text(client.get("/fr/moderation/reports"))) == ["Centre Atlas", "contenu effacé"]
    assert table(text(client.get("/fr/moderation/reports?q=atlas"))) == ["Centre Atlas"]
    item = f"/fr/moderation/reports/organisation/{centre.public_id}"
    assert "Page 1 sur 2" in text(client.get(item))
    assert len(lines(client.get(f"{item}?format=csv"))) == 1 + MANY
    page = text(client.get("/fr/operator/"))
    assert "Page 1 sur 2" in page
    assert "letter · E26" in text(client.get("/fr/operator/?q=E26"))


def test_what_is_missing_is_a_list_too(visitor: Visitor, market: Market, owner: Account) -> None:
    centre = market.organisation(owner)
    for skill, people in (("python", 40), ("sql", 12)):
        market.database.add(
            GapCount(place_id="fes", skill_id=skill, people=people, counted_on=TODAY)
        )
    market.database.commit()
    client = visitor.again("o@example.org")  # type: ignore[attr-defined]
    file = lines(client.get(f"/fr/my/organisations/{centre.public_id}/gaps?format=csv"))
    assert [row[2] for row in file[1:]] == ["40", "12"]
    page = text(client.get(f"/fr/my/organisations/{centre.public_id}/gaps?q=zzz"))
    assert "Aucun manque ne correspond" in page
