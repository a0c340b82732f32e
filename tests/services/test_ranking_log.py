"""The ranking log tells what was ranked and why, and nothing of who asked."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy.orm import Session as Database

from skills4all.services import ranking_log
from skills4all.services.answers import Answers
from skills4all.services.indexing.live import LiveIndexes

SECRET = "a secret of this test, long enough to be one"
PHYSICIST = Answers(field="smp", level="licence", place="taza", have={"python": 3})


def test_it_keeps_order_reasons_and_versions(session: Database, tmp_path: Path) -> None:
    row = ranking_log.record(session, PHYSICIST, LiveIndexes(tmp_path), secret=SECRET)
    assert len(row.ranking) == ranking_log.KEPT
    scores = [each["coverage"] for each in row.ranking]
    assert scores == sorted(scores, reverse=True)
    assert set(row.reasons) == {each["id"] for each in row.ranking}
    assert row.model_version
    assert row.vocabulary_version


def test_the_same_answers_can_be_told_but_not_read(session: Database, tmp_path: Path) -> None:
    live = LiveIndexes(tmp_path)
    one, two = (ranking_log.record(session, PHYSICIST, live, secret=SECRET) for _ in range(2))
    other = ranking_log.record(session, Answers(field="svi"), live, secret=SECRET)
    elsewhere = ranking_log.record(session, PHYSICIST, live, secret=SECRET + "x")
    assert one.input_hash == two.input_hash
    assert one.pseudonym != two.pseudonym
    assert len({one.input_hash, other.input_hash, elsewhere.input_hash}) == 3
    told = json.dumps([one.pseudonym, one.input_hash, one.ranking])
    assert "taza" not in told
    assert "smp" not in told
