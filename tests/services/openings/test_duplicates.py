"""Nearly the same opening twice: shown to its writer; the same text elsewhere: to the moderator."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from skills4all.models import OrganisationKind
from skills4all.services.openings.close_opening import close_opening
from skills4all.services.openings.duplicates import doubles
from tests.services.market import LONG_TEXT
from tests.services.openings.conftest import House

OTHER_TEXT = "Vous tenez la caisse, accueillez les clients et rangez les rayons du magasin. " * 2


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, True),
        ({"title": "DEVELOPPEUR débutant web (H/F)"}, True),
        ({"description": LONG_TEXT.replace("Linux", "Unix") + " Venez."}, True),
        ({"occupation": None}, True),
        ({"title": "Chef de projet"}, False),
        ({"place": "fes-meknes"}, False),
        ({"description": OTHER_TEXT}, False),
    ],
)
def test_the_same_employer(house: House, change: dict[str, Any], found: bool) -> None:
    first = house.published()
    second = house.market.opening(house.owner, house.employer, **change)
    house.market.database.flush()
    assert doubles(house.market.database, second, foreign=False).own == ([first] if found else [])


def test_what_is_over_is_no_double(house: House) -> None:
    first = house.published()
    close_opening(house.market.database, house.owner, first.public_id, first.revision)
    second = house.market.opening(house.owner, house.employer)
    house.market.database.flush()
    assert doubles(house.market.database, second, foreign=True).own == []


def test_the_text_of_another_employer_in_two_statements(house: House) -> None:
    first = house.published()
    market, copier = house.market, house.market.account("c@example.org")
    other = market.organisation(copier, OrganisationKind.EMPLOYER, name="Copie SARL")
    same = market.opening(
        copier, other, title="Autre titre", place="fes-meknes", description=f"{LONG_TEXT} Merci."
    )
    different = market.opening(copier, other, description=OTHER_TEXT)
    market.database.commit()
    statements: list[str] = []
    connection = market.database.connection()
    count = lambda *args: statements.append(args[2])  # noqa: E731
    event.listen(connection, "before_cursor_execute", count)
    keys = (same.id, different.id)  # Loads what the commit forgot.
    assert all(keys)
    _ = other.id, same.description, different.description
    statements.clear()
    found = doubles(market.database, same, foreign=True)
    assert len(statements) == 2
    assert (found.own, found.foreign) == ([], [first])
    assert doubles(market.database, same, foreign=False).foreign == []
    assert doubles(market.database, different, foreign=True).foreign == []
