"""The list of openings is sorted by exactly what it tells the employer to do."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from skills4all.models import Opening, OpeningStatus
from skills4all.queries import next_steps
from skills4all.queries.next_steps import Step
from skills4all.queries.responsiveness import Pile, piles
from tests.services.market import TODAY, add_applications
from tests.services.openings.conftest import House

DAY = timedelta(days=1)
NOW = datetime.combine(TODAY, time(9), UTC)


def test_words_and_order_agree(house: House) -> None:
    made: list[tuple[Step, dict[str, Any]]] = [
        (Step.OVER, {"status": OpeningStatus.EXPIRED}),
        (Step.NOTHING, {"expires_on": TODAY + 8 * DAY}),
        (Step.NOTHING, {"expires_on": TODAY + 3 * DAY, "deadline": TODAY + 2 * DAY}),
        (Step.WAIT, {"status": OpeningStatus.PENDING}),
        (Step.READ, {"ages": {1: None}}),
        (Step.FINISH, {"status": OpeningStatus.DRAFT}),
        (Step.CONFIRM, {"expires_on": TODAY + 7 * DAY}),
        (Step.ANSWER, {"ages": {8: None}, "expires_on": TODAY + DAY}),
        (Step.ANSWER, {"ages": {8: None}, "status": OpeningStatus.CLOSED}),
        (Step.CORRECT, {"status": OpeningStatus.REJECTED}),
    ]
    database = house.market.database
    wanted = []
    for step, values in made:
        opening = house.published(title=f"Poste {len(wanted)}")
        for name in values.keys() - {"ages"}:
            setattr(opening, name, values[name])
        add_applications(database, opening, values.get("ages", {}), NOW)
        wanted.append((opening.id, step))
    late = NOW - 7 * DAY
    found = database.execute(select(Opening, next_steps.order(TODAY, late))).all()
    told = piles(database, [house.employer.id], late)
    assert sorted((row.id, step) for row, step in found) == wanted
    for row, step in found:
        assert next_steps.step_of(row, told.get(row.id, Pile()), TODAY) == step
