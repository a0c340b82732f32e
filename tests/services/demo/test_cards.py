"""Over the learners of the demonstration no card is told apart by studies and place."""

from __future__ import annotations

from collections import Counter

from sqlalchemy.orm import Session

from skills4all.models import utc_now
from skills4all.queries import visible_learners
from skills4all.services import knowledge
from skills4all.services.candidates.shown import BAR, coarsened, finest
from tests.services.demo.conftest import load


def test_no_combination_is_shared_by_fewer_than_the_bar(database: Session) -> None:
    load(database, utc_now().date())
    vocabulary = knowledge.vocabulary()
    combinations = [
        finest(each.profile, vocabulary) for each in visible_learners.stream(database, utc_now())
    ]
    assert len(combinations) > 50
    before = Counter(combinations)
    assert any(count < BAR for count in before.values())
    told = coarsened(combinations, vocabulary)
    after = Counter(told[each] for each in combinations)
    assert [shown for shown, count in after.items() if count < BAR] == []
    # Coarsening must leave something to read.
    assert sum(count for shown, count in after.items() if shown.broad or shown.field) > 0
